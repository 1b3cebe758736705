-- name: publication
insert into publication by name
select $generation as generation, $recorded_at as published_at, $actor_name as actor_name, $actor_role as actor_role

-- name: last_moment
select max(published_at) from publication

-- name: next_version
select coalesce(max(version), 0) + 1 from plan_version where plan = $plan

-- name: plan_version
insert into plan_version by name
select $generation as generation, $plan as plan, $version as version, $sha256 as sha256,
       $recorded_at as recorded_at, $actor_name as actor_name

-- name: register_entry
insert into register_entry by name
select $generation as generation, $plan as plan, $register as register, $name as name,
       1 + (
           select coalesce(max(version), 0)
           from register_entry
           where plan = $plan and register = $register and name = $name
       ) as version,
       $content as content, $about as about, $reason as reason, $recorded_at as recorded_at, $actor_name as actor_name

-- name: published_forecast
insert into published_forecast by name
select $generation as generation, $plan as plan, $made_on as made_on, $example as example, * from forecasts

-- name: staged
create or replace temp view staged as
select incoming.*, known.batch as known_batch, known.source_row as known_row, known.same, live_year, live_number, live_line
from incoming
left join known
  on incoming.kind = known.kind
 and incoming.booking_number = known.booking_number
 and incoming.booking_line = known.booking_line
 and incoming.fiscal_year is not distinct from known.fiscal_year

-- name: taken_back
-- The live bookings that a correction takes away: changed ones, and those that are not in the file any more.
create or replace temp view taken_back as
select kind, source_row, known_batch as batch, live_year as fiscal_year, live_number as booking_number,
       live_line as booking_line, false as gone
from staged
where not same
union all
select kind, source_row, batch, fiscal_year, booking_number, booking_line, true from absent where leaves

-- name: taken_back_count
select count(*) from taken_back

-- name: known
-- Which live booking an incoming one is: its batch, row and key, and whether they are equal in everything.
create or replace temp table known (
    kind varchar, fiscal_year smallint, booking_number varchar, booking_line integer,
    batch integer, source_row bigint, same boolean, live_year smallint, live_number varchar, live_line integer
)

-- name: repeated
create or replace temp table repeated (batch integer, whole boolean)

-- name: linked
-- A batch that left out what an earlier one holds belongs to it: together they are what one file can repeat.
insert into repeated
with recursive linked as (
    select batch from repeated
    union
    select unnest([batch_overlap.batch, earlier])
    from batch_overlap
    join linked on linked.batch in (batch_overlap.batch, earlier)
)
select batch, false from linked where batch not in (select batch from repeated)

-- name: absent
create or replace temp table absent (
    kind varchar, batch integer, source_row bigint, line varchar, booking_date date, fiscal_year smallint,
    amount decimal(18, 2), booking_number varchar, booking_line integer, description varchar, commitment_number varchar,
    decision varchar, leaves boolean
)

-- name: fresh
-- Incoming bookings with a new key that may be absent ones: with the same number, or both without one.
create or replace temp table fresh as
select *
from incoming
where (booking_number like '~%' or (kind, booking_number) in (select (kind, booking_number) from absent))
  and not exists (
      select 1
      from known
      where known.kind = incoming.kind
        and known.booking_number = incoming.booking_number
        and known.booking_line = incoming.booking_line
        and known.fiscal_year is not distinct from incoming.fiscal_year
  )

-- name: paired
-- Where a file has no number or line of its own for a booking, a new key can be a booking that is known: one that is equal
-- ($way: same), one in which only the amount, description or date differs, or another row of the same number (number).
insert into known
with marked as (
    select *, true as incoming from fresh
    union all by name
    select *, false as incoming from absent
),
placed as (
    select *, row_number() over (partition by incoming, kind, fiscal_year, mark order by all_of_it, source_row) as place
    from (
        select *, concat_ws(chr(31), line, booking_date, amount::varchar, description) as all_of_it,
               case when booking_number like '~%' then '~' else booking_number end as number,
               case
                   when $way = 'same'
                   then [number, line, booking_date::varchar, amount::varchar, commitment_number, decision, description]
                   when $way = 'amount' then [number, line, booking_date::varchar, commitment_number, description]
                   when $way = 'description' then [number, line, booking_date::varchar, amount::varchar, commitment_number]
                   when $way = 'booking_date' then [number, line, amount::varchar, commitment_number, description]
                   when $way = 'number' and number <> '~' then [number]
               end as mark
        from marked
    )
    where mark is not null
)
select one.kind, one.fiscal_year, one.booking_number, one.booking_line, other.batch, other.source_row, $way = 'same',
       other.fiscal_year, other.booking_number, other.booking_line
