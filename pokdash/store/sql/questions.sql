-- name: published_at
select published_at from publication where generation = $generation

-- name: shown_generation
-- The generation that was served on that moment; 0 before the first one.
select coalesce(max(generation), 0)
from publication
where published_at <= coalesce($shown_on::timestamp, 'infinity'::timestamp)

-- name: plans
select distinct plan from plan_version
where recorded_at <= coalesce($shown_on::timestamp, 'infinity'::timestamp)
order by plan

-- name: plan_version
select version, sha256, recorded_at, actor_name from live_version order by version desc limit 1

-- name: plan_checksums
select plan, arg_max(sha256, version) from plan_version group by plan order by plan

-- name: plan_files
select name, content from plan_file where plan = $plan and version = $version order by name

-- name: register_entries
select register, name, version, content, recorded_at, actor_name, reason, about
from register_entry
where plan = $plan and recorded_at <= coalesce($shown_on::timestamp, 'infinity'::timestamp)
order by register, name, version

-- name: forecasts_made_on
-- What was last published of a plan with the bookings up to a day.
select line, method, shown, day, eac, low, high
from published_forecast
where plan = $plan and made_on = $made_on and example = $example
  and generation = (
      select max(generation) from published_forecast where plan = $plan and made_on = $made_on and example = $example
  )
order by line, method, day

-- name: published_forecasts
-- What was expected of `day` with the bookings up to each earlier day: as it was last published before `day` had passed,
-- else as it was first published, because what was recorded later may know what came. Of invented bookings apart from
-- real ones.
, counting as (
    select made_on,
           coalesce(max(generation) filter (published_at::date <= $day), min(generation)) as generation
    from published_forecast
    join publication using (generation)
    where plan = $plan and example = $example
      and published_at <= coalesce($shown_on::timestamp, 'infinity'::timestamp)
    group by made_on
)
select line, made_on, method, shown, day, eac, low, high
from published_forecast
join counting using (made_on, generation)
where plan = $plan and day = $day and example = $example
order by made_on, line, method

-- name: batches_live
-- Whether the commitments are known, whether bookings are invented, the last day that a batch covers, and the last that
-- one covers of which the file says what was spent: a file with nothing but commitments or amendments does not. Of what
-- is committed a file with nothing but amendments says nothing. What a file has that was there already counts with it;
-- where that was not recorded, it is judged by all kinds of the batches that it leans on.
-- A file may say itself until when its expenditures are complete, also when it has none.
, held as (
    select batch, batch as holder from live_batch
    union all
    select batch, earlier from batch_overlap join live_batch using (batch)
),
said as (
    select batch,
           coalesce(any_value(has_commitments), bool_or(holder in (select batch from commitment))) as commitments,
           any_value(expenditures_until) is not null
               or coalesce(any_value(has_expenditures), bool_or(holder in (select batch from expenditure_day)))
               or not bool_or(holder in (select batch from commitment union all select batch from amendment)) as spending
    from held
    join live_batch using (batch)
    group by batch
)
select coalesce(bool_or(commitments or spending), false), coalesce(bool_or(example), false), max(covered_until),
       max(coalesce(expenditures_until, covered_until)) filter (spending), max(recorded_at)
from live_batch
join said using (batch)

-- name: spending
select line, fiscal_year, date_trunc('month', booking_date)::date as month, sum(amount)::decimal(38, 2),
       sum(invoiced)::decimal(38, 2), sum(bookings)::bigint
from expenditure_day
join live_batch using (batch)
where booking_date <= $as_of
group by all
order by all

-- name: commitments
-- An invoice pays the commitment that it names, on its own line: in the invoice's fiscal year, else in the nearest
-- earlier year in which that commitment has an amount, else in its first year.
, promised as (
    select commitment_number as number, line, fiscal_year, sum(amount)::decimal(38, 2) as amount
    from commitment
    join live_batch using (batch)
    where booking_date <= $as_of
    group by all
),
invoice as (
    select commitment_number as number, line, fiscal_year, sum(amount)::decimal(38, 2) as amount
    from (
        select batch, commitment_number, line, fiscal_year, amount
        from payment_month
        where month < date_trunc('month', $as_of::date)
        union all
        select batch, commitment_number, line, fiscal_year, amount
        from payment_day
        where booking_date between date_trunc('month', $as_of::date) and $as_of::date
    )
    join live_batch using (batch)
    group by all
),
paid as (
    select number, line, pays_year as fiscal_year, sum(amount)::decimal(38, 2) as amount
    from (
        select invoice.number, invoice.line, invoice.fiscal_year, any_value(invoice.amount) as amount,
               coalesce(
                   max(promised.fiscal_year) filter (where promised.fiscal_year <= invoice.fiscal_year),
                   min(promised.fiscal_year)
               ) as pays_year
        from invoice
        join promised using (number, line)
        group by all
    )
    group by all
)
select number, line, fiscal_year, promised.amount, coalesce(paid.amount, 0)::decimal(38, 2)
from promised
left join paid using (number, line, fiscal_year)
order by all

