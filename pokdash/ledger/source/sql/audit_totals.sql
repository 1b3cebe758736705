-- Number of lines, and the sums of debit and credit as the file writes them; a line without an amount adds nothing.
with line as (
    select try_cast(trim(c11) as decimal(38, 2)) as amount, upper(trim(c12)) as amount_type
    from grid
    where source_row > 0
)
select count(*),
    coalesce(sum(amount) filter (where amount_type = 'D'), 0::decimal(38, 2)),
    coalesce(sum(amount) filter (where amount_type = 'C'), 0::decimal(38, 2))
from line
