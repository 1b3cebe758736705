-- Bookings without a line number get one: their place among the bookings with the same number, in the order of the file.
-- The same export a month later gives the same numbers, and two equal rows stay two bookings.
create or replace table booking as
select * replace (
    case
        when reason is null and wrong is null and booking_line is null
        then row_number() over (
            partition by kind, fiscal_year, booking_number, reason is null and wrong is null and booking_line is null
            order by source_row
        )::integer
        else booking_line
    end as booking_line
)
from booking
