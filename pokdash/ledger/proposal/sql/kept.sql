-- The rows of the file as the profile stands, in columns that the file has; `is_kept`: it would be a booking, its place in
-- the plan apart. Worked out once and not for every look at it; what is the same in every row is not stored.
create or replace temp table weighed_row as
with {placed}
select {stored},
    not blank
    and leave_out = ''
    and not quotes_wrong
    and fields between needed and allowed
    and kind is distinct from 'planned'
    and not coalesce(period = 0 and date_text = '', false)
    and not (amount_way = 'years' and amount_text = '' and amount_typed is null) as is_kept
from placed;

create or replace temp view weighed as select weighed_row.*, {same} from weighed_row;

create or replace temp view kept as select * exclude (is_kept) from weighed where is_kept
