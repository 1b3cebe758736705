-- In how many rows two columns each have a day with a year in it, and not the same year.
with written as (
    select list_transform(
        [{one}, {other}],
        lambda day: coalesce(
            nullif(regexp_extract(day, '(?:^|\D)((?:19|20)\d\d)(?:\D|$)', 1), ''),
            '20' || nullif(regexp_extract(trim(day), '\D(\d\d)$', 1), '')
        )
    ) as years
    from grid
    where source_row >= {first_row}
)
select count(*) from written where years[1] <> years[2]
