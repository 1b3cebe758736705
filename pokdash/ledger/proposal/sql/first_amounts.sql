-- The amounts of ways to read the first rows, under both ways of writing.
select [{ways}] from ({amounts}) where source_row <= {last} order by source_row
