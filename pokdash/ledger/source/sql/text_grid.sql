-- The rows of a text (lines: source_row, quotes_wrong, record) as cells. Records with source_row 0 are the line ends
-- between the rows. Filled in: a table that keeps the cells or a view that does not, the columns, and what separates them.
create {relation} grid as
select source_row::bigint as source_row,
    len(cells)::integer as fields,
    quotes_wrong,
    {cells}
from (select source_row, quotes_wrong, string_split(record, {separator}) as cells from lines where source_row > 0)
