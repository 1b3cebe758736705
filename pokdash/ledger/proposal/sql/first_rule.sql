-- Which rule is the first that a row below the headings fits: by the number of the rule, how many rows, the first, and the
-- word of a total in it.
-- Nearly no row has one of the words in which all rules agree.
select rule, count(*), min(source_row), arg_min(regexp_extract(words, {word}), source_row)
from (
    select source_row, {words} as words, case {choices} end as rule
    from grid
    where source_row >= {first_row} and ({possible})
)
where rule is not null
group by rule
order by rule
