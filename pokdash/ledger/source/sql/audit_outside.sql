-- Lines of which the day of the transaction is not one of those that the header says the file is about, and the first.
select count(*), min(source_row)
from grid
where source_row > 0 and try_cast(trim(c5) as date) not between $start::date and $end::date
