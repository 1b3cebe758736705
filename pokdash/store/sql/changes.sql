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

-- name: next_batch
select coalesce(max(batch), 0) + 1 from batch

-- name: staged
create or replace temp view staged as
select incoming.*, shared.batch as shared_batch
from incoming
left join shared using (source_row)

-- name: batch
insert into batch by name
select $generation as generation, $batch as batch, $plan as plan, $example as example, $file_name as file_name,
       $file_sha256 as file_sha256, $covered_until as covered_until, $recorded_at as recorded_at,
       $actor_name as actor_name, $rows_read as rows_read, $total_read as total_read,
       count(shared_batch) as rows_left_out, coalesce(sum(amount) filter (where shared_batch is not null), 0) as total_left_out
from staged

-- name: left_out
select rows_left_out from batch where batch = $batch

-- name: batch_overlap
insert into batch_overlap by name
select $generation as generation, $batch as batch, shared_batch as earlier, count(*) as rows_shared
from staged
where shared_batch is not null
group by shared_batch

-- name: expenditure
insert into expenditure by name
select $generation as generation, $batch as batch, source_row, line, booking_date, fiscal_year, amount,
       booking_number, booking_line, commitment_number, decision, description
from staged
where kind = 'expenditure' and shared_batch is null

-- name: commitment
insert into commitment by name
select $generation as generation, $batch as batch, source_row, line, booking_date, fiscal_year, amount,
       booking_number, booking_line, commitment_number, decision, description
from staged
where kind = 'commitment' and shared_batch is null

-- name: amendment
insert into amendment by name
select $generation as generation, $batch as batch, source_row, line, booking_date, fiscal_year, amount,
       booking_number, booking_line, decision, description
from staged
where kind = 'amendment' and shared_batch is null

-- name: batch_event
insert into batch_event by name
select $generation as generation, coalesce(max(event), 0) + 1 as event, $batch as batch, $kind as kind,
       $reason as reason, $recorded_at as recorded_at, $actor_name as actor_name
from batch_event
