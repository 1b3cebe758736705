-- The different texts of a field that are a name of a line in the plan.
select arg_min({field}, source_row), any_value(line_code.code), count(*)
from kept
join line_code on line_code.written = lower({field})
group by lower({field})
order by min(source_row)
limit 1000