-- name: amendments
select line, fiscal_year, booking_date, amount, decision
from amendment
join live_batch using (batch)
where booking_date <= $as_of
order by booking_date, batch, source_row

-- name: bookings_since
-- The latest day since which there are at least $row_limit expenditures up to $as_of; null where there are fewer.
select max(booking_date)
from (
    select booking_date, sum(sum(bookings)) over (order by booking_date desc) as bookings
    from expenditure_day
    join live_batch using (batch)
    where list_contains($lines::varchar[], line) and booking_date <= $as_of
    group by booking_date
)
where bookings >= $row_limit

-- name: bookings
select batch, source_row, kind, line, booking_date, fiscal_year, amount, booking_number, booking_line, description,
       commitment_number, decision, example
from live_booking
where list_contains($kinds::varchar[], kind)
  and line in (select unnest($lines::varchar[]))
  and booking_date between coalesce($since::date, '0001-01-01'::date) and $as_of
order by booking_date desc, batch desc, source_row desc
limit coalesce($row_limit::bigint, 9223372036854775807)

-- name: commitment_bookings
-- Every booking of the $row_limit commitments that began last; a commitment is one number on one line.
, booked as (
    select *
    from live_booking
    where kind = 'commitment' and line in (select unnest($lines::varchar[])) and booking_date <= $as_of
),
newest as (
    select commitment_number, line
    from booked
    group by all
    order by min(booking_date) desc, commitment_number desc
    limit $row_limit
)
select batch, source_row, kind, line, booking_date, fiscal_year, amount, booking_number, booking_line, description,
       commitment_number, decision, example
from booked
join newest using (commitment_number, line)
order by booking_date desc, batch desc, source_row desc

-- name: whole_ledger
-- The bookings of $plan as they are, in the order of booking; a corrected one and its reversing entry are not among them.
select plan, kind, booking_date, fiscal_year, line, amount, booking_number, booking_line, commitment_number, decision,
       description, example, batch, source_row
from (select *, $plan as plan from current_booking)
where booking_date <= $as_of
order by booking_date, batch, source_row, kind, fiscal_year, booking_number, booking_line

-- name: batches
select batch.batch, batch.plan, batch.example, batch.file_name, batch.file_sha256, batch.file_extension,
       batch.profile, batch.profile_toml, batch.covered_until, batch.recorded_at, batch.actor_name,
       batch.rows_read, batch.rows_left_out, batch.rows_rejected, batch.total_read, batch.total_left_out,
       coalesce(reversed_sum.amount, 0)::decimal(38, 2), batch.changed,
       last_event.kind is distinct from 'undone' as live,
       event.recorded_at, event.actor_name, event.reason
from batch
left join last_event using (batch)
left join reversed_sum using (batch)
left join batch_event as event on event.batch = batch.batch
     and event.event = (
         select max(event)
         from batch_event as later
         where later.batch = batch.batch
           and later.recorded_at <= coalesce($shown_on::timestamp, 'infinity'::timestamp)
     )
where batch.plan = coalesce($plan, batch.plan)
  and batch.recorded_at <= coalesce($shown_on::timestamp, 'infinity'::timestamp)
order by batch.batch desc

-- name: total_reversed
select coalesce(sum(amount), 0)::decimal(38, 2) from reversed_sum where batch = $batch

-- name: batch_lines
select line, kind, sum(bookings)::bigint, sum(amount)::decimal(38, 2) from live_sum where batch = $batch group by all order by all

-- name: leaning_on
-- Live batches that left rows out because this batch holds them.
select batch from batch_overlap join live_batch using (batch) where earlier = $batch order by batch

-- name: holders
-- Live batches that hold staged bookings.
select distinct known_batch from staged where known_batch is not null order by known_batch

