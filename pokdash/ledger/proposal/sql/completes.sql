-- A column beside those that are read, under one way of writing: cells that can be read, rows in which both are filled (not
-- zero), rows in which only the other is, and its sum.
select count(other),
    count(*) filter (other <> 0 and is_read),
    count(*) filter (other <> 0 and not is_read),
    coalesce(sum(other), 0)::decimal(38, 2)
from (select {other} as other, {read} as is_read from grid where source_row >= {first_row} and {dated})
