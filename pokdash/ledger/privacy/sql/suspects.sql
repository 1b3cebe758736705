-- The descriptions that look like personal data: one quick look at every text, never too strict. What it lets through is
-- looked at closely.
create or replace temp table suspect as
select rowid as place, source_row, description
from booking
where reason is null
    and wrong is null
    and regexp_matches(description, '@|\d(?:[ .]?\d){7}|[A-Za-z]{2}\d\d(?:[ \x{A0}.-]?[A-Za-z0-9]){11}')
