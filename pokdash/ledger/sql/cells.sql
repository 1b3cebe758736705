-- Words for cells that the conversion uses everywhere.

-- Without ordinary spaces around it; few cells have one there, and the others cost next to nothing.
create or replace macro trimmed(written) as
    case when starts_with(written, ' ') or ends_with(written, ' ') then trim(written) else written end;

-- Why a cell that is not read as an amount is none.
create or replace macro amount_fault(written, typed) as
    case
        when typed is not null then 'amount_typed'
        when written = '' then 'cell_empty'
        when is_null_word(written) then 'amount_unknown'
        when money_form(written) = 'none' then 'amount_text'
        when length(regexp_replace(written, '\D', '', 'g')) > 16 then 'amount_too_large'
        else 'amount_marks'
    end;
