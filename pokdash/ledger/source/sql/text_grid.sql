-- The rows of a text (lines: source_row, quotes_wrong, record) as cells. Records with source_row 0 are the line ends
-- between the rows. Filled in: a table that keeps the cells or a view that does not, the columns and how many, the record
-- or what is left of it, and what separates its cells. Cells with nothing in them behind the last column do not count.
create {relation} grid as
select source_row::bigint as source_row,
    case
        when len(cells) > {columns} and trim(array_to_string(cells[{columns} + 1:], '')) = '' then {columns}
        else len(cells)
    end::integer as fields,
    quotes_wrong,
    {cells}
from (select source_row, quotes_wrong, string_split({record}, {separator}) as cells from lines where source_row > 0)
