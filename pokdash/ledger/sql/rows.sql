-- Rows of text (incoming: source_row, record) to typed bookings, and for each field what is wrong with it (null:
-- nothing). A row with a quotation mark is split where a semicolon lies outside the quotation marks: those inside
-- are chr(0) for a moment, which no file has.
with record as (
    select source_row,
        rtrim(record, chr(13) || chr(10)) as record,
        contains(record, '"') as quoted
    from incoming
),
split as (
    select source_row,
        record,
        quoted and not regexp_full_match(
            record, '\s*(?:"(?:[^"]|"")*"|[^";]*)\s*(?:;\s*(?:"(?:[^"]|"")*"|[^";]*)\s*)*'
        ) as quotes_wrong,
        case
            when quoted then list_transform(
                string_split(
                    array_to_string(
                        list_transform(
                            string_split(record, '"'),
                            lambda piece, place: case when place % 2 = 0 then replace(piece, ';', chr(0)) else piece end
                        ),
                        '"'
                    ),
                    ';'
                ),
                lambda cell: case
                    when contains(cell, '"') then replace(replace(trim(cell, ' ')[2:-2], '""', '"'), chr(0), ';')
                    else cell
                end
            )
            else string_split(record, ';')
        end as cells
    from record
),
cell as (
    select source_row,
        record,
        len(cells) as fields,
        quotes_wrong,
        trim(cells[$kind], ' ') as kind,
        trim(cells[$booking_date], ' ') as booking_date,
        trim(cells[$fiscal_year], ' ') as fiscal_year,
        unguarded(trim(cells[$line], ' ')) as line,
        trim(cells[$amount], ' ') as amount,
        unguarded(trim(cells[$booking_number], ' ')) as booking_number,
        trim(cells[$booking_line], ' ') as booking_line,
        unguarded(trim(cells[$commitment_number], ' ')) as commitment_number,
        unguarded(trim(cells[$decision], ' ')) as decision,
        unguarded(trim(cells[$description], ' ')) as description
    from split
    where trim(cells[1]) <> '' or trim(replace(record, ';', '')) <> ''
),
typed as (
    select cell.*,
        case cell.kind
            when 'uitgave' then 'expenditure'
            when 'verplichting' then 'commitment'
            when 'wijziging' then 'amendment'
        end as kind_value,
        case
            when regexp_full_match(booking_date, '\d{4}-\d{2}-\d{2}') then try_cast(booking_date as date)
        end as date_value,
        case when regexp_full_match(fiscal_year, '\d{4}') then try_cast(fiscal_year as smallint) end as year_value,
        line_code.code as line_value,
        case
            when regexp_full_match(amount, '-?\d{1,16},\d{2}')
            then try_cast(replace(amount, ',', '.') as decimal(18, 2))
        end as amount_value,
        case
            when regexp_full_match(booking_line, '\d{1,9}') then nullif(try_cast(booking_line as integer), 0)
        end as booking_line_value
    from cell
    left join line_code on line_code.written = lower(cell.line)
),
judged as (
    select typed.*,
        case
            when quotes_wrong then 'quotes'
            when fields <> $fields then 'field_count'
        end as shape_problem,
        case when kind_value is null then 'kind' end as kind_problem,
        case
            when booking_date = '' then 'cell_empty'
            when date_value is null then 'date'
            when date_value > $covered_until then 'date_after_coverage'
            when date_value < $earliest then 'date_too_early'
        end as booking_date_problem,
        case
            when fiscal_year = '' and kind_value = 'amendment' then null
            when fiscal_year = '' then 'cell_empty'
            when year_value is null then 'year'
            when year_value not between $first_year and $last_year + 1 then 'year_outside_plan'
            when date_value < $earliest then null
            when kind_value = 'expenditure' and year_value > year(date_value) then 'year_after_date'
            when kind_value <> 'amendment' and year_value < year(date_value) - 1 then 'year_before_date'
        end as fiscal_year_problem,
        case when line = '' then 'cell_empty' when line_value is null then 'line_unknown' end as line_problem,
        case
            when amount = '' then 'cell_empty'
            when amount_value is not null then null
            when contains(amount, '.') then 'amount_point'
            when regexp_full_match(amount, '-?\d{17,},\d{2}') then 'amount_too_large'
            when regexp_full_match(amount, '-?\d+(,\d*)?') then 'amount_decimals'
            else 'amount'
        end as amount_problem,
        case when booking_number = '' then 'cell_empty' end as booking_number_problem,
        case
            when booking_line = '' then 'cell_empty' when booking_line_value is null then 'booking_line'
        end as booking_line_problem,
        case
            when kind_value = 'commitment' and commitment_number = '' then 'cell_empty'
            when kind_value = 'amendment' and commitment_number <> '' then 'cell_filled'
        end as commitment_number_problem,
        case when kind_value = 'amendment' and decision = '' then 'cell_empty' end as decision_problem
    from typed
)
