-- The rows that hold the headings.
select {cells} from grid where source_row between $first and $last order by source_row
