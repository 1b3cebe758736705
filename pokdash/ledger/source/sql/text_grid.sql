-- The rows of a text (lines: source_row, quotes_wrong, record) as cells. Records with source_row 0 are the line ends
-- between the rows. What stands between the cells and the list of the columns are filled in.
create or replace view grid as
select source_row::bigint as source_row,
    len(cells)::integer as fields,
    quotes_wrong,
    {cells}
from (select source_row, quotes_wrong, string_split(record, {separator}) as cells from lines where source_row > 0)
