-- The amounts that a workbook does not type itself by their shape (every digit but 0 as 9): how often, and the first row
-- that has it. There are few shapes, so that only these need a close look.
create or replace temp table shape as
select translate(text, '12345678', '99999999') as shape, count(*) as rows, min(source_row) as row,
    arg_min(text, source_row) as text, count(*) filter (is_kept) as kept
from ({cells})
where typed is null and text <> ''
group by all
