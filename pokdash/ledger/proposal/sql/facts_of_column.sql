select {number} as number,
    count(*) filter (text <> '') as filled,
    count(*) filter (typed_number or form not in ('empty', 'null_word', 'none')) as numbers,
    count(*) filter (typed_marked or form not in ('empty', 'null_word', 'none', 'integer') and not is_date) as marked,
    count(*) filter (is_date) as dates,
    list_sort(list_distinct(list(upper(text)) filter (text <> '')))[:40] as words
from (
    select text, money_form(text) as form,
        coalesce(regexp_full_match(typed, '-?\d+(?:\.\d+)?'), false) as typed_number,
        coalesce(regexp_full_match(typed, '-?\d+\.\d+'), false) as typed_marked,
        coalesce(
            typed_date(typed),
            booking_date(text, 'dmy'), booking_date(text, 'mdy'), booking_date(text, 'ymd')
        ) is not null as is_date
    from (select trimmed(c{number}) as text, {typed} as typed from part)
)
