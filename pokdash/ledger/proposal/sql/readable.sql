-- How many amounts each way to read them gives, under both ways of writing.
select place, count(one.comma), count(one.point)
from (
    select unnest(read) as one, unnest(range(len(read))) as place
    from (select [{ways}] as read from ({amounts}))
)
group by place
