-- The words that stand where a sign is said by a word, in capitals, with the rows that need one (an amount of zero does not).
select upper({word}), count(*), min(source_row)
from kept
where regexp_matches(coalesce(amount_typed, amount_text), '[1-9]')
group by 1
order by 1
