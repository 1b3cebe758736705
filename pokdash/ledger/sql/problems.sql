-- Everything that is wrong in the file.
with in_row as (
    select source_row, unnest(problems, recursive := true) from entry where problems is not null
),
first_with_key as (
    select kind, fiscal_year, booking_number, booking_line, min(source_row) as source_row
    from entry
    where kind is not null and booking_number <> '' and booking_line is not null
    group by all
    having count(*) > 1
),
repeated as (
    select entry.source_row, 'booking_number' as field, entry.booking_number as found, 'key_twice' as problem,
        first_with_key.source_row as other_row
    from entry
    join first_with_key
      on entry.kind = first_with_key.kind
     and entry.booking_number = first_with_key.booking_number
     and entry.booking_line = first_with_key.booking_line
     and entry.fiscal_year is not distinct from first_with_key.fiscal_year
     and entry.source_row > first_with_key.source_row
)
select source_row, field, found, problem, null as other_row from in_row
union all
select source_row, field, found, problem, other_row from repeated
