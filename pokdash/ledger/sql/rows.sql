-- Rows of text to typed bookings, with everything that is wrong in a row; no row is left out and none is repaired.
create table entry as
with trimmed as (
    select source_row, rtrim(record, chr(13) || chr(10)) as record from incoming
),
split as (
    select source_row,
        record,
        case
            when contains(record, '"') then regexp_extract_all(record || ';', '((?:"(?:[^"]|"")*")|[^";]*);', 1)
            else string_split(record, ';')
        end as raw
    from trimmed
    where trim(replace(record, ';', '')) <> ''
),
shaped as (
    select source_row,
        record,
        len(raw) as fields,
        contains(record, '"') and array_to_string(raw, ';') <> record as quotes_wrong,
        case
            when contains(record, '"') then list_transform(
                raw, lambda cell: case when cell[1] = '"' then replace(cell[2:-2], '""', '"') else trim(cell) end
            )
            else list_transform(raw, lambda cell: trim(cell))
        end as cells
    from split
),
cell as (
    select source_row,
        record,
        fields,
        quotes_wrong,
        quotes_wrong or fields <> $fields as misshapen,
        cells[$kind] as kind,
        cells[$booking_date] as booking_date,
        cells[$fiscal_year] as fiscal_year,
        cells[$line] as line,
        cells[$amount] as amount,
        cells[$booking_number] as booking_number,
        cells[$booking_line] as booking_line,
        cells[$commitment_number] as commitment_number,
        cells[$decision] as decision,
        cells[$description] as description
    from shaped
),
typed as (
    select cell.*,
        case cell.kind when 'uitgave' then 'expenditure' when 'verplichting' then 'commitment'
            when 'wijziging' then 'amendment' end as kind_value,
        case when regexp_full_match(booking_date, '\d{4}-\d{2}-\d{2}')
            then try_cast(booking_date as date) end as date_value,
        case when regexp_full_match(fiscal_year, '\d{4}') then try_cast(fiscal_year as smallint) end as year_value,
        line_code.code as line_value,
        case when regexp_full_match(amount, '-?\d{1,16},\d{2}')
            then try_cast(replace(amount, ',', '.') as decimal(18, 2)) end as amount_value,
        case when regexp_full_match(booking_line, '\d{1,9}')
            then nullif(try_cast(booking_line as integer), 0) end as booking_line_value
    from cell
    left join line_code on line_code.written = cell.line
),
judged as (
    select typed.*,
        case when misshapen then [
            case
                when quotes_wrong then {'field': null::varchar, 'found': record[:200], 'problem': 'quotes'}
                else {'field': null::varchar, 'found': fields::varchar, 'problem': 'field_count'}
            end
        ]
        else list_filter([
            {'field': 'kind', 'found': kind, 'problem': case
                when kind_value is null then 'kind' end},
            {'field': 'booking_date', 'found': booking_date, 'problem': case
                when booking_date = '' then 'cell_empty'
                when date_value is null then 'date'
                when date_value > $covered_until then 'date_after_coverage'
                when date_value < $earliest then 'date_too_early' end},
            {'field': 'fiscal_year', 'found': fiscal_year, 'problem': case
                when fiscal_year = '' and kind_value = 'amendment' then null
                when fiscal_year = '' then 'cell_empty'
                when year_value is null then 'year'
                when year_value not between $first_year and $last_year + 1 then 'year_outside_plan'
                when kind_value = 'expenditure' and year_value > year(date_value) then 'year_after_date'
                when kind_value <> 'amendment' and year_value < year(date_value) - 1 then 'year_before_date' end},
            {'field': 'line', 'found': line, 'problem': case
                when line = '' then 'cell_empty'
                when line_value is null then 'line_unknown' end},
            {'field': 'amount', 'found': amount, 'problem': case
                when amount = '' then 'cell_empty'
                when amount_value is not null then null
                when contains(amount, '.') then 'amount_point'
                when regexp_full_match(amount, '-?\d{17,},\d{2}') then 'amount_too_large'
                when regexp_full_match(amount, '-?\d+(,\d*)?') then 'amount_decimals'
                else 'amount' end},
            {'field': 'booking_number', 'found': booking_number, 'problem': case
                when booking_number = '' then 'cell_empty' end},
            {'field': 'booking_line', 'found': booking_line, 'problem': case
                when booking_line = '' then 'cell_empty'
                when booking_line_value is null then 'booking_line' end},
            {'field': 'commitment_number', 'found': commitment_number, 'problem': case
                when kind_value = 'commitment' and commitment_number = '' then 'cell_empty'
                when kind_value = 'amendment' and commitment_number <> '' then 'cell_filled' end},
            {'field': 'decision', 'found': decision, 'problem': case
                when kind_value = 'amendment' and decision = '' then 'cell_empty' end}
        ], lambda one: one.problem is not null)
        end as problems
    from typed
)
select source_row,
    kind_value as kind,
    date_value as booking_date,
    year_value as fiscal_year,
    line_value as line,
    amount_value as amount,
    booking_number,
    booking_line_value as booking_line,
    nullif(commitment_number, '') as commitment_number,
    nullif(decision, '') as decision,
    description,
    nullif(problems, []) as problems
from judged
