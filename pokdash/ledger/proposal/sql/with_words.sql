-- The places of the columns in which a word stands, below the headings; nearly no row has one.
select list_distinct(flatten(list(
    list_filter(range(1, len(cells) + 1), lambda place: regexp_matches(cells[place], {word}))
)))
from (
    select [{cells}] as cells
    from grid
    where source_row >= {first_row} and regexp_matches(concat_ws(chr(10), {cells}), {word})
)
