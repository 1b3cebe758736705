-- How the dates that a workbook does not type itself can be read: rows that fit each order, rows that fit one of two
-- orders only, rows that differ between them, with the first such row; and the rows that the period column speaks for.
with text as (
    select source_row, date_text as text, period
    from kept
    where date_typed is null and date_text <> ''
),
day as (
    select *,
        booking_date(text, 'dmy') as dmy,
        booking_date(text, 'mdy') as mdy,
        booking_date(text, 'ymd') as ymd,
        booking_date(text, 'serial') as serial
    from text
)
select count(*) as rows,
    count(dmy) as dmy, count(mdy) as mdy, count(ymd) as ymd, count(serial) as serial,
    count(*) filter (dmy is not null and mdy is null) as only_dmy,
    count(*) filter (mdy is not null and dmy is null) as only_mdy,
    arg_min(text, source_row) filter (dmy is not null and mdy is null) as proof_dmy,
    arg_min(text, source_row) filter (mdy is not null and dmy is null) as proof_mdy,
    min(source_row) filter (dmy is not null and mdy is null) as row_dmy,
    min(source_row) filter (mdy is not null and dmy is null) as row_mdy,
    count(*) filter (dmy <> mdy) as differ,
    count(*) filter (dmy <> ymd) as differ_ymd,
    count(*) filter (dmy <> mdy and period between 1 and 12) as with_period,
    count(*) filter (dmy <> mdy and month(dmy) = period) as period_dmy,
    count(*) filter (dmy <> mdy and month(mdy) = period) as period_mdy,
    min(dmy) as first_dmy, max(dmy) as last_dmy, min(mdy) as first_mdy, max(mdy) as last_mdy,
    min(ymd) as first_ymd, max(ymd) as last_ymd, min(serial) as first_serial, max(serial) as last_serial,
    (list(source_row order by source_row) filter (dmy <> mdy))[:3] as rows_shown
from day
