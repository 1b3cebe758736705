-- How the amounts are written: every form, with the first row that has it. Behind a single mark three digits that end in 0
-- fit two readings (81.000); `_odd`: they do not (81.234 is no amount in cents).
with form as (select *, money_form(text) as form from shape),
odd as (
    select *, form in ('dot_three', 'comma_three') and not regexp_matches(shape, '0[^09]*$') as odd from form
)
select case when odd then form || '_odd' else form end, sum(rows)::bigint, min(row) as row, arg_min(text, row)
from odd
group by 1
order by row
