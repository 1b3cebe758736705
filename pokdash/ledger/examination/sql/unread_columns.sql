-- What each column seems to hold, by the first rows: numbers or dates if all that is filled is that, else text.
with part as (select * from grid where source_row >= $first_row order by source_row limit $most),
cell as (select unnest([{cells}]) as cell from part),
judged as (
    select cell.number as number,
        trimmed(cell.text) as text,
        money_form(trimmed(cell.text)) <> 'none' or regexp_full_match(cell.typed, '-?\d+(?:\.\d+)?') as is_number,
        coalesce(date_dmy(day_part(cell.text)), date_mdy(day_part(cell.text)), date_ymd(day_part(cell.text)),
                 typed_date(cell.typed)) is not null as is_date
    from cell
)
select number,
    case
        when bool_and(is_date) filter (text <> '') then 'date'
        when bool_and(coalesce(is_number, false)) filter (text <> '') then 'number'
        else 'text'
    end
from judged
group by number
