-- Fiscal years of rows that the plan has no place for, with their rows and sum, their first row, and the sum of the rows
-- that the plan has a place for.
select fiscal_year,
    count(*),
    coalesce(sum(amount), 0)::decimal(38, 2),
    min(source_row),
    (
        select coalesce(sum(amount), 0)::decimal(38, 2)
        from kept
        where booking_date is not null and coalesce(fiscal_year between {first_year} and {last_year} + 1, true)
    )
from kept
where fiscal_year not between {first_year} and {last_year} + 1
group by 1
order by 1
