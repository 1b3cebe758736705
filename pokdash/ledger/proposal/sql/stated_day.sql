-- A day in words above the table; null where day and month could be exchanged.
select case
    when booking_date($text, 'ymd') is not null then booking_date($text, 'ymd')
    when booking_date($text, 'mdy') is null or booking_date($text, 'mdy') = booking_date($text, 'dmy')
    then booking_date($text, 'dmy')
end
