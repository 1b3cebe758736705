-- Amounts. A mark is one character: decimal_mark ',' or '.' ('' for none: whole euros only), thousands_mark ',' '.' ' '
-- or '''' ('' for none). A space stands for every kind of space, ' for a curly one too. Give the marks as constants: the
-- patterns are then made once. Everything is a full match; what does not fit is null, never a guess.

-- The text with ordinary spaces, minus signs and apostrophes, without spaces around it.
create or replace macro money_plain(written) as
    trim(
        replace(
            regexp_replace(
                regexp_replace(written, '[\t\x{00A0}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]', ' ', 'g'),
                '[\x{2010}-\x{2015}\x{2212}\x{FE63}\x{FF0D}]', '-', 'g'
            ),
            '’', ''''
        )
    );

-- The digits of an amount as a pattern. Groups are groups of three; decimals beyond `most` must be zero; `,-`, `,--` and
-- `,=` are zero cents.
create or replace macro money_digits(decimal_mark, thousands_mark, most := 2) as
    '(?:(?:\d+'
    || case when thousands_mark = '' then '' else '|[1-9]\d{0,2}(?:[' || thousands_mark || ']\d{3})+' end
    || ')'
    || case
        when decimal_mark = '' then '(?:[.,](?:--?|=))?)'
        else '(?:[' || decimal_mark || '](?:\d{1,' || most || '}0*|--?|=))?|[' || decimal_mark || ']\d{1,' || most || '}0*)'
    end;

-- The amount with one sign (before, behind, or parentheses) and one euro sign, EUR or euro (before or behind), as a pattern.
create or replace macro money_pattern(digits) as
    '(?i)(?:(?:€|euro?) *)?[-+]? *(?:(?:€|euro?) *)?' || digits || '(?: *(?:€|euro?))?'
    || '|(?:(?:€|euro?) *)?' || digits || ' *[-+](?: *(?:€|euro?))?'
    || '|(?:(?:€|euro?) *)?' || digits || '(?: *(?:€|euro?)) *[-+]'
    || '|(?:(?:€|euro?) *)?\( *(?:(?:€|euro?) *)?' || digits || '(?: *(?:€|euro?))? *\)(?: *(?:€|euro?))?';

-- An amount that fits money_pattern without euro sign, as the text of a number.
create or replace macro money_number(plain, decimal_mark) as
    case when regexp_matches(plain, '^[^0-9]*[-(]|[0-9][ €a-zA-Z]*-') then '-' else '' end
    || replace(
        rtrim(regexp_replace(plain, '[^0-9' || decimal_mark || ']', '', 'g'), ',.'),
        case when decimal_mark = '' then '.' else decimal_mark end,
        '.'
    );

-- Whether exactly three digits stand behind the decimal mark of an amount below a thousand (81,000), where a mark between
-- thousands would look the same.
create or replace macro money_three(written, decimal_mark) as
    decimal_mark <> ''
    and regexp_full_match(
        written,
        '[^0-9.,]*[1-9]\d{0,2}[' || case when decimal_mark = '' then ',' else decimal_mark end || ']\d{3}[^0-9.,]*'
    );

-- The text without the decimal mark where that stands before exactly three digits.
create or replace macro money_joined(written, decimal_mark) as
    case when money_three(written, decimal_mark) then replace(written, decimal_mark, '') else written end;

-- Euro with cents, decimal(18, 2); null when the text is no amount in these marks. The first branch is the plain way of
-- writing, which nearly every cell has and which is much faster to read. Without `three` an amount of money_three is null.
create or replace macro money(written, decimal_mark, thousands_mark, three := true) as
    case
        when regexp_full_match(
            written,
            '-?(?:\d+'
            || case when thousands_mark = '' then '' else '|[1-9]\d{0,2}(?:[' || thousands_mark || ']\d{3})+' end
            || ')'
            || case when decimal_mark = '' then '' else '(?:[' || decimal_mark || ']\d{1,2})?' end
        ) then
            try_cast(
                case
                    when decimal_mark = ',' then replace(replace(written, thousands_mark, ''), ',', '.')
                    else replace(written, thousands_mark, '')
                end
                as decimal(18, 2)
            )
        when three or not money_three(written, decimal_mark)
        then list_transform(
            [money_plain(written)],
            lambda plain: case
                when regexp_full_match(plain, money_pattern(money_digits(decimal_mark, thousands_mark)))
                    and not regexp_matches(plain, '(?i)(?:€|euro?).*(?:€|euro?)')
                then try_cast(money_number(plain, decimal_mark) as decimal(18, 2))
            end
        )[1]
    end;

-- The same in thousands or millions, decimal(26, 8): with `most` decimals (5 or 8) the cents behind them are exact.
create or replace macro money_of_unit(written, decimal_mark, thousands_mark, most, three := true) as
    case
        when three or not money_three(written, decimal_mark)
        then list_transform(
            [money_plain(written)],
            lambda plain: case
                when regexp_full_match(plain, money_pattern(money_digits(decimal_mark, thousands_mark, most := most)))
                    and not regexp_matches(plain, '(?i)(?:€|euro?).*(?:€|euro?)')
                then try_cast(money_number(plain, decimal_mark) as decimal(26, 8))
            end
        )[1]
    end;

