-- The first rows below the headings that are not empty.
select source_row, {cells} from grid where source_row >= $first_row and concat({cells}) <> '' order by source_row limit $most
