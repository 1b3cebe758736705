-- Without the apostrophe that own_layout.sql puts before a text that a spreadsheet would take for a formula.
create or replace macro unguarded(cell) as
    case when starts_with(cell, '''') then regexp_replace(cell, '^''(''*[=+\-@\t\r])', '\1') else cell end
