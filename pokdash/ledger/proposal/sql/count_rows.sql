-- How many rows below the headings fit a condition, and the first of them.
select count(*), min(source_row) from grid where source_row >= {first_row} and ({condition})
