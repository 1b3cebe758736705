-- The words of a column of which no row has any of these cells filled, where the rows of every other word have.
with part as (
    select trimmed({word}) as word,
        bool_and(trim(concat({said})) = '') as is_bare,
        bool_or(trim(concat({said})) = '') as has_bare
    from grid
    where source_row >= {first_row} and trimmed({word}) <> '' and not ({known})
    group by 1
)
select word
from part
where is_bare
    and exists (select 1 from part where not is_bare)
    and not exists (select 1 from part where has_bare and not is_bare)
order by word
limit 10
