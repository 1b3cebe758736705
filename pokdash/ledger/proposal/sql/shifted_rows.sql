-- The rows that count so far, with a number behind the amount where the others have none: with cents, beside a whole number
-- as the amount; or where amounts have no cents, beside a word in a column of numbers. How many, and of the first its
-- row, the column that does not look like that of the others, and what stands there.
with moved as (
    select source_row, {amount} as amount, list_filter([{cells}], lambda cell:
        regexp_full_match(trimmed(cell.text), '[^0-9]*\pL[^0-9]*') and not is_null_word(trimmed(cell.text))
    )[1] as word
    from grid
    where source_row >= {first_row} and ({moved}) and not ({left_out})
),
shifted as (
    select source_row, coalesce(word, amount) as cell
    from moved
    where trimmed(amount.text) <> ''
        and case
            when {has_cents} then regexp_full_match(trimmed(amount.text), '[-+]?0*[1-9]\d*')
            else word is not null
        end
)
select count(*), min(source_row), arg_min(cell.number, source_row), arg_min(trimmed(cell.text), source_row) from shifted
