-- The rows with an amount that may be bookings or totals, by kind (and, with a column for each year, by year) in the order
-- of the file; `is_total`: known as a total so far.
select {kind} as kind, {year} as year, source_row, cast(round(amount * 100) as hugeint)::varchar as cents,
    leave_out = 'subtotal' as is_total
from weighed
join grid using (source_row)
where (is_kept or leave_out in ('subtotal', 'not_in_plan')) and amount is not null
order by all
