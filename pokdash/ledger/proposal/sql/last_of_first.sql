-- The last of the first rows from a row on: few cells are split to find it.
select max(source_row)
from (select source_row from grid where source_row >= {first_row} order by source_row limit {most})
