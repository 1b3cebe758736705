-- The totals of the file: how many there are, and how many are the sum of the rows above them (since the last total, or
-- all of them).
with row as (
    select source_row,
        leave_out = 'subtotal' as is_total,
        amount,
        sum(case when is_kept then amount end) over (order by source_row) as so_far,
        count(*) filter (is_kept) over (order by source_row) as rows_so_far
    from weighed
    where is_kept or leave_out = 'subtotal'
),
total as (
    select amount, so_far, rows_so_far,
        lag(so_far, 1, 0) over (order by source_row) as before
    from row
    where is_total
)
select count(*),
    count(*) filter (amount in (so_far, so_far - coalesce(before, 0)) and rows_so_far > 0)
from total
where amount is not null or rows_so_far > 0
