-- The rows that count so far, with a word in a column of numbers and the numbers behind it in the wrong columns: how many,
-- and of the first its row, the number of that column, and the word.
with shifted as (
    select source_row, list_filter([{cells}], lambda cell:
        regexp_full_match(trimmed(cell.text), '[^0-9]*\pL[^0-9]*') and not is_null_word(trimmed(cell.text))
    )[1] as word
    from grid
    where source_row >= {first_row} and ({moved}) and not ({left_out})
)
select count(*), min(source_row), arg_min(word.number, source_row), arg_min(trimmed(word.text), source_row)
from shifted
where word is not null
