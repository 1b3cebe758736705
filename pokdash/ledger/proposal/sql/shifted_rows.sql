-- The rows that count so far, with a number behind the amount where the others have none: with cents, beside a whole number
-- as the amount; or with all cells from some column up to the amount as the others have them one column to the left,
-- the amount even with the same text, and in that column what hardly any row has that did not move. How many, and of
-- the first its row, the column that does not look like that of the others, and what stands there.
with moved as (
    select source_row, {amount} as amount,
        {beside_cents} as beside_cents,
        {alone} as alone,
        list_filter([{numbers}], lambda cell:
            regexp_full_match(trimmed(cell.text), '[^0-9]*\pL[^0-9]*') and not is_null_word(trimmed(cell.text))
        )[1] as word,
        list_filter([{starts}], lambda cell: cell.fits and not is_null_word(trimmed(cell.text))) as starts
    from grid
    where source_row >= {first_row} and ({beside_cents} or ({next_to}) and ({any_start})) and not ({left_out})
),
start as (
    select source_row, cell.number as number, cell.text as text, {form} as form
    from (
        select source_row, unnest(starts) as cell, trimmed(amount.text) as read, alone from moved where not beside_cents
    )
    where alone or read in (select trimmed({before}) from grid where source_row >= {first_row})
),
common as (
    select number, form, count(*) as times
    from (
        select cell.number as number, {form} as form
        from (select unnest([{numbers}]) as cell from grid where source_row >= {first_row})
    )
    where (number, form) in (select (number, form) from start)
    group by number, form
),
rare as (
    select number, form
    from (select number, form, count(*) as moved from start group by number, form) join common using (number, form)
    where moved * 2 > times
),
shifted as (
    select source_row, coalesce(word, amount).number as number, trimmed(coalesce(word, amount).text) as text
    from moved
    where beside_cents
    union all
    select source_row, min(number), arg_min(trimmed(text), number)
    from start join rare using (number, form)
    group by source_row
)
select count(*), min(source_row), arg_min(number, source_row), arg_min(text, source_row) from shifted
