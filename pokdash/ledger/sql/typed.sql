-- Cells to values. `cell` and the macros read_*, net_of and in_euro are made from the profile.
with reading as (
    select cell.*,
        read_kind(kind_text) as kind,
        read_date(date_text, date_typed) as day,
        case when regexp_full_match(year_text, '\d{4}') then try_cast(year_text as smallint) end as year_read,
        read_period(period_text) as period,
        read_period_year(period_text) as period_fiscal_year,
        read_amount(amount_text, amount_typed) as amount_read,
        read_debit(debit_text, debit_typed) as debit_read,
        read_credit(credit_text, credit_typed) as credit_read,
        read_flag(flag_text) as flag,
        read_sign(sign_text) as sign,
        case
            when regexp_full_match(booking_line_text, '\d{1,9}') then nullif(try_cast(booking_line_text as integer), 0)
        end as booking_line
    from cell
)
select reading.*,
    coalesce(
        day, day_of_period(coalesce(year_read, period_fiscal_year), case when date_text = '' then period end)
    ) as booking_date,
    coalesce(
        year_read,
        case
            when year_text <> '' or (fiscal_year_required and kind = 'amendment') then null  -- for the whole period
            else coalesce(period_fiscal_year, year(day)::smallint)
        end
    ) as fiscal_year,
    in_euro(amount_of_row, flag, sign) as amount
from (
    select reading.*,
        case
            when amount_way <> 'debit_credit' then amount_read
            when debit_text = '' and credit_text = '' then null
            when debit_read is null and debit_text <> '' and not (credit_read is not null and is_dash(debit_text))
            then null
            when credit_read is null and credit_text <> '' and not (debit_read is not null and is_dash(credit_text))
            then null
            else net_of(debit_read, credit_read)
        end as amount_of_row
    from reading
) as reading
