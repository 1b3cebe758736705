-- What the columns that are read add up to, and their ends, over the rows that are kept (view `kept` of the proposal).
-- A row that is rejected for its date counts in no sum.
select coalesce(sum(amount) filter ({dated}), 0)::decimal(38, 2) as amount,
    (coalesce(sum(debit_read) filter ({dated}), 0) * {unit})::decimal(38, 2) as debit,
    (coalesce(sum(credit_read) filter ({dated}), 0) * {unit})::decimal(38, 2) as credit,
    min(day) as first,
    max(day) as last,
    bool_or(date_text <> '' and typed_date(date_typed) is null) as written_dates{years}
from kept
