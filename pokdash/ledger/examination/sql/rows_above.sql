-- How many rows stand above the first row below the headings; there are fewer than its number.
select count(*) from (select source_row from grid order by source_row limit $first_row) where source_row < $first_row
