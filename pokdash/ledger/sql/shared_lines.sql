-- Rows with the number and line of an earlier row and something else in them: how many, what they come to in euro, the
-- first with the row before.
select count(*) as rows,
    coalesce(sum(amount), 0)::decimal(38, 2) as total,
    coalesce(list((source_row, first_row) order by source_row)[:$most], []) as first
from twin
where not equal
