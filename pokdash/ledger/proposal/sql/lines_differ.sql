-- In how many rows two columns each name a line of the plan, and not the same one.
with named(name, code) as (values {names})
select count(*)
from grid
join named as one on one.name = lower(trimmed({one}))
join named as other on other.name = lower(trimmed({other}))
where source_row >= {first_row} and one.code <> other.code
