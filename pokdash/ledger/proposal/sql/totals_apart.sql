-- The totals of the file that can be read, of the rows that are looked at: how many, how many of them are not the sum of
-- the rows above them, and of the first of these its row, what it says, and that sum; the rows of these. Then of those
-- that are that sum: how many are only the booking above them, how many are the sum of more, and how many have a date or
-- a number and either are that one booking or have as many cells as most bookings.
-- A total may go over everything above it or over what stands below any earlier total, with the opening balance or
-- without; with a column for each year it goes over its year.
with row as (
    select source_row, is_kept,
        leave_out = 'subtotal' as is_total,
        amount,
        {year} as year,
        coalesce(sum(case when leave_out in ('', 'not_in_plan') then amount end) over above, 0) as so_far,
        coalesce(sum(case when leave_out <> 'subtotal' then amount end) over above, 0) as with_opening,
        last_value(case when is_kept then amount end ignore nulls) over above as booked_above
    from weighed
    where is_kept or leave_out in ('subtotal', 'opening_balance', 'not_in_plan')
    window above as (partition by {year} order by source_row)
),
total as (
    select *, lag(so_far, 1, 0) over (partition by year order by source_row) as before from row where is_total
),
start as (
    select year, so_far, with_opening, source_row from total
    union all
    select distinct year, 0, 0, 0 from total
),
plain as (select year, so_far, min(source_row) as row from start group by all),
opened as (select year, with_opening, min(source_row) as row from start group by all),
looks as (
    select source_row, {dated} as is_dated, len(list_filter([{cells}], lambda cell: trimmed(cell) <> '')) as filled
    from grid
    where {mine} or source_row in (select source_row from row where is_kept)
),
usual as (select median(filled) as filled from looks join row using (source_row) where is_kept),
judged as (
    select total.*,
        coalesce(plain.row < source_row or opened.row < source_row, false) as fits,
        coalesce(total.amount = total.booked_above, false) as is_single,
        looks.is_dated and looks.filled >= (select filled from usual) as is_full,
        looks.is_dated
    from total
    join looks using (source_row)
    left join plain on plain.so_far = total.so_far - total.amount and plain.year = total.year
    left join opened on opened.with_opening = total.with_opening - total.amount and opened.year = total.year
    where amount is not null and source_row in (select source_row from grid where {mine})
)
select count(*),
    count(*) filter (not fits),
    min(source_row) filter (not fits),
    arg_min(amount, source_row) filter (not fits),
    arg_min(
        case when abs(amount - so_far) < abs(amount - (so_far - before)) then so_far else so_far - before end, source_row
    ) filter (not fits),
    (list(source_row order by source_row) filter (not fits))[:{most}],
    count(*) filter (fits and is_single and amount <> 0),
    count(*) filter (fits and not is_single and amount <> 0),
    count(*) filter (fits and is_dated and is_single),
    count(*) filter (fits and is_full)
from judged
