-- What stands in two cells of a row; one row of nothing if there is no such row.
select any_value(trimmed({first})), any_value(trimmed({second})) from grid where source_row = {row}
