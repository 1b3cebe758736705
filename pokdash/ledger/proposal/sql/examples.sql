-- A few rows, each with what it becomes: the amount as it stands there, with what says its sign (its word, or its column).
select source_row,
    case
        when amount_text <> '' then concat_ws(' ', amount_text, {word})
        when regexp_matches(credit_text, '[1-9]') and not regexp_matches(debit_text, '[1-9]')
        then concat_ws(' ', credit_text, {credit})
        when debit_text <> '' then concat_ws(' ', debit_text, {debit})
        else concat_ws(' ', credit_text, {credit})
    end as written,
    amount
from kept
where source_row in ({rows})
order by source_row
