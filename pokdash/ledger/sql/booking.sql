-- Every row of the file with its verdict: `reason` says why it is no booking of this plan, `wrong` lists what is wrong
-- with it; a row with neither is loaded. Most rows are ordinary, which is quick to see; only the others are judged at
-- length, and only rows with something wrong pay for finding out what exactly.
create or replace table booking as
with seen as (
    select placed.*,
        coalesce(
            not blank and not quotes_wrong and fields between needed and allowed and leave_out = ''
            and kind = 'expenditure'
            and (period is null or period > 0)
            and booking_date between $earliest and $expenditures_until
            and fiscal_year between $first_year and $last_year + 1
            and fiscal_year between year(booking_date) - 1 and year(booking_date)
            and line is not null
            and amount is not null and flag is not null and sign is not null
            and (booking_number <> '' or not booking_number_required)
            and (booking_line is not null or booking_line_text = '' and not booking_line_required)
            and (year_text <> '' or not fiscal_year_required),
            false
        ) as ordinary
    from placed
),
reasoned as (
    select seen.*,
        case
            when ordinary then null
            when blank then 'blank'
            when quotes_wrong or fields > allowed then null
            when leave_out <> '' then leave_out  -- also when the row is short: text below the bookings has one cell
            when fields < needed then null
            when period = 0 and date_text = '' then 'opening_balance'
            when kind = 'planned' then 'planned'
            when out_of_plan then 'not_in_plan'
            when amount_way = 'years' and amount_text = '' and amount_typed is null then 'blank'
        end as reason,
        -- The cell that gives no amount; what is the matter with it is found out below.
        case
            when ordinary or amount is not null then null
            when amount_of_row is not null and (flag is null or sign is null) then null
            when amount_way = 'years' then year_text
            when amount_way = 'amount' then 'amount'
            when debit_read is null and (debit_text <> '' or credit_text = '') then 'debit'
            else 'credit'
        end as amount_field
    from seen
),
found as (
    select reasoned.*,
        case amount_field when 'debit' then debit_text when 'credit' then credit_text else amount_text end
            as amount_found,
        case amount_field when 'debit' then debit_typed when 'credit' then credit_typed else amount_typed end
            as amount_found_typed
    from reasoned
),
judged as (
    select found.*,
        case
            when ordinary or reason is not null then null
            when quotes_wrong
            then [{'field': null::varchar, 'found': fields::varchar, 'problem': 'quotes', 'other': null::bigint}]
            when fields < needed or fields > allowed
            then [{'field': null, 'found': fields::varchar, 'problem': 'field_count', 'other': null}]
            else list_filter(
                [
                    {
                        'field': 'kind',
                        'found': kind_text,
                        'problem': case when kind is null then 'kind_word' end,
                        'other': null
                    },
                    {
                        'field': case when date_text = '' and period_text <> '' then 'period' else 'booking_date' end,
                        'found': case when date_text = '' then period_text else date_text end,
                        'problem': case
                            when date_text = '' and period_text = '' then 'cell_empty'
                            when booking_date is null and date_text <> '' then 'date_form'
                            when booking_date is null and period is null then 'period'
                            when booking_date > $covered_until then 'date_after_coverage'
                            when kind = 'expenditure' and booking_date > $expenditures_until
                            then 'date_after_expenditures'
                            when booking_date < $earliest then 'date_too_early'
                        end
                    },
                    {
                        'field': 'fiscal_year',
                        'found': year_text,
                        'problem': case
                            when fiscal_year is null and kind = 'amendment' and year_text = '' then null
                            when year_text = '' and fiscal_year_required then 'cell_empty'
                            when fiscal_year is null and year_text <> '' then 'year'
                            when fiscal_year is null and booking_date is null and (date_text <> '' or period_text = '')
                            then null
                            when fiscal_year is null then 'cell_empty'
                            when fiscal_year not between $first_year and $last_year + 1 then 'year_outside_plan'
                            when booking_date < $earliest then null
                            when kind = 'expenditure' and fiscal_year > year(booking_date) then 'year_after_date'
                            when kind <> 'amendment' and fiscal_year < year(booking_date) - 1 then 'year_before_date'
                        end
                    },
                    {
                        'field': blamed_field,
                        'found': blamed_text,
                        'problem': case
                            when line is not null or out_of_plan then null
                            when line_text <> '' then 'line_unknown'
                            when blamed_field = 'line' then 'cell_empty'
                            else 'no_rule'
                        end
                    },
                    {
                        'field': amount_field,
                        'found': amount_found,
                        'problem': case
                            when amount_field is null then null
                            when amount_of_row is not null or (debit_read is not null and credit_read is not null)
                            then 'amount_too_large'
                            else amount_fault(amount_found, amount_found_typed)
                        end
                    },
                    {
                        'field': case when flag is null then 'flag' else 'sign_flag' end,
                        'found': case when flag is null then flag_text else sign_text end,
                        'problem': case
                            when (flag is null or sign is null) and amount_of_row <> 0 then 'flag_word'
                        end
                    },
                    {
                        'field': 'booking_number',
                        'found': booking_number,
                        'problem': case when booking_number = '' and booking_number_required then 'cell_empty' end
                    },
                    {
                        'field': 'booking_line',
                        'found': booking_line_text,
                        'problem': case
                            when booking_line_text = '' then case when booking_line_required then 'cell_empty' end
                            when booking_line is null then 'booking_line'
                        end
                    },
                    {
                        'field': 'commitment_number',
                        'found': commitment_number,
                        'problem': case
                            when kind = 'commitment' and commitment_number = '' then 'cell_empty'
                            when kind = 'amendment' and commitment_number <> '' then 'cell_filled'
                        end
                    },
                    {
                        'field': 'decision',
                        'found': decision,
                        'problem': case when kind = 'amendment' and decision = '' then 'cell_empty' end
                    }
                ],
                lambda one: one.problem is not null
            )
        end as problems
    from found
),
weighed as (
    select *,
        case when len(problems) > 0 then problems end as wrong,
        -- What is known of a booking that the file itself gives no key; the account by its number, where it has one.
        case
            when booking_number = '' or booking_line is null
            then concat_ws(
                chr(31), booking_date, fiscal_year, amount, coalesce(nullif(account, ''), account_name), cost_centre,
                cost_object, project, line_text, commitment_number, decision, description
            )
        end as known_by
    from judged
)
select source_row,
    kind,
    booking_date,
    fiscal_year,
    line,
    amount,
    case
        when reason is not null or wrong is not null then ''
        when booking_number <> '' then booking_number
        else '~' || left(md5(known_by), 16)
    end as booking_number,
    booking_line,
    -- Tells bookings with one number apart: all that is known of it, or next to a line number only where it is booked.
    case
        when reason is not null or wrong is not null or weighed.booking_number = '' then null
        when booking_line is null then md5_number_lower(known_by)
        else hash(account, account_name, cost_centre, cost_object, project)
    end as content,
    nullif(commitment_number, '') as commitment_number,
    nullif(decision, '') as decision,
    case when reason is not null or wrong is not null then '' else description end as description,
    reason,
    wrong
from weighed
