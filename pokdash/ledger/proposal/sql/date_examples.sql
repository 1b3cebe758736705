-- These rows of the file with the day that they become.
select source_row, date_text, read_{order}(date_text) from kept where source_row in ({rows}) order by 1
