-- What each column seems to hold, by the first rows: numbers or dates if all that is filled is that, else text.
with part as (select * from grid where source_row >= $first_row order by source_row limit $most),
cell as (select unnest([{cells}]) as cell from part),
written as (
    select cell.number as number, trimmed(cell.text) as text, cell.typed as typed, day_part(cell.text) as day from cell
),
judged as (
    select number,
        text,
        money_form(text) <> 'none' or regexp_full_match(typed, '-?\d+(?:\.\d+)?') as is_number,
        coalesce(date_dmy(day), date_mdy(day), date_ymd(day), typed_date(typed)) is not null as is_date
    from written
)
select number,
    case
        when bool_and(is_date) filter (text <> '') then 'date'
        when bool_and(coalesce(is_number, false)) filter (text <> '') then 'number'
        else 'text'
    end
from judged
group by number