-- name: leaned_on
-- Batches that hold rows which this batch left out, and that are not live.
select earlier from batch_overlap where batch = $batch and earlier not in (select batch from live_batch) order by earlier

-- name: stranded
-- After $batch was undone or redone: live batches with invoices that it leaves without a commitment, and for each the batch
-- that has that commitment and is not live: $batch itself, or else the newest. That is for its own commitments where it is
-- undone, and for the invoices that count again through it: its own, or those that it had taken back.
, change as (
    select count(*) > 0 as live from live_batch where batch = $batch
),
touched as (
    select line, commitment_number from commitment, change where batch = $batch and corrects is null and not live
    union
    select line, commitment_number
    from expenditure, change
    where batch = $batch and commitment_number is not null and (corrects is null) = live
),
lost as (
    select *
    from touched
    where (line, commitment_number) not in (
        select (line, commitment_number) from current_booking where kind = 'commitment'
    )
),
holder as (
    select line, commitment_number, coalesce(max(batch) filter (batch = $batch), max(batch)) as batch
    from commitment
    join lost using (line, commitment_number)
    where corrects is null and batch in (select batch from batch where plan = $plan)
      and batch not in (select batch from live_batch)
    group by all
)
select distinct current_booking.batch, holder.batch
from current_booking
join holder using (line, commitment_number)
join change on not change.live or current_booking.batch = $batch
where kind = 'expenditure'
order by all

-- name: homeless
-- Live bookings that a plan with these lines and years has no place for.
select line, fiscal_year, sum(bookings)::bigint
from live_sum
where line not in (select unnest($lines::varchar[]))
   or fiscal_year not between $first_year and $last_year
group by all
order by all

-- name: rejected_rows
select source_row, column_name, found, reason, params
from rejected_row
where batch = $batch
order by source_row, column_name, reason
limit coalesce($row_limit::bigint, 9223372036854775807)

-- name: known
-- Incoming bookings that a live batch of the plan holds already: where, and whether they are equal in everything.
select incoming.kind, incoming.fiscal_year, incoming.booking_number, incoming.booking_line,
       current_booking.batch, current_booking.source_row,
       incoming.line = current_booking.line
       and incoming.booking_date = current_booking.booking_date
       and incoming.amount = current_booking.amount
       and incoming.commitment_number is not distinct from current_booking.commitment_number
       and incoming.decision is not distinct from current_booking.decision
       and incoming.description = current_booking.description as same,
       current_booking.fiscal_year, current_booking.booking_number, current_booking.booking_line
from incoming
join current_booking
  on incoming.kind = current_booking.kind
 and incoming.booking_number = current_booking.booking_number
 and incoming.booking_line = current_booking.booking_line
 and incoming.fiscal_year is not distinct from current_booking.fiscal_year

-- name: covers_something
-- Whether there are live bookings in the period of the incoming ones.
select exists (
    select 1
    from current_booking
    where booking_date between (select date_trunc('month', min(booking_date)) from incoming) and $until
)

-- name: repeated
-- The batches that the incoming bookings repeat: those that hold one of them, or one with the same booking number.
-- Without booking numbers nothing else tells, so then also a batch in $alike (with the same columns) of which the whole
-- lies in the period; of that batch `whole`, only the bookings without a number.
, period as (
    select date_trunc('month', min(booking_date))::date as first_day, $until::date as last_day from incoming
),
shared as (
    select batch from known
    union
    select batch
    from current_booking
    where booking_number not like '~%'
      and booking_date between (select first_day from period) and (select last_day from period)
      and (kind, booking_number, coalesce(fiscal_year, 0)) in (
          select (kind, booking_number, coalesce(fiscal_year, 0)) from incoming
      )
)
select batch, false as whole from shared
union all
select batch, true
from current_booking
where list_contains($alike::integer[], batch) and booking_number like '~%' and batch not in (select batch from shared)
  and exists (select 1 from incoming where booking_number like '~%')
group by batch
having min(booking_date) >= (select first_day from period) and max(booking_date) <= (select last_day from period)

-- name: absent
-- Live bookings in the period of the incoming ones that these do not have, of the batches that they repeat; the period of
-- expenditures may end before that of the others.
select kind, batch, source_row, line, booking_date, fiscal_year, amount, booking_number, booking_line, description,
       commitment_number, decision, false as leaves
