-- Dates and periods. date_order is 'dmy', 'mdy', 'ymd' or 'serial' (days of a spreadsheet); give it as a constant. A year
-- has four digits, or two (26 is 2026) where the parts stand apart by - / or . or the month has its name; the parts stand
-- apart by one and the same - / . or space, or lie together as eight digits; a time of day may stand behind it, with a time
-- zone. What does not fit, or is no day of the calendar, is null.

-- Which month begins with these three letters; every month is three letters of the strings, which differ in some of them.
create or replace macro month_place(letters) as
    (
        greatest(
            strpos('janfebmrtaprmeijunjulaugsepoktnovdec', letters),
            strpos('janfebmaraprmayjunjulaugsepoctnovdez', letters),
            strpos('janfebmaaaprmaijunjulaugsepoktnovdes', letters),
            strpos('janfebmrz', letters)
        ) + 2
    ) // 3;

-- The name of a month, Dutch, Frisian, English or German, long or short, as two digits; null for any other word.
create or replace macro month_digits(name) as
    case
        when regexp_full_match(
            name,
            '(?i)jan(?:\.|uari|uary|uar|newaris)?|feb(?:\.|r\.?|ruari|ruary|ruar|rewaris)?|mrt\.?|mrz\.?|maart|m[aä]r\.?'
            || '|march|märz|apr(?:\.|il)?|mei|may|mai|maaie|jun(?:\.|i|e|y)?|jul(?:\.|i|y)?|aug(?:\.|ustus|ust)?'
            || '|sept?(?:\.|ember|imber)?|o[kc]t(?:\.|ober)?|nov(?:\.|ember|imber)?|de[csz](?:\.|ember|imber)?'
        )
        then lpad(month_place(replace(strip_accents(lower(name)), 'maaie', 'mai')[:3])::varchar, 2, '0')
    end;

-- The day without spaces around it and a time of day behind it. With a time zone the written day stays, but for a time in
-- Z that is in the next day here.
create or replace macro day_part(written) as
    regexp_replace(
        trim(written),
        '(?i)^(.*\d)[T ] ?(?:'
        || '(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?|\.[0-5]\d\.[0-5]\d(?:[.,]\d+)?)'
        || '(?: ?[AP]M| ?[-+](?:0[1-9]|1\d)(?::?\d\d)?)?'
        || '|(?:[01]?\d|2[01]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: ?Z| ?UTC| ?[-+]00(?::?00)?)'
        || ')$',
        '\1'
    );

create or replace macro year_digits(digits) as case when length(digits) = 2 then '20' || digits else digits end;

-- Two digits for the year, behind or in front.
create or replace macro short_year(day) as
    regexp_full_match(day, '\d{1,2}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{2}');

create or replace macro short_year_first(day) as
    regexp_full_match(day, '\d{2}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{1,2}');

-- A day with the name of its month, which says itself what the day is: 5-sep-26, 5 september 2026, Sep 5, 2026.
create or replace macro date_named(day) as
    case
        when regexp_full_match(day, '(?:\d{1,2}[-/. ]? *[A-Za-zÄä]+\.?[-/. ]? *|[A-Za-zÄä]+[-/. ]? *\d{1,2}[-/, ] *)''?(?:\d{4}|\d{2})')
        then try_strptime(
            regexp_extract(day, '(\d+)', 1) || '-' || month_digits(regexp_extract(day, '([A-Za-zÄä]+)', 1))
            || '-' || year_digits(regexp_extract(day, '(\d+)$', 1)),
            '%d-%m-%Y'
        )::date
    end;

-- The patterns let through what is meant; try_strptime only judges whether such a day exists.
create or replace macro date_dmy(day) as
    case
        when regexp_full_match(day, '\d{1,2}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.| \d{1,2} )\d{4}')
        then try_strptime(day, ['%d-%m-%Y', '%d/%m/%Y', '%d.%m.%Y', '%d %m %Y'])::date
        when regexp_full_match(day, '\d{8}') then try_strptime(day, '%d%m%Y')::date
        when short_year(day) then try_strptime(day[:-3] || '20' || day[-2:], ['%d-%m-%Y', '%d/%m/%Y', '%d.%m.%Y'])::date
        else date_named(day)
    end;

