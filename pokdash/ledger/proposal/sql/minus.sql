-- How many amounts have no minus and how many have one, of costs and of what comes back by its word or column (turn -1),
-- and the first of each with a minus.
select count(*) filter (turn > 0 and own > 0), count(*) filter (turn > 0 and own < 0),
    count(*) filter (turn < 0 and own > 0), count(*) filter (turn < 0 and own < 0),
    min(source_row) filter (turn < 0 and own < 0), min(source_row) filter (turn > 0 and own < 0)
from ({amounts})
