-- Personal data in free text: bank account numbers (IBAN), citizen service numbers (BSN) and e-mail addresses.

-- How long an IBAN of this country is; null where no country has this code.
create or replace macro iban_length(country) as
    case
        when country = 'NO' then 15
        when country = 'BE' then 16
        when country in ('DK', 'FI', 'FK', 'FO', 'GL', 'NL', 'SD') then 18
        when country in ('MK', 'SI') then 19
        when country in ('AT', 'BA', 'EE', 'KZ', 'LT', 'LU', 'MN', 'XK') then 20
        when country in ('CH', 'HR', 'LI', 'LV') then 21
        when country in ('BG', 'BH', 'CR', 'DE', 'GB', 'GE', 'IE', 'ME', 'RS', 'VA') then 22
        when country in ('AE', 'GI', 'IL', 'IQ', 'OM', 'SO', 'TL') then 23
        when country in ('AD', 'CZ', 'ES', 'MD', 'PK', 'RO', 'SA', 'SE', 'SK', 'TN', 'VG') then 24
        when country in ('LY', 'PT', 'ST') then 25
        when country in ('IS', 'TR') then 26
        when country in ('BI', 'DJ', 'FR', 'GR', 'IT', 'MC', 'MR', 'SM') then 27
        when country in ('AL', 'AZ', 'BY', 'CY', 'DO', 'GT', 'HN', 'HU', 'LB', 'NI', 'PL', 'SV') then 28
        when country in ('BR', 'EG', 'PS', 'QA', 'UA') then 29
        when country in ('JO', 'KW', 'MU', 'YE') then 30
        when country in ('MT', 'SC') then 31
        when country = 'LC' then 32
        when country = 'RU' then 33
    end;

-- The check of an IBAN (capitals and digits only): its first four characters behind the others, every letter as two digits
-- (A is 10), is 1 modulo 97.
create or replace macro iban_check(compact) as
    list_reduce(
        list_transform(
            string_split(compact[5:] || compact[1:4], ''),
            lambda sign: case when sign >= 'A' then ord(sign) - 55 else ord(sign) - 48 end
        ),
        lambda so_far, value: (so_far * (case when value > 9 then 100 else 10 end) + value) % 97,
        0
    ) = 1;

-- The places in a text where two letters and two digits stand: an IBAN can begin there.
create or replace macro iban_places(written) as
    list_transform(
        range(1, len(string_split_regex(written, '[A-Za-z]{2}\d\d'))),
        lambda number: 1 + 4 * (number - 1)
            + list_sum(list_transform(string_split_regex(written, '[A-Za-z]{2}\d\d')[:number], lambda piece: length(piece)))
    );

-- What may be an IBAN from this place on, as it is written; '' for nothing.
create or replace macro iban_candidate(written, place) as
    regexp_extract(written[place:], '^[A-Za-z]{2}\d\d(?:[ \x{A0}.-]?[A-Za-z0-9]){11,29}');

create or replace macro compacted(candidate) as upper(regexp_replace(candidate, '[^A-Za-z0-9]', '', 'g'));

-- The first characters of a candidate that are its first `size` letters and digits.
create or replace macro with_letters(candidate, size) as
    left(
        candidate,
        list_filter(range(size, length(candidate) + 1), lambda upto: length(compacted(left(candidate, upto))) = size)[1]
    );

-- The eleven-test: nine digits (a zero before eight), weighed 9 to 2, and the last one taken off, are a multiple of 11.
create or replace macro eleven_test(digits) as
    regexp_matches(digits, '[1-9]')
    and list_reduce(
        list_transform(
            range(1, 10),
            lambda place: (ord(lpad(digits, 9, '0')[place]) - 48) * (case when place = 9 then -1 else 10 - place end)
        ),
        lambda so_far, value: so_far + value
    ) % 11 = 0;

-- The numbers of a text, each with the letters that touch it and with its decimals: 4,5 and 2026.04 and F2026 are one.
create or replace macro numbers_in(written) as regexp_extract_all(written, '\pL*\d[\pL\d]*(?:[.,]\d+)*');

-- Whether such a number is a BSN: eight or nine digits, or these in groups, and the eleven-test.
create or replace macro is_citizen_number(number) as
    regexp_full_match(number, '(?i)(?:bsn)?(?:\d{8,9}|\d{2,3}\.\d{3}\.\d{3}|\d{4}\.\d{2}\.\d{3})')
    and eleven_test(regexp_replace(number, '\D', '', 'g'));

-- The text with a mark in place of every BSN; what stands between the numbers stays.
create or replace macro without_citizen_numbers(written, mark) as
    array_to_string(
        list_transform(
            list_zip(string_split_regex(written, '\pL*\d[\pL\d]*(?:[.,]\d+)*'), numbers_in(written)),
            lambda pair: pair[1] || case
                when pair[2] is null then ''
                when is_citizen_number(pair[2]) then regexp_replace(pair[2], '\d.*', mark)
                else pair[2]
            end
        ),
        ''
    );

-- An e-mail address, as a pattern.
create or replace macro address_pattern() as '[\pL\pN._%+''-]*[\pL\pN_%+-]@(?:[\pL\pN-]+\.)+\pL{2,}';

create or replace macro holds_address(written) as
    contains(written, '@') and regexp_matches(written, address_pattern());

-- The text with a mark in place of every one of these.
create or replace macro without(written, found, mark) as
    list_reduce(found, lambda so_far, one: replace(so_far, one, mark), written);
