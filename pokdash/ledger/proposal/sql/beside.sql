-- Two columns of amounts side by side, under one way of writing: how many rows have both, in how many they are equal, and
-- in how many the second is the total so far of the first (or starts again).
with pair as (
    select source_row, {first} as one, {second} as other from grid where source_row >= {first_row} and {dated}
),
step as (
    select one, other, other - lag(other) over (order by source_row) as added
    from pair
    where one is not null and other is not null
)
select count(*),
    count(*) filter (one = other),
    count(*) filter (abs(added) = abs(one)),
    count(*) filter (abs(added) = abs(one) or one = other)
from step
