-- Everything that is wrong, one thing a row: what stands there as one short line that can be shown (see row_problem.py),
-- and the booking beside it (other) where it is the key that is wrong. heading: what each field is called.
create or replace temp macro in_one_line(written) as
    trim(regexp_replace(left(written, 320), '[^\pL\pM\pN\pP\pS]+', ' ', 'g'));

create or replace temp macro shortened(written) as
    case
        when length(in_one_line(written)) > 80 or length(written) > 320 then left(in_one_line(written), 80) || '…'
        else in_one_line(written)
    end;

create or replace temp view row_problem as
select source_row,
    heading.written as column_name,
    shortened(one.found) as found,
    one.problem as reason,
    one.other as other,
    place
from (
    select source_row, unnest(wrong) as one, generate_subscripts(wrong, 1) as place from booking where wrong is not null
)
left join heading on heading.field = one.field
