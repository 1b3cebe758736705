-- Rows with the key of an earlier row in the same file, in the order of the file; their number in every row.
with first_with_key as (
    select kind, fiscal_year, booking_number, booking_line, min(source_row) as source_row
    from entry
    where kind is not null and booking_number <> '' and booking_line is not null
    group by all
    having count(*) > 1
)
select entry.source_row, 'booking_number' as field, entry.booking_number as found, 'key_twice' as problem,
    first_with_key.source_row as other_row, count(*) over () as found_in_all
from entry
join first_with_key
  on entry.kind = first_with_key.kind
 and entry.booking_number = first_with_key.booking_number
 and entry.booking_line = first_with_key.booking_line
 and entry.fiscal_year is not distinct from first_with_key.fiscal_year
 and entry.source_row > first_with_key.source_row
order by entry.source_row
limit $most
