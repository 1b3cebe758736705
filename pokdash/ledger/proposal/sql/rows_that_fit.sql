-- The rows of the file that fit a condition.
select source_row from grid where {condition}
