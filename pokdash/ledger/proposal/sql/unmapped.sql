-- The different texts of a field in rows that no rule and no name of the plan gives a line: rows, sum, first row, and the
-- name that the account has there.
select arg_min({field}, source_row), count(distinct source_row), coalesce(sum(amount), 0)::decimal(38, 2),
    min(source_row), coalesce(arg_min(nullif(account_name, ''), source_row), '')
from kept
where line is null and not out_of_plan
group by lower({field})
order by min(source_row)
limit {most}
