-- The totals of the file that can be read: how many, how many of them are not the sum of the rows above them, and of the
-- first of these its row, what it says, and that sum. A total may go over everything above it or over what stands below
-- any earlier total, with the opening balance or without.
with row as (
    select source_row,
        leave_out = 'subtotal' as is_total,
        amount,
        coalesce(sum(case when leave_out in ('', 'not_in_plan') then amount end) over above, 0) as so_far,
        coalesce(sum(case when leave_out <> 'subtotal' then amount end) over above, 0) as with_opening
    from weighed
    where is_kept or leave_out in ('subtotal', 'opening_balance', 'not_in_plan')
    window above as (order by source_row)
),
total as (
    select *, lag(so_far, 1, 0) over (order by source_row) as before from row where is_total
),
start as (
    select so_far, with_opening, source_row from total
    union all
    select 0, 0, 0
),
plain as (select so_far, min(source_row) as row from start group by so_far),
opened as (select with_opening, min(source_row) as row from start group by with_opening),
judged as (
    select total.*, coalesce(plain.row < source_row or opened.row < source_row, false) as fits
    from total
    left join plain on plain.so_far = total.so_far - total.amount
    left join opened on opened.with_opening = total.with_opening - total.amount
    where amount is not null
)
select count(*),
    count(*) filter (not fits),
    min(source_row) filter (not fits),
    arg_min(amount, source_row) filter (not fits),
    arg_min(
        case when abs(amount - so_far) < abs(amount - (so_far - before)) then so_far else so_far - before end, source_row
    ) filter (not fits),
    (list(source_row order by source_row) filter (not fits))[:{most}]
from judged
