-- How many amounts are above and below zero, also among the rows whose description is of a credit note (refund).
select count(*) filter (amount > 0), count(*) filter (amount < 0),
    count(*) filter (amount > 0 and refund), count(*) filter (amount < 0 and refund),
    min(source_row) filter (amount > 0), min(source_row) filter (amount < 0),
    min(source_row) filter (amount < 0 and refund), min(source_row) filter (amount > 0 and refund)
from kept