-- A number that a workbook itself types (plain decimal text, made from the double): at most two decimals, else null.
create or replace macro typed_money(number_text) as
    case when regexp_full_match(number_text, '-?\d+(?:\.\d{1,2}0*)?') then try_cast(number_text as decimal(18, 2)) end;

-- The same in thousands or millions, as money_of_unit.
create or replace macro typed_money_of_unit(number_text, most) as
    case
        when regexp_full_match(number_text, '-?\d+(?:\.\d{1,' || most || '}0*)?')
        then try_cast(number_text as decimal(26, 8))
    end;

-- Words that say that an amount is not known. Never zero.
create or replace macro is_null_word(written) as
    regexp_full_match(
        money_plain(written),
        '(?i)(?:€ ?)?-+|p\.?m\.?|nan|null|none|n\.?v\.?t\.?|n[/.]?[abv]\.?|n\.n\.b\.?|nnb|onbekend|\?+'
        || '|tbd|#(?:ref!|n/?[abv]!?|waarde!|value!|deel/0!|div/0!|verw!|verwijzing!|naam\?|name\?|getal!|num!|null!|leeg!|#+)'
    );

-- How an accounting format writes zero: of debit and credit in the one that is not filled.
create or replace macro is_dash(written) as
    regexp_full_match(money_plain(written), '(?i)(?:(?:€|euro?) *)?-+(?: *(?:€|euro?))?');

-- A word that stands directly before or behind an amount (N75.000, V 12.000, 100,00 C, 5,00 CR), in capitals; else ''. The
-- code of a currency (100,00 USD) or a unit (100k) is no such word: nothing may read past it.
create or replace macro money_flag(written) as
    list_transform(
        [money_plain(written)],
        lambda plain: case
            when regexp_full_match(plain, '(?i)(?:€|euro?)[^a-z]*|[^a-z]*(?:€|euro?)|[^a-z]*') then ''
            when regexp_matches(plain, '(?i)(?:^|[^a-z])(?:k|m|mln|mio|tsd|[A-Z]{3})(?:[^a-z]|$)')
                and not regexp_matches(plain, '(?i)(?:^|[^a-z])(?:deb|bij)(?:[^a-z]|$)')
            then ''
            else upper(
                regexp_extract(plain, '^([A-Za-z]{1,6}) ?[-+(€.,]*\d', 1)
                || regexp_extract(plain, '^[^A-Za-z]*\d[-+)€.,=]* *([A-Za-z]{1,6})$', 1)
            )
        end
    )[1];

-- The amount without the word that money_flag finds.
create or replace macro money_without_flag(written) as
    case
        when money_flag(written) = '' then written
        else trim(regexp_replace(money_plain(written), '^[A-Za-z]{1,6} ?|[A-Za-z]{1,6}$', ''))
    end;

-- The digits and marks of an amount, without sign, euro sign and flag: what money_form looks at.
create or replace macro money_bare(written) as
    trim(regexp_replace(
        regexp_replace(money_plain(money_without_flag(written)), '(?i)€|euro?|[+()]', '', 'g'),
        '^ *-|([^.,]) ?- *$', '\1'
    ), ' ');

-- Which marks a text shows. Ambiguous: dot_three (81.000) and comma_three (81,000). Every other word says what the marks
-- are: integer; dot_decimals, comma_decimals (81.5); dot_thousands, comma_thousands (1.234.567); both_dot_comma
-- (1.234,56), both_comma_dot (1,234.56); space_thousands, space_comma, space_dot; apostrophe_thousands, apostrophe_comma,
-- apostrophe_dot. Or it is no number: empty, null_word, none.
create or replace macro money_form(written) as
    case
        when written is null or money_plain(written) = '' then 'empty'
        when is_null_word(written) then 'null_word'
        else list_transform([money_bare(written)], lambda bare: money_form_of(bare))[1]  -- worked out once
    end;

create or replace macro money_form_of(bare) as
    case
        when regexp_full_match(bare, '\d+') then 'integer'
        when regexp_full_match(bare, '[1-9]\d{0,2}\.\d{3}') then 'dot_three'
        when regexp_full_match(bare, '[1-9]\d{0,2},\d{3}') then 'comma_three'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?:\.\d{3}){2,}') then 'dot_thousands'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?:,\d{3}){2,}') then 'comma_thousands'
        when regexp_full_match(bare, '\d*\.(?:\d+|--?|=)') then 'dot_decimals'
        when regexp_full_match(bare, '\d*,(?:\d+|--?|=)') then 'comma_decimals'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?:\.\d{3})+,(?:\d+|--?|=)') then 'both_dot_comma'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?:,\d{3})+\.(?:\d+|--?|=)') then 'both_comma_dot'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?: \d{3})+') then 'space_thousands'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?: \d{3})+,(?:\d+|--?|=)') then 'space_comma'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?: \d{3})+\.(?:\d+|--?|=)') then 'space_dot'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?:''\d{3})+') then 'apostrophe_thousands'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?:''\d{3})+,(?:\d+|--?|=)') then 'apostrophe_comma'
        when regexp_full_match(bare, '[1-9]\d{0,2}(?:''\d{3})+\.(?:\d+|--?|=)') then 'apostrophe_dot'
        else 'none'
    end;
