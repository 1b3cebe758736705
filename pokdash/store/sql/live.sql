-- What counts for $plan, as it was shown on $shown_on (null: now): the batches whose last word is not an undo.
with last_event as (
    select batch, arg_max(kind, event) as kind, max(recorded_at) as recorded_at
    from batch_event
    where recorded_at <= coalesce($shown_on::timestamp, 'infinity'::timestamp)
    group by batch
),
live_batch as (
    select batch.*
    from batch
    left join last_event using (batch)
    where batch.plan = $plan
      and batch.recorded_at <= coalesce($shown_on::timestamp, 'infinity'::timestamp)
      and last_event.kind is distinct from 'undone'
),
-- Not materialized: a question looks for its few rows in the tables, instead of in a copy of all of them.
booking as not materialized (
    select 'expenditure' as kind, batch, source_row, line, booking_date, fiscal_year, amount,
           booking_number, booking_line, description, commitment_number, decision, corrects
    from expenditure
    union all
    select 'commitment', batch, source_row, line, booking_date, fiscal_year, amount,
           booking_number, booking_line, description, commitment_number, decision, corrects
    from commitment
    union all
    select 'amendment', batch, source_row, line, booking_date, fiscal_year, amount,
           booking_number, booking_line, description, null, decision, corrects
    from amendment
),
live_booking as not materialized (
    select booking.*, live_batch.example
    from booking
    join live_batch using (batch)
),
live_sum as (
    select 'expenditure' as kind, batch, line, fiscal_year, bookings, amount
    from expenditure_day
    join live_batch using (batch)
    union all
    select kind, batch, line, fiscal_year, 1, amount
    from live_booking
    where kind <> 'expenditure'
),
-- What a batch takes back of earlier ones: its reversing entries with the opposite sign.
reversed_sum as (
    select batch, (-sum(amount))::decimal(38, 2) as amount
    from booking
    where corrects is not null
    group by batch
),
-- The bookings as they are now: without those that a later batch corrected, and without the reversing entries.
current_booking as not materialized (
    select *
    from live_booking
    where corrects is null
      and not exists (
          select 1
          from live_booking as reversal
          where reversal.corrects is not null
            and reversal.corrects = live_booking.batch
            and reversal.kind = live_booking.kind
            and reversal.booking_number = live_booking.booking_number
            and reversal.booking_line = live_booking.booking_line
            and reversal.fiscal_year is not distinct from live_booking.fiscal_year
      )
),
live_version as (
    select *
    from plan_version
    where plan = $plan and recorded_at <= coalesce($shown_on::timestamp, 'infinity'::timestamp)
)
