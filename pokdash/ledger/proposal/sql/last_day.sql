-- The last booking date of the rows that would be bookings.
select max(booking_date) from kept
