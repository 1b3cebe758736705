-- The rows with an amount that may be bookings or totals, in the order of the file; `is_total`: known as a total so far.
select source_row, cast(round(amount * 100) as hugeint)::varchar as cents, leave_out = 'subtotal' as is_total
from weighed
where (is_kept or leave_out in ('subtotal', 'not_in_plan')) and amount is not null
order by source_row
