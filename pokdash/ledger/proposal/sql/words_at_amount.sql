-- The words of a sign that stand in the cell of an amount that is not zero (N75.000, 100,00 C; '' for none), with the rows
-- that have them.
select money_flag(text), sum(kept)::bigint from shape where kept > 0 and regexp_matches(shape, '9') group by 1
