-- The last row of the file, if it is a booking that has fewer cells than every other booking has, or if it ends in an amount
-- with fewer digits behind its last mark than every other amount in that column: the text of its last cell.
with booking as (
    select source_row, fields, [{cells}] as cells
    from grid
    where source_row in (select source_row from kept)
),
last as (
    select *, cells[least(fields, len(cells))] as ends
    from booking
    where source_row = (select max(source_row) from grid)
),
other as (
    select booking.fields,
        length(regexp_extract(booking.cells[last.fields], '[.,](\d*)[^0-9.,]*$', 1)) as decimals,
        regexp_matches(booking.cells[last.fields], '[1-9]') as is_amount
    from booking, last
    where booking.source_row < last.source_row
)
select last.source_row, last.ends
from last, other
group by last.source_row, last.ends, last.fields
having last.fields < min(other.fields)
    or last.fields in ({amounts})
    and length(regexp_extract(last.ends, '[.,](\d*)[^0-9.,]*$', 1)) < min(other.decimals) filter (other.is_amount)
