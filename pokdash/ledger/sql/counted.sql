-- How many rows are loaded, left out and rejected, how many have an amount that can be read, and its sum in euro.
select
    case when wrong is not null then 'rejected' when reason is not null then 'left_out' else 'loaded' end as verdict,
    count(*) as rows,
    count(amount) as with_amount,
    coalesce(sum(amount), 0)::decimal(38, 2) as total
from booking
group by verdict
