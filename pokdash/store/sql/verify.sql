-- Everything that must hold in a generation before it may be served; every row that comes back is a fault.
select 'batch_rows' as fault, batch::varchar as place
from batch
left join (
    select batch, count(*) as loaded, sum(amount) as total
    from (
        select batch, amount from expenditure
        union all select batch, amount from commitment
        union all select batch, amount from amendment
    )
    group by batch
) as stored using (batch)
where rows_read - rows_left_out <> coalesce(loaded, 0) or total_read - total_left_out <> coalesce(total, 0)
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
