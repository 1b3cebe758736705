-- The line number of the file does not tell its rows apart: those that share one get another (see numbered.sql).
update booking
set booking_line = null,
    content = md5_number_lower(
        concat_ws(
            chr(31), booking_line, booking_date, booking.amount, line, commitment_number, decision, description, content
        )
    )
from twin
where booking.rowid = twin.place
