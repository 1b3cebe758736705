-- With a column for each year one row makes several bookings: when one of them is wrong, the whole row is rejected; and an
-- empty cell in a row that has another amount is not counted.
update booking
set wrong = []
where wrong is null and source_row in (select source_row from booking where wrong is not null);

delete from booking
where reason = 'blank' and source_row in (select source_row from booking where reason is distinct from 'blank');
