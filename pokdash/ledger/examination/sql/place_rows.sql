-- Of every value of a field that no rule and no name of the plan gives a line (view `kept` of the proposal): its first
-- rows, with what stands in the file.
with unplaced as (
    select lower({field}) as value, unnest(arg_min(source_row, source_row, {most})) as source_row
    from (select distinct {field}, source_row from kept where line is null and not out_of_plan)
    group by lower({field})
)
select value, source_row, {day}, {description}, {amount}
from unplaced
join grid using (source_row)
order by value, source_row