from current_booking
join repeated using (batch)
where booking_date between (select date_trunc('month', min(booking_date)) from incoming) and $until
  and (kind <> 'expenditure' or booking_date <= $expenditures_until)
  and (not whole or booking_number like '~%')
  and not exists (
      select 1
      from known
      where known.batch = current_booking.batch
        and known.kind = current_booking.kind
        and known.live_number = current_booking.booking_number
        and known.live_line = current_booking.booking_line
        and known.live_year is not distinct from current_booking.fiscal_year
  )

-- name: gone
-- Live bookings that the file does not have any more although it covers their day; count and sum of all in every row.
select batch, source_row, kind, booking_number, booking_line, line, booking_date, amount, count(*) over (),
       (sum(amount) over ())::decimal(38, 2)
from absent
order by batch, source_row
limit $row_limit

-- name: conflicts
-- Incoming bookings that a live batch holds with other contents; total count in every row.
select staged.source_row, staged.known_batch, staged.known_row, count(*) over (),
       staged.kind, staged.booking_number, staged.booking_line,
       staged.line, current_booking.line, staged.booking_date, current_booking.booking_date,
       staged.amount, current_booking.amount, staged.commitment_number, current_booking.commitment_number,
       staged.decision, current_booking.decision, staged.description, current_booking.description
from staged
join current_booking
  on staged.kind = current_booking.kind
 and staged.known_batch = current_booking.batch
 and staged.live_number = current_booking.booking_number
 and staged.live_line = current_booking.booking_line
 and staged.live_year is not distinct from current_booking.fiscal_year
where not staged.same
order by staged.source_row
limit $row_limit

-- name: alike
-- New expenditures of a batch that was just added with the line, the day and the amount of a live booking which no
-- incoming one is: how many, what they come to, and how many new expenditures there are.
, other as (
    select line, booking_date, amount
    from current_booking
    where kind = 'expenditure'
      and batch <> $batch
      and (batch, booking_number, booking_line, fiscal_year) not in (
          select (known_batch, live_number, live_line, live_year)
          from staged
          where known_batch is not null and kind = 'expenditure'
      )
),
fresh as (select line, booking_date, amount from staged where known_batch is null and kind = 'expenditure')
select count(*) filter (found), coalesce(sum(amount) filter (found), 0)::decimal(38, 2), count(*)
from (select *, (line, booking_date, amount) in (from other) as found from fresh)

-- name: missing_commitments
-- Incoming expenditures that name a commitment which exists nowhere on their line; total count in every row. A changed
-- booking counts as it will be: as the file has it where it is corrected, else as the live batch has it.
select source_row, commitment_number, line, count(*) over () as missing
from staged
where kind = 'expenditure' and commitment_number is not null and (known_batch is null or same or $correct)
  and (commitment_number, line) not in (
      select (commitment_number, line)
      from staged
      where kind = 'commitment' and (known_batch is null or same or $correct)
      union all
      select (commitment_number, line)
      from current_booking
      where kind = 'commitment'
        and not ($correct and (batch, fiscal_year, booking_number, booking_line) in (
            select (batch, fiscal_year, booking_number, booking_line) from taken_back where kind = 'commitment'
        ))
  )
order by source_row
limit $row_limit

-- name: doubled
-- Bookings of a batch that would double a live booking which the batch does not itself reverse, and reversing entries of
-- what is not live any more.
select (
    select count(*)
    from booking
    where batch = $batch and corrects is not null
      and not exists (
          select 1
          from current_booking
          where current_booking.batch = booking.corrects
            and current_booking.kind = booking.kind
            and current_booking.booking_number = booking.booking_number
            and current_booking.booking_line = booking.booking_line
            and current_booking.fiscal_year is not distinct from booking.fiscal_year
      )
) + (
    select count(*)
    from booking
    join current_booking
      on booking.kind = current_booking.kind
     and booking.booking_number = current_booking.booking_number
     and booking.booking_line = current_booking.booking_line
     and booking.fiscal_year is not distinct from current_booking.fiscal_year
    where booking.batch = $batch and booking.corrects is null
      and not exists (
          select 1
          from booking as reversal
          where reversal.batch = $batch
            and reversal.corrects = current_booking.batch
            and reversal.kind = current_booking.kind
            and reversal.booking_number = current_booking.booking_number
            and reversal.booking_line = current_booking.booking_line
            and reversal.fiscal_year is not distinct from current_booking.fiscal_year
      )
)
