-- How the amounts are written: every form, with the first row that has it. Behind a single mark three digits that end in 0
-- fit two readings (81.000); `_odd`: they do not (81.234 is no amount in cents). `_long`: three or more decimals where no
-- thousands could be meant (1234,500). Amounts with a word beside them only count where such words are read. `zero`: no digit but 0, which every way of writing has.
with form as (select *, money_form(text) as form from shape where {words} or money_flag(text) = ''),
told as (
    select *,
        form in ('dot_three', 'comma_three') and not regexp_matches(shape, '0[^09]*$') as odd,
        regexp_matches(form, '_(?:decimals|comma|dot)$') and regexp_matches(money_bare(text), '[.,]\d{{3,}}$') as long,
        form = 'integer' and not contains(shape, '9') as zero
    from form
)
select case when odd then form || '_odd' when long then form || '_long' when zero then 'zero' else form end,
    sum(rows)::bigint, min(row) as row, arg_min(text, row)
from told
group by 1
order by row
