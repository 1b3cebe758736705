-- What stands in each column of the first rows below the headings (a hint only; what decides is counted over the file).
with part as (select * from grid where source_row between {first_row} and {last}),
cell as (select unnest([{cells}]) as cell from part),
written as (select cell.number as number, trimmed(cell.text) as text, cell.typed as typed from cell),
bare as (select *, money_bare(text) as bare from written),
form as (
    select number, text, typed,
        bare <> '' and money_form_of(bare) not in ('integer', 'none') and not is_null_word(text) as marked,
        bare <> '' and money_form_of(bare) = 'integer' as whole,
        is_null_word(text) as unknown,
        day_part(text) as day
    from bare
)
select number,
    count(*) filter (text <> '') as filled,
    count(*) filter (marked or whole or regexp_full_match(typed, '-?\d+(?:\.\d+)?')) as numbers,
    count(*) filter (marked and not is_date or regexp_full_match(typed, '-?\d+\.\d+')) as marked,
    count(*) filter (is_date) as dates,
    count(*) filter (period_year(text) between 1990 and 2100 and period_number(text) between 1 and 12) as months,
    count(*) filter (unknown) as unknown,
    list_sort(list_distinct(list(upper(text)) filter (text <> '')))[:40] as words
from (
    select *, coalesce(date_dmy(day), date_mdy(day), date_ymd(day), typed_date(typed)) is not null as is_date from form
)
group by number
order by number
