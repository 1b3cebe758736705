-- The lines of an audit file (audit_lines: source_row, c1..c15) as a grid.
create or replace view grid as
select source_row, 15::integer as fields, false as quotes_wrong, audit_lines.* exclude (source_row)
from audit_lines
