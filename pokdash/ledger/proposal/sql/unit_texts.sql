-- Texts in rows that lack an amount or a date (titles between the bookings, text below them) that may say a unit: a first
-- sieve, in the order of the file.
select text
from (
    select source_row, unnest(list_transform([{cells}], lambda cell: trimmed(cell))) as text
    from grid
    where source_row >= {first_row} and ({lacking})
)
where length(text) between 1 and 300
    and regexp_matches(text, '(?i)000|duizend|thousand|mil|mln|mio|dzd|tsd|eur|€|\([km] ?\)')
group by text
order by min(source_row)
limit {most}