create or replace macro date_mdy(day) as
    case
        when regexp_full_match(day, '\d{1,2}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.| \d{1,2} )\d{4}')
        then try_strptime(day, ['%m-%d-%Y', '%m/%d/%Y', '%m.%d.%Y', '%m %d %Y'])::date
        when regexp_full_match(day, '\d{8}') then try_strptime(day, '%m%d%Y')::date
        when short_year(day) then try_strptime(day[:-3] || '20' || day[-2:], ['%m-%d-%Y', '%m/%d/%Y', '%m.%d.%Y'])::date
        else date_named(day)
    end;

create or replace macro date_ymd(day) as
    case
        when regexp_full_match(day, '\d{4}-\d{2}-\d{2}') then try_cast(day as date)
        when regexp_full_match(day, '\d{4}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.| \d{1,2} )\d{1,2}')
        then try_strptime(day, ['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y %m %d'])::date
        when regexp_full_match(day, '\d{8}') then try_strptime(day, '%Y%m%d')::date
        when short_year_first(day) then try_strptime('20' || day, ['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d'])::date
    end;

-- Whole days as a spreadsheet counts them (1 March 1900 is 61), from the year 1955 to 2119.
create or replace macro date_serial(day) as
    case
        when regexp_full_match(day, '[2-7]\d{4}(?:\.0+)?') then date '1899-12-30' + try_cast(day[1:5] as integer)
    end;

-- A day as the macros above take it; most cells have no time of day.
create or replace macro short_day(written) as case when length(written) <= 10 then written else day_part(written) end;

create or replace macro read_dmy(written) as date_dmy(short_day(written));
create or replace macro read_mdy(written) as date_mdy(short_day(written));
create or replace macro read_ymd(written) as date_ymd(short_day(written));
create or replace macro read_serial(written) as date_serial(trim(written));

create or replace macro booking_date(written, date_order) as
    case
        when date_order = 'dmy' then read_dmy(written)
        when date_order = 'mdy' then read_mdy(written)
        when date_order = 'ymd' then read_ymd(written)
        when date_order = 'serial' then read_serial(written)
    end;

-- A date that a workbook itself types: ISO text, a time of day may stand behind it.
create or replace macro typed_date(value_text) as
    case
        when value_text[5] = '-' then list_transform([short_day(value_text)], lambda day: date_ymd(day))[1]
    end;

-- The month (1) or the year (2) of a period that has the name of its month: sep-26, september 2026, 2026 sep; else null.
create or replace macro named_period(written, part) as
    case
        when regexp_full_match(written, '[A-Za-zÄä]{3,}\.?[-/ ]* ?''?(?:\d{4}|\d{2})|\d{4}[-/ ]* ?[A-Za-zÄä]{3,}\.?')
            and month_digits(regexp_extract(written, '([A-Za-zÄä]+)', 1)) is not null
        then case part
            when 1 then month_digits(regexp_extract(written, '([A-Za-zÄä]+)', 1))
            else year_digits(regexp_extract(written, '(\d+)', 1))
        end
    end;

-- The year that a period names (2026-09, 2026/9, 202609, 2026P09, 2026-P13, 09-2026, sep-26); null when it names none.
create or replace macro period_year(written) as
    case
        when regexp_full_match(trim(written), '(?i)\d{4}(?:[-/. ]?p?\d{2}|[-/. ]p?\d)') then trim(written)[1:4]::smallint
        when regexp_full_match(trim(written), '(?i)p?\d{1,2}[-/. ]\d{4}') then trim(written)[-4:]::smallint
        else named_period(trim(written), 2)::smallint
    end;

-- The number of a period, 0 (opening balance) to 99; also of 09, P09, 'periode 9' and the name of a month.
create or replace macro period_number(written) as
    case
        when not regexp_matches(written, '[A-Za-zÄä]{3}') and period_year(written) is not null
        then coalesce(
            nullif(regexp_extract(trim(written), '(?i)^(?:p?(\d{1,2})[-/. ])\d{4}$', 1), ''),
            regexp_extract(trim(written), '(\d{1,2})$', 1)
        )::utinyint
        when regexp_full_match(trim(written), '(?i)(?:p|per\.?|periode)? ?\d{1,2}')
        then regexp_extract(trim(written), '(\d{1,2})$', 1)::utinyint
        else coalesce(named_period(trim(written), 1), month_digits(trim(written)))::utinyint
    end;

-- The last day of a period in a fiscal year that is a calendar year; 13 and later are the last day of the year, 0 has none.
create or replace macro period_end(fiscal_year, number) as
    case when number > 0 then last_day(try_cast(fiscal_year || '-' || lpad(least(number, 12)::varchar, 2, '0') || '-01' as date)) end;
