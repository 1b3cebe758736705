-- Bookings with the key of an earlier booking of the file: equal in everything (left out), or not (something is wrong).
create or replace temp table twin as
with suspect as (
    -- A number for each key is much cheaper to compare than the key; keys with the same number are looked at below.
    select hash(kind, fiscal_year, booking_number, booking_line) as key_number
    from booking
    where reason is null and wrong is null
    group by key_number
    having count(*) > 1
),
repeated as (
    select kind, fiscal_year, booking_number, booking_line, min(source_row) as first_row
    from booking
    where reason is null and wrong is null
        and hash(kind, fiscal_year, booking_number, booking_line) in (select key_number from suspect)
    group by all
    having count(*) > 1
)
select later.rowid as place, first_row,
    (later.booking_date, later.line, later.amount, later.commitment_number, later.decision, later.description)
    is not distinct from
    (first.booking_date, first.line, first.amount, first.commitment_number, first.decision, first.description) as equal
from booking as later
join repeated
  on later.kind = repeated.kind
 and later.booking_number = repeated.booking_number
 and later.booking_line = repeated.booking_line
 and later.fiscal_year is not distinct from repeated.fiscal_year
 and later.source_row > repeated.first_row
 and later.reason is null and later.wrong is null
join booking as first
  on first.source_row = repeated.first_row
 and first.kind = repeated.kind
 and first.fiscal_year is not distinct from repeated.fiscal_year;

update booking set reason = 'duplicate' from twin where booking.rowid = twin.place and twin.equal;

update booking
set wrong = [{'field': 'booking_number', 'found': booking_number, 'problem': 'key_differs_here', 'other': first_row}]
from twin
where booking.rowid = twin.place and not twin.equal;
