-- Everything that must hold in a generation before it may be served; every row that comes back is a fault.
select 'batch_rows' as fault, batch::varchar as place
from batch
left join (
    select batch, count(*) filter (corrects is null) as loaded, sum(amount) filter (corrects is null) as total,
           count(corrects) as reversed
    from (
        select batch, amount, corrects from expenditure
        union all select batch, amount, corrects from commitment
        union all select batch, amount, corrects from amendment
    )
    group by batch
) as stored using (batch)
left join (select batch, sum(rows_changed) as changed_rows from batch_overlap group by batch) as overlap using (batch)
where coalesce(bookings_read - bookings_left_out, rows_read - rows_left_out) <> coalesce(loaded, 0)
   or total_read - total_left_out <> coalesce(total, 0)
   or case when changed = 'correct' then coalesce(changed_rows, 0) else 0 end <> coalesce(reversed, 0)
union all
select 'reversing_entry', count(*)::varchar
from (
    from expenditure where corrects is not null
    union all by name from commitment where corrects is not null
    union all by name from amendment where corrects is not null
)
having count(*) <> (
    select count(*)
    from expenditure as reversal
    join expenditure as original
      on reversal.corrects = original.batch and original.corrects is null and reversal.amount = -original.amount
     and (reversal.booking_number, reversal.booking_line, reversal.fiscal_year, reversal.line, reversal.booking_date)
       = (original.booking_number, original.booking_line, original.fiscal_year, original.line, original.booking_date)
) + (
    select count(*)
    from commitment as reversal
    join commitment as original
      on reversal.corrects = original.batch and original.corrects is null and reversal.amount = -original.amount
     and (reversal.booking_number, reversal.booking_line, reversal.fiscal_year, reversal.line, reversal.booking_date)
       = (original.booking_number, original.booking_line, original.fiscal_year, original.line, original.booking_date)
) + (
    select count(*)
    from amendment as reversal
    join amendment as original
      on reversal.corrects = original.batch and original.corrects is null and reversal.amount = -original.amount
     and (reversal.booking_number, reversal.booking_line, reversal.line, reversal.booking_date)
       = (original.booking_number, original.booking_line, original.line, original.booking_date)
     and reversal.fiscal_year is not distinct from original.fiscal_year
)
union all
select 'rejected_rows', batch::varchar
from batch
left join (select batch, count(distinct source_row) as found from rejected_row group by batch) as rejected using (batch)
where rows_rejected <> coalesce(found, 0)
union all
select 'rows_without_batch', batch::varchar
from (
    select distinct batch from expenditure
    union select distinct batch from commitment
    union select distinct batch from amendment
    union select distinct batch from batch_event
)
where batch not in (select batch from batch)
union all
select 'batch_without_plan', batch::varchar
from batch
where plan not in (select plan from plan_version)
union all
select 'plan_without_lines', plan || ' ' || version
from plan_version
where (plan, version) not in (select (plan, version) from plan_line)
union all
select 'invented_beside_real', plan
from batch
left join (select batch, arg_max(kind, event) as last_kind from batch_event group by batch) using (batch)
where last_kind is distinct from 'undone'
group by plan
having count(distinct example) > 1
union all
select 'publication', generation::varchar
from (select max(generation) as generation from publication)
where generation is distinct from $generation
union all
-- To the cent: what the sums have more or less than the bookings, for every batch, line, fiscal year and day.
select 'expenditure_day', count(*)::varchar
from (
    select batch, line, fiscal_year, booking_date
    from (
        select batch, line, fiscal_year, booking_date, 1 as bookings, amount,
               if(commitment_number is null, 0, amount) as invoiced
        from expenditure
        union all
        select batch, line, fiscal_year, booking_date, -bookings, -amount, -invoiced from expenditure_day
    )
    group by all
    having sum(bookings) <> 0 or sum(amount) <> 0 or sum(invoiced) <> 0
)
having count(*) > 0
union all
select 'payment_day', count(*)::varchar
from (
    select batch, line, commitment_number, fiscal_year, booking_date
    from (
        select batch, line, commitment_number, fiscal_year, booking_date, amount
        from expenditure
        where commitment_number is not null
        union all
        select batch, line, commitment_number, fiscal_year, booking_date, -amount from payment_day
    )
    group by all
    having sum(amount) <> 0
)
having count(*) > 0
union all
select 'payment_month', count(*)::varchar
from (
    select batch, line, commitment_number, fiscal_year, month
    from (
        select batch, line, commitment_number, fiscal_year, date_trunc('month', booking_date)::date as month, amount
        from payment_day
        union all
        select batch, line, commitment_number, fiscal_year, month, -amount from payment_month
    )
    group by all
    having sum(amount) <> 0
)
having count(*) > 0
