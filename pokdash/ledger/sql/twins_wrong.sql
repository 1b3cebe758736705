-- A key is a key: a booking that equals an earlier one is left out, and another one with its key is wrong.
update booking set reason = 'duplicate' from twin
where booking.rowid = twin.place and twin.equal and twin.source_row > twin.first_row;

update booking
set wrong = [{'field': 'booking_number', 'found': booking_number, 'problem': 'key_differs_here', 'other': first_row}]
from twin
where booking.rowid = twin.place and not twin.equal;
