-- The different texts of a column below the headings, in lower case, with their rows.
select lower(trimmed(c{column})) as word, count(*), min(source_row)
from grid
where source_row >= {first_row} and trimmed(c{column}) <> '' {and_not}
group by 1
order by 1
limit 200
