-- Rows that equal an earlier one and count as well: how many, what they come to in euro, the first with the row before.
select count(*) as rows,
    coalesce(sum(amount), 0)::decimal(38, 2) as total,
    coalesce(list((source_row, equal_to) order by source_row)[:$most], []) as first
from numbered
where equal_to is not null
