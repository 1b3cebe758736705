-- Of the first rows, how many cells of each column are filled, with whole numbers and with cents, and how long the whole
-- numbers are (a hint only).
with part as (select * from grid where source_row between {first_row} and {last}),
cell as (select unnest([{cells}]) as cell from part),
written as (select cell.number as number, trimmed(cell.text) as text from cell)
select number,
    count(*) filter (text <> '') as filled,
    count(*) filter (whole),
    count(*) filter (not whole and regexp_full_match(text, '{with_cents}')),
    coalesce(min(digits) filter (whole), 0),
    coalesce(max(digits) filter (whole), 0)
from (
    select *, regexp_full_match(text, '{whole}') as whole, length(regexp_replace(text, '\D', '', 'g')) as digits
    from written
)
group by number
order by number
