-- The sums of columns as amounts, in the rows that would be bookings.
select number, coalesce(sum(in_euro(read_amount(text, typed), flag, sign)), 0)::decimal(38, 2)
from (
    select flag, sign, cell.number as number, trimmed(cell.text) as text, cell.typed as typed
    from (select flag, sign, unnest([{cells}]) as cell from grid join kept using (source_row))
)
group by number
