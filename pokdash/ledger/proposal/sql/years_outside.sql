-- Fiscal years of rows that the plan has no place for, with their rows and sum.
select fiscal_year, count(*), coalesce(sum(amount), 0)::decimal(38, 2), min(source_row)
from kept
where fiscal_year not between {first_year} and {last_year} + 1
group by 1
order by 1
