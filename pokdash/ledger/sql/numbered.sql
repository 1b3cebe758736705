-- Bookings without a line number get one, from what they say and not from their place in the file: a row that is put in
-- between, or another order, changes no number. It has nine digits, so that nobody takes it for one of the file; without a
-- booking number, which then says it all, it counts equal bookings. Equal rows stay as many bookings.
create or replace temp table numbered as
select rowid as place,
    source_row,
    amount,
    (first_line + row_number() over alike - 1)::integer as made_line,
    case when content is not distinct from lag(content) over alike then lag(source_row) over alike end as equal_to
from (
    select rowid, *, case when content is null then 1 else 100000000 + content % 800000000 end as first_line
    from booking
    where reason is null and wrong is null and booking_line is null
)
window alike as (
    partition by kind, fiscal_year, booking_number, first_line order by content nulls first, source_row
);

update booking set booking_line = made_line from numbered where booking.rowid = numbered.place
