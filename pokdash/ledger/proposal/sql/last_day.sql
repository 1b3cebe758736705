-- The last booking date of the rows that would be bookings, and the last of those that have a day and not only a period.
select max(booking_date), max(day) from kept
