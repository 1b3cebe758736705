-- What a file may say of itself, counted and added in every way that may be meant: the sum of the rows that are kept, with
-- opening balances, with the rows of other plans and currencies, and with all of these; then what is above zero, what is
-- below it, debit, credit; then the rows that are kept, those of them with an amount, their booking numbers, and the rows
-- with those that are left out as well; then the sums of the years.
with row as (
    select *,
        leave_out in ('not_in_plan', 'other_currency', 'not_booked') as is_other,
        leave_out = 'opening_balance' as is_opening
    from weighed
)
select [
        sum(amount) filter (is_kept),
        sum(amount) filter (is_kept or is_opening),
        sum(amount) filter (is_kept or is_other),
        sum(amount) filter (is_kept or is_opening or is_other)
    ],
    [sum(amount) filter (is_kept and amount > 0), sum(debit_read) filter (is_kept)],
    [sum(amount) filter (is_kept and amount < 0), sum(credit_read) filter (is_kept)],
    [
        count(distinct source_row) filter (is_kept),
        count(distinct source_row) filter (is_kept and amount is not null),
        count(distinct {number}) filter (is_kept),
        count(distinct source_row) filter (is_kept or is_other),
        count(distinct source_row) filter (is_kept or is_opening or is_other)
    ],
    (select list(total) from (select sum(amount) as total from row where is_kept group by fiscal_year))
from row
join grid using (source_row)
