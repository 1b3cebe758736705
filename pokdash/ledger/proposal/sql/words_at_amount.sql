-- Whether a word of a sign stands in the cell of an amount that is not zero (N75.000, 100,00 C).
select count(*) from shape where kept > 0 and regexp_matches(shape, '9') and money_flag(text) <> ''
