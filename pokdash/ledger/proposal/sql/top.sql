-- The first rows of the grid, as they stand in the file.
select source_row, list_transform([{cells}], lambda cell: trimmed(cell)) from grid where source_row <= {last} order by source_row
