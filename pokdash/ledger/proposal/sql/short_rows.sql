-- Rows of one or two cells without date and amount, by the column and the text of their first cell (every number in it
-- as 0), and whether they stand below the last booking. A row with a booking number is a booking that lacks something,
-- unless that is the number behind the word of a total at the foot. A text without a word may be a row that broke off.
with part as (
    select source_row, list_transform([{cells}], lambda cell: trimmed(cell)) as cells, {amounts} as has_amount, {date} as date, {number} as booking_number, {known} as known
    from grid
    where source_row >= {first_row}
),
last_booking as (select max(source_row) as row from part where has_amount and not known),
short as (
    select source_row, list_position(list_transform(cells, lambda cell: cell <> ''), true) as place, cells,
        booking_number,
        list_filter(range(1, len(cells) + 1), lambda number: cells[number] <> '') as filled
    from part
    where not has_amount
        and not known
        and len(list_filter(cells, lambda cell: cell <> '')) between 1 and 2
        and (date = '' or not regexp_matches(date, '\d') or regexp_matches(date, '\pL{{3}}'))
),
named as (
    select source_row, place, filled, cells[place] as name, source_row > (select row from last_booking) as after
    from short
    where booking_number in ('', cells[place])
        or source_row > (select row from last_booking)
            and regexp_full_match(cells[place], {foot})
            and regexp_full_match(booking_number, '[-+€]?[\d.,'' ]+-?')
)
select place, case when after then regexp_replace(name, '\d+', '0', 'g') end as pattern, count(*), min(source_row), after,
    list_distinct(flatten(list(filled))) as filled
from named
where not after or regexp_matches(name, '\pL{{3}}')
group by place, pattern, after
order by after, min(source_row)
limit {most}
