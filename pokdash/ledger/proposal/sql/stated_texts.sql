-- The texts below the bookings, and those of totals without an amount of their own, in the order of the file.
select distinct source_row, concat_ws(' ', {cells})
from grid
join weighed using (source_row)
where leave_out = 'tail' or (leave_out = 'subtotal' and weighed.amount is null)
order by source_row
limit {most}
