-- Pairs of ways to read amounts side by side, under both ways of writing: how many rows have both, in how many they are
-- equal, in how many others the second goes on by the first, how many are explained by a total so far (or by one that
-- starts again), and how many go on by the first, with one sign and from above or from below, wherever the total begins.
with way as (select source_row, [{ways}] as read from ({amounts})),
pair as (
    select source_row, first, second,
        unnest([
            {{'mark': 'comma', 'one': read[first].comma, 'other': read[second].comma}},
            {{'mark': 'point', 'one': read[first].point, 'other': read[second].point}}
        ]) as seen
    from way, (values {pairs}) as chosen (first, second)
),
step as (
    select first, second, seen.mark as mark, seen.one as one, seen.other as other,
        seen.other - lag(seen.other) over above as added,
        seen.other - lead(seen.other) over above as added_from_below
    from pair
    where seen.one is not null and seen.other is not null
    window above as (partition by first, second, seen.mark order by source_row)
)
select first, second,
    count(*),
    count(*) filter (one = other),
    count(*) filter (abs(added) = abs(one) and one <> other),
    count(*) filter (abs(added) = abs(one) or one = other),
    greatest(
        count(*) filter (added = one),
        count(*) filter (added = -one),
        count(*) filter (added_from_below = one),
        count(*) filter (added_from_below = -one)
    )
from step
group by first, second, mark
order by first, second, mark
