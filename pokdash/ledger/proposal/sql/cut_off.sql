-- The last row of the file, if it is a booking that has fewer cells than every other booking has, or if it ends in an amount
-- with fewer digits behind its last mark than every other amount in that column, or without the minus behind it that others
-- have: the text of its last cell. A last 0 is whole, and so are three digits or fewer where every mark may stand between
-- thousands.
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
        regexp_matches(booking.cells[last.fields], '[1-9]') as is_amount,
        regexp_matches(booking.cells[last.fields], '^\D*\d{{1,3}}([.,]\d{{3}})+\D*$|^\D*\d+\D*$') as is_whole,
        regexp_matches(booking.cells[last.fields], '\d *-$') as minus_behind
    from booking, last
    where booking.source_row < last.source_row
)
select last.source_row, last.ends
from last, other
group by last.source_row, last.ends, last.fields
having last.fields < min(other.fields)
    or last.fields in ({amounts})
    and last.ends <> '0'
    and (
        length(regexp_extract(last.ends, '[.,](\d*)[^0-9.,]*$', 1)) < min(other.decimals) filter (other.is_amount)
        and not (regexp_matches(last.ends, '^\D*\d{{1,3}}$') and bool_and(other.is_whole) filter (other.is_amount))
        or regexp_matches(last.ends, '[.,]\d{{3}}$') and min(other.decimals) filter (other.is_amount) between 1 and 2
            and max(other.decimals) filter (other.is_amount) < 3
        or bool_or(other.minus_behind) and regexp_matches(last.ends, '\d$')
    )
