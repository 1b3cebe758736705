-- Bookings as lines of the own layout. A text that a spreadsheet would take for a formula gets an apostrophe before it, and
-- so does one that would otherwise lose an apostrophe when it is read (see unguarded.sql). Control characters stand between
-- quotation marks too: a Ctrl-Z at the end of a text file would be taken for its end.
create or replace macro neutral(written) as
    case when regexp_matches(written, '^''*[=+\-@\t\r]') then '''' || written else written end;

create or replace macro csv_text(written) as
    case
        when regexp_matches(written, '[;"\x01-\x1f]') then '"' || replace(neutral(written), '"', '""') || '"'
        else neutral(written)
    end;

create or replace temp view written as
select concat_ws(
        ';',
        case kind when 'expenditure' then 'uitgave' when 'commitment' then 'verplichting' else 'wijziging' end,
        booking_date,
        coalesce(fiscal_year::varchar, ''),
        csv_text(line),
        replace(amount::varchar, '.', ','),
        csv_text(booking_number),
        booking_line,
        csv_text(coalesce(commitment_number, '')),
        csv_text(coalesce(decision, '')),
        csv_text(description)
    ) || chr(10) as line
from booking
