-- A few rows: first those with the marks that need a choice, each with what it becomes.
select source_row,
    coalesce(
        nullif(amount_text, ''),
        case when regexp_matches(credit_text, '[1-9]') and not regexp_matches(debit_text, '[1-9]') then credit_text end,
        nullif(debit_text, ''),
        credit_text
    ) as written,
    amount
from kept
where source_row in ({rows})
order by source_row
