-- Bookings with the key of another booking of the file (`first`: the first of them), and whether they are equal to that
-- one in everything. key_twice holds the numbers that more than one key has; two different keys can have the same number.
create or replace temp table twin as
select booking.rowid as place,
    source_row,
    amount,
    first_value(source_row) over same as first_row,
    (booking_date, line, amount, commitment_number, decision, description, content)
    is not distinct from
    first_value((booking_date, line, amount, commitment_number, decision, description, content)) over same as equal,
    count(*) over (partition by kind, fiscal_year, booking_number, booking_line) as together
from booking
where rowid in (select place from key where key_number in (select key_number from key_twice))
window same as (partition by kind, fiscal_year, booking_number, booking_line order by source_row);

delete from twin where together = 1