from placed as one
join placed as other
  on one.kind = other.kind and one.fiscal_year is not distinct from other.fiscal_year and one.mark = other.mark
 and one.place = other.place
where one.incoming and not other.incoming
  and (one.number = '~' or one.booking_line >= $made_up or other.booking_line >= $made_up)

-- name: no_longer_fresh
delete from fresh using known
where fresh.kind = known.kind and fresh.booking_number = known.booking_number
  and fresh.booking_line = known.booking_line and fresh.fiscal_year is not distinct from known.fiscal_year

-- name: no_longer_absent
delete from absent using known
where absent.batch = known.batch and absent.kind = known.kind and absent.booking_number = known.live_number
  and absent.booking_line = known.live_line and absent.fiscal_year is not distinct from known.live_year

-- name: counted
-- What is not loaded because a live batch has it, and how much of that is changed.
select count(*) filter (not ($correct and not same)), count(*) filter (not same),
       coalesce(sum(amount) filter (not ($correct and not same)), 0)::decimal(38, 2)
from staged
where known_batch is not null

-- name: rows_known
-- Rows of the file of which no booking is loaded.
select count(*)
from (
    select source_row from staged group by source_row having bool_and(known_batch is not null and not ($correct and not same))
)

-- name: batch
insert into batch by name
select $generation as generation, $batch as batch, $plan as plan, $example as example, $file_name as file_name,
       $file_sha256 as file_sha256, $file_extension as file_extension, $profile as profile,
       $profile_toml as profile_toml, $covered_until as covered_until,
       $expenditures_until as expenditures_until, $recorded_at as recorded_at,
       $actor_name as actor_name, $rows_read as rows_read, $rows_left_out as rows_left_out,
       $rows_rejected as rows_rejected, $bookings_read as bookings_read, $bookings_left_out as bookings_left_out,
       $total_read as total_read, $total_left_out as total_left_out, $changed as changed,
       coalesce(bool_or(kind = 'expenditure'), false) as has_expenditures,
       coalesce(bool_or(kind = 'commitment'), false) as has_commitments
from incoming

-- name: batch_overlap
insert into batch_overlap by name
select $generation as generation, $batch as batch, earlier,
       count(*) filter (same) as rows_shared, count(*) filter (not same) as rows_changed
from (
    select known_batch as earlier, same from staged where known_batch is not null
    union all
    select batch, false from absent where leaves
)
group by earlier

-- name: rejected_row
insert into rejected_row by name
select $generation as generation, $batch as batch, source_row, column_name, found, reason, params
from rejected

-- name: set_aside
-- How many rows of the file name a commitment that is nowhere, and the bookings of those rows with their sum.
select count(distinct source_row), count(*), coalesce(sum(amount), 0)::decimal(38, 2)
from incoming
where source_row in (select source_row from without_commitment)

-- name: remaining
delete from incoming where source_row in (select source_row from without_commitment)

-- name: set_aside_row
insert into rejected_row by name
select $generation as generation, $batch as batch, source_row, $column_name as column_name, commitment_number as found,
       'commitment_unknown' as reason, json_object('budget_line', line)::varchar as params
from without_commitment

-- name: expenditure
-- By line and day, so that a list of the newest bookings of a line looks at few of the blocks on disk.
insert into expenditure by name
select $generation as generation, $batch as batch, source_row, line, booking_date, fiscal_year, amount,
       booking_number, booking_line, commitment_number, decision, description
from staged
where kind = 'expenditure' and (known_batch is null or ($correct and not same))
order by line, booking_date, source_row

