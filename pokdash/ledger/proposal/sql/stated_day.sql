-- A day in words above the table; null where day and month could be exchanged.
select case
    when read_ymd($text) is not null then read_ymd($text)
    when read_mdy($text) is null or read_mdy($text) = read_dmy($text)
    then read_dmy($text)
end
