-- How the amounts are written that a workbook does not type itself: every form, with the first row that has it. Behind
-- a single mark three digits that end in 0 fit two readings (81.000); `_odd`: they do not (81.234 is no amount in cents).
with cell as (
    select source_row, cell.text as text
    from (
        select source_row,
            unnest([
                {'text': amount_text, 'typed': amount_typed},
                {'text': debit_text, 'typed': debit_typed},
                {'text': credit_text, 'typed': credit_typed}
            ]) as cell
        from weighed
        where is_kept or leave_out = 'subtotal'
    )
    where cell.typed is null and cell.text <> ''
)
select
    form || case when form in ('dot_three', 'comma_three') and not regexp_matches(money_bare(text), '0$') then '_odd' else '' end
        as form,
    count(*) as rows,
    min(source_row) as row,
    arg_min(text, source_row) as text
from (select source_row, text, money_form(text) as form from cell)
group by 1
order by row
