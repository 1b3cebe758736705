-- The bookings with personal data in their description, and what it is, as it is written there.
create or replace temp table personal as
with beginning as (select place, description, unnest(iban_places(description)) as start from suspect),
candidate as (
    select place, written, compacted(written) as compact
    from (select place, iban_candidate(description, start) as written from beginning)
),
iban as (
    select place, list(with_letters(written, size)) as ibans
    from (select *, iban_length(compact[1:2]) as size from candidate)
    where length(compact) >= size and iban_check(left(compact, size))
    group by place
),
found as (
    select place, source_row, description,
        coalesce(ibans, []) as ibans,
        len(list_filter(numbers_in(description), lambda number: is_citizen_number(number))) > 0 as has_citizen_number,
        holds_address(description) as has_address
    from suspect
    left join iban using (place)
)
select * from found where len(ibans) > 0 or has_citizen_number or has_address
