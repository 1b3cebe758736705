-- How the dates that a workbook does not type itself can be read: rows that fit each order, rows that fit one of two
-- orders only, rows that differ between them, with the first such row; and the rows that the period column speaks for.
-- Every different text is read once. The name of a month shows which part is in front, and so which order the file has; in a
-- file with both such dates fit both orders.
with text as (
    select date_text as text, short_day(date_text) as written, period, count(*) as rows, min(source_row) as source_row
    from kept
    where typed_date(date_typed) is null and date_text <> ''
    group by all
),
named as (
    select *,
        case when date_named(written) is not null then written[1] between '0' and '9' end as day_first,
        count(distinct day_first) over () = 2 as both_first
    from text
),
day as (
    select *,
        case when day_first or both_first or day_first is null then date_dmy(written) end as dmy,
        case when not day_first or both_first or day_first is null then date_mdy(written) end as mdy,
        date_ymd(written) as ymd,
        read_serial(text) as serial
    from named
)
select coalesce(sum(rows), 0)::bigint as rows,
    coalesce(sum(rows) filter (dmy is not null), 0)::bigint as dmy,
    coalesce(sum(rows) filter (mdy is not null), 0)::bigint as mdy,
    coalesce(sum(rows) filter (ymd is not null), 0)::bigint as ymd,
    coalesce(sum(rows) filter (serial is not null), 0)::bigint as serial,
    coalesce(sum(rows) filter (dmy is not null and mdy is null), 0)::bigint as only_dmy,
    coalesce(sum(rows) filter (mdy is not null and dmy is null), 0)::bigint as only_mdy,
    arg_min(text, source_row) filter (dmy is not null and mdy is null) as proof_dmy,
    arg_min(text, source_row) filter (mdy is not null and dmy is null) as proof_mdy,
    min(source_row) filter (dmy is not null and mdy is null) as row_dmy,
    min(source_row) filter (mdy is not null and dmy is null) as row_mdy,
    coalesce(sum(rows) filter (dmy <> mdy), 0)::bigint as differ,
    coalesce(sum(rows) filter (dmy <> ymd), 0)::bigint as differ_ymd,
    coalesce(sum(rows) filter (dmy <> mdy and period between 1 and 12), 0)::bigint as with_period,
    coalesce(sum(rows) filter (dmy <> mdy and month(dmy) = period), 0)::bigint as period_dmy,
    coalesce(sum(rows) filter (dmy <> mdy and month(mdy) = period), 0)::bigint as period_mdy,
    min(dmy) as first_dmy, max(dmy) as last_dmy, min(mdy) as first_mdy, max(mdy) as last_mdy,
    min(ymd) as first_ymd, max(ymd) as last_ymd, min(serial) as first_serial, max(serial) as last_serial,
    (list(source_row order by source_row) filter (dmy <> mdy or dmy <> ymd))[:3] as rows_shown
from day
