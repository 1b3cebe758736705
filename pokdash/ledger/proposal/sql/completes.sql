-- Of every column beside those that are read (the first of `amounts`), under both ways of writing: cells that can be read,
-- rows in which both are filled (not zero), rows in which only the other is, and its sum.
with amount as ({amounts}),
row as (
    select amounts[{reads} + 1:] as others,
        len(list_filter(amounts[:{reads}], lambda one: one.comma <> 0)) > 0 as comma_read,
        len(list_filter(amounts[:{reads}], lambda one: one.point <> 0)) > 0 as point_read
    from amount
),
cell as (select comma_read, point_read, unnest(others) as other, unnest(range(len(others))) as place from row)
select place,
    [
        (count(other.comma), count(*) filter (other.comma <> 0 and comma_read),
            count(*) filter (other.comma <> 0 and not comma_read), coalesce(sum(other.comma), 0)::decimal(38, 2)),
        (count(other.point), count(*) filter (other.point <> 0 and point_read),
            count(*) filter (other.point <> 0 and not point_read), coalesce(sum(other.point), 0)::decimal(38, 2))
    ]
from cell
group by place
