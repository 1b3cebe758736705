-- The rows with an amount that may be bookings or totals, by kind (and, with a column for each year, by year) in the order
-- of the file; `is_total`: known as a total so far; `is_left_out`: for what it is called.
select {kind} as kind, {year} as year, source_row, cast(round(amount * 100) as hugeint)::varchar as cents,
    leave_out = 'subtotal' as is_total, leave_out in ('opening_balance', 'not_booked') as is_left_out
from weighed
join grid using (source_row)
where (is_kept or leave_out in ('subtotal', 'not_in_plan', 'opening_balance', 'not_booked')) and amount is not null
order by all
