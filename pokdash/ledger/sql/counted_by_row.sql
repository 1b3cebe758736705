-- As counted.sql, where one row of the file makes several bookings: it counts once, as loaded when one of them is.
with source as (
    select source_row,
        case
            when bool_or(wrong is not null) then 'rejected'
            when bool_or(reason is null) then 'loaded'
            else 'left_out'
        end as verdict
    from booking
    group by source_row
),
total as (
    select
        case when wrong is not null then 'rejected' when reason is not null then 'left_out' else 'loaded' end as verdict,
        count(amount) as with_amount,
        coalesce(sum(amount), 0)::decimal(38, 2) as total
    from booking
    group by verdict
)
select total.verdict, count(source.source_row) as rows, any_value(with_amount), any_value(total)
from total
left join source using (verdict)
group by total.verdict
