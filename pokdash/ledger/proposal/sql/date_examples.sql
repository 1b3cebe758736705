-- These rows of the file with the day that they become.
select source_row, date_text, list_transform([date_text], lambda text: read_{order}(text))[1]
from kept
where source_row in ({rows})
order by 1
