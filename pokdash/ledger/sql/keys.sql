-- A number for the key of every booking that is to be loaded: equal keys have equal numbers.
create or replace temp view key as
select hash(kind, fiscal_year, booking_number, booking_line) as key_number, rowid as place
from booking
where reason is null and wrong is null
