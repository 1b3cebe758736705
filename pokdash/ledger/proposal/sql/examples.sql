-- A few rows: first those with the marks that need a choice, each with what it becomes.
select source_row, coalesce(nullif(amount_text, ''), nullif(debit_text, ''), credit_text) as written, amount
from kept
where source_row in ({rows})
order by source_row