-- name: expenditure_reversed
-- The opposite of each booking that is taken back, on the day of the booking itself.
insert into expenditure by name
select $generation as generation, $batch as batch, taken_back.source_row, expenditure.line, expenditure.booking_date,
       expenditure.fiscal_year, -expenditure.amount as amount, expenditure.booking_number, expenditure.booking_line,
       expenditure.commitment_number, expenditure.decision,
       replace(
           replace(case when gone then $gone else $reversal end, '{batch}', expenditure.batch::varchar),
           '{row}', expenditure.source_row::varchar
       ) as description,
       expenditure.batch as corrects
from taken_back
join expenditure
  on expenditure.batch = taken_back.batch
 and expenditure.corrects is null
 and expenditure.booking_number = taken_back.booking_number
 and expenditure.booking_line = taken_back.booking_line
 and expenditure.fiscal_year is not distinct from taken_back.fiscal_year
where taken_back.kind = 'expenditure'

-- name: commitment
insert into commitment by name
select $generation as generation, $batch as batch, source_row, line, booking_date, fiscal_year, amount,
       booking_number, booking_line, commitment_number, decision, description
from staged
where kind = 'commitment' and (known_batch is null or ($correct and not same))

-- name: commitment_reversed
-- The opposite of each booking that is taken back, on the day of the booking itself.
insert into commitment by name
select $generation as generation, $batch as batch, taken_back.source_row, commitment.line, commitment.booking_date,
       commitment.fiscal_year, -commitment.amount as amount, commitment.booking_number, commitment.booking_line,
       commitment.commitment_number, commitment.decision,
       replace(
           replace(case when gone then $gone else $reversal end, '{batch}', commitment.batch::varchar),
           '{row}', commitment.source_row::varchar
       ) as description,
       commitment.batch as corrects
from taken_back
join commitment
  on commitment.batch = taken_back.batch
 and commitment.corrects is null
 and commitment.booking_number = taken_back.booking_number
 and commitment.booking_line = taken_back.booking_line
 and commitment.fiscal_year is not distinct from taken_back.fiscal_year
where taken_back.kind = 'commitment'

-- name: amendment
insert into amendment by name
select $generation as generation, $batch as batch, source_row, line, booking_date, fiscal_year, amount,
       booking_number, booking_line, decision, description
from staged
where kind = 'amendment' and (known_batch is null or ($correct and not same))

-- name: amendment_reversed
-- The opposite of each booking that is taken back, on the day of the booking itself.
insert into amendment by name
select $generation as generation, $batch as batch, taken_back.source_row, amendment.line, amendment.booking_date,
       amendment.fiscal_year, -amendment.amount as amount, amendment.booking_number, amendment.booking_line,
       amendment.decision,
       replace(
           replace(case when gone then $gone else $reversal end, '{batch}', amendment.batch::varchar),
           '{row}', amendment.source_row::varchar
       ) as description,
       amendment.batch as corrects
from taken_back
join amendment
  on amendment.batch = taken_back.batch
 and amendment.corrects is null
 and amendment.booking_number = taken_back.booking_number
 and amendment.booking_line = taken_back.booking_line
 and amendment.fiscal_year is not distinct from taken_back.fiscal_year
where taken_back.kind = 'amendment'

-- name: last_batch
select coalesce(max(batch), 0) from batch

-- name: expenditure_day
insert into expenditure_day by name
select generation, batch, line, fiscal_year, booking_date, count(*) as bookings, sum(amount) as amount,
       coalesce(sum(amount) filter (commitment_number is not null), 0) as invoiced
from expenditure
where batch > $after
group by all
order by all

-- name: payment_day
insert into payment_day by name
select generation, batch, line, commitment_number, fiscal_year, booking_date, sum(amount) as amount
from expenditure
where batch > $after and commitment_number is not null
group by all
order by booking_date, line, commitment_number

-- name: payment_month
insert into payment_month by name
select generation, batch, line, commitment_number, fiscal_year, date_trunc('month', booking_date)::date as month,
       sum(amount) as amount
from payment_day
where batch > $after
group by all
order by month, line, commitment_number

-- name: batch_event
insert into batch_event by name
select $generation as generation, coalesce(max(event), 0) + 1 as event, $batch as batch, $kind as kind,
       $reason as reason, $recorded_at as recorded_at, $actor_name as actor_name
from batch_event
