-- What stands in each column of the first rows below the headings (a hint only; what decides is counted over the file).
-- The pieces between braces are made for every column.
with part as (select * from grid where source_row >= {first_row} order by source_row limit 5000)
{columns}
order by number
