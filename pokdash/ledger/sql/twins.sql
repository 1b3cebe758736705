-- Bookings with the key of an earlier booking of the file: equal in everything (left out), or not (something is wrong).
-- key_twice holds the numbers that more than one key has; two different keys can have the same number.
create or replace temp table twin as
select place, first_row, equal
from (
    select booking.rowid as place,
        source_row,
        first_value(source_row) over same as first_row,
        (booking_date, line, amount, commitment_number, decision, description)
        is not distinct from
        first_value((booking_date, line, amount, commitment_number, decision, description)) over same as equal
    from booking
    where rowid in (select place from key where key_number in (select key_number from key_twice))
    window same as (partition by kind, fiscal_year, booking_number, booking_line order by source_row)
)
where source_row > first_row;

update booking set reason = 'duplicate' from twin where booking.rowid = twin.place and twin.equal;

update booking
set wrong = [{'field': 'booking_number', 'found': booking_number, 'problem': 'key_differs_here', 'other': first_row}]
from twin
where booking.rowid = twin.place and not twin.equal;
