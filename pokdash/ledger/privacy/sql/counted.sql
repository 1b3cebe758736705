-- How many rows of the file have each, and the first rows that have any.
select count(distinct source_row) filter (len(ibans) > 0),
    count(distinct source_row) filter (has_citizen_number),
    count(distinct source_row) filter (has_address),
    list_sort(list_distinct(list(source_row)))[:$most]
from personal
