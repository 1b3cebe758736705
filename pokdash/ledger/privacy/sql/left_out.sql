-- The descriptions with a mark in place of what is personal; an account number first, because it has many digits.
update booking
set description = regexp_replace(
    without_citizen_numbers(without(personal.description, ibans, $iban), $citizen_number), address_pattern(), $address, 'g'
)
from personal
where booking.rowid = personal.place
