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

-- name: staged
create or replace temp view staged as
select incoming.*, known.batch as known_batch, known.source_row as known_row, known.same
from incoming
left join known
  on incoming.kind = known.kind
 and incoming.booking_number = known.booking_number
 and incoming.booking_line = known.booking_line
 and incoming.fiscal_year is not distinct from known.fiscal_year

-- name: known
create or replace temp table known (
    kind varchar, fiscal_year smallint, booking_number varchar, booking_line integer,
    batch integer, source_row bigint, same boolean
)

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
       $profile_toml as profile_toml, $covered_until as covered_until, $recorded_at as recorded_at,
       $actor_name as actor_name, $rows_read as rows_read, $rows_left_out as rows_left_out,
       $rows_rejected as rows_rejected, $bookings_read as bookings_read, $bookings_left_out as bookings_left_out,
       $total_read as total_read, $total_left_out as total_left_out, $changed as changed

-- name: batch_overlap
insert into batch_overlap by name
select $generation as generation, $batch as batch, known_batch as earlier,
       count(*) filter (same) as rows_shared, count(*) filter (not same) as rows_changed
from staged
where known_batch is not null
group by known_batch

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
-- The opposite of each booking that the file has with other contents, on the day of the booking itself.
insert into expenditure by name
select $generation as generation, $batch as batch, staged.source_row, expenditure.line, expenditure.booking_date,
       expenditure.fiscal_year, -expenditure.amount as amount, expenditure.booking_number, expenditure.booking_line,
       expenditure.commitment_number, expenditure.decision,
       replace(replace($reversal, '{batch}', expenditure.batch::varchar), '{row}', expenditure.source_row::varchar) as description,
       expenditure.batch as corrects
from staged
join expenditure
  on expenditure.batch = staged.known_batch
 and expenditure.corrects is null
 and expenditure.booking_number = staged.booking_number
 and expenditure.booking_line = staged.booking_line
 and expenditure.fiscal_year is not distinct from staged.fiscal_year
where staged.kind = 'expenditure' and not staged.same

-- name: commitment
insert into commitment by name
select $generation as generation, $batch as batch, source_row, line, booking_date, fiscal_year, amount,
       booking_number, booking_line, commitment_number, decision, description
from staged
where kind = 'commitment' and (known_batch is null or ($correct and not same))

-- name: commitment_reversed
-- The opposite of each booking that the file has with other contents, on the day of the booking itself.
insert into commitment by name
select $generation as generation, $batch as batch, staged.source_row, commitment.line, commitment.booking_date,
       commitment.fiscal_year, -commitment.amount as amount, commitment.booking_number, commitment.booking_line,
       commitment.commitment_number, commitment.decision,
       replace(replace($reversal, '{batch}', commitment.batch::varchar), '{row}', commitment.source_row::varchar) as description,
       commitment.batch as corrects
from staged
join commitment
  on commitment.batch = staged.known_batch
 and commitment.corrects is null
 and commitment.booking_number = staged.booking_number
 and commitment.booking_line = staged.booking_line
 and commitment.fiscal_year is not distinct from staged.fiscal_year
where staged.kind = 'commitment' and not staged.same

-- name: amendment
insert into amendment by name
select $generation as generation, $batch as batch, source_row, line, booking_date, fiscal_year, amount,
       booking_number, booking_line, decision, description
from staged
where kind = 'amendment' and (known_batch is null or ($correct and not same))

-- name: amendment_reversed
-- The opposite of each booking that the file has with other contents, on the day of the booking itself.
insert into amendment by name
select $generation as generation, $batch as batch, staged.source_row, amendment.line, amendment.booking_date,
       amendment.fiscal_year, -amendment.amount as amount, amendment.booking_number, amendment.booking_line,
       amendment.decision,
       replace(replace($reversal, '{batch}', amendment.batch::varchar), '{row}', amendment.source_row::varchar) as description,
       amendment.batch as corrects
from staged
join amendment
  on amendment.batch = staged.known_batch
 and amendment.corrects is null
 and amendment.booking_number = staged.booking_number
 and amendment.booking_line = staged.booking_line
 and amendment.fiscal_year is not distinct from staged.fiscal_year
where staged.kind = 'amendment' and not staged.same

-- name: last_batch
select coalesce(max(batch), 0) from batch

-- name: expenditure_day
insert into expenditure_day by name
select generation, batch, line, fiscal_year, booking_date, count(*) as bookings, sum(amount) as amount
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
