-- The rows of the file as the profile stands; `is_kept`: it would be a booking, its place in the plan apart. A
-- table for files that fit in memory with ease: it is then worked out once and not for every look at it.
create or replace temp {holder} weighed as
select *,
    not blank
    and leave_out = ''
    and not quotes_wrong
    and kind is distinct from 'planned'
    and not coalesce(period = 0 and date_text = '', false)
    and not (amount_way = 'years' and amount_text = '' and amount_typed is null) as is_kept
from placed;

create or replace temp view kept as select * exclude (is_kept) from weighed where is_kept
