-- The rows that hold the headings.
select list_transform([{cells}], lambda cell: trimmed(cell)) from grid where source_row between $first and $last order by source_row
