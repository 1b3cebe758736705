-- The record, or nothing where it is a line of dashes that only divides the rows.
case
    when regexp_matches(record, '---|===|___') and translate(record, '{signs}' || {separator}, '') = '' then ''
    else record
end
