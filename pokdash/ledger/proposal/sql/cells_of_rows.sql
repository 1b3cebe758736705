-- The texts of all cells of some rows of the file.
select source_row, [{cells}] from grid where source_row in ({rows}) order by source_row
