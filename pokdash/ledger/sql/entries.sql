-- After rows.sql: every row with its values, and the number of things that are wrong with it.
select source_row,
    kind_value as kind,
    date_value as booking_date,
    year_value as fiscal_year,
    line_value as line,
    amount_value as amount,
    booking_number,
    booking_line_value as booking_line,
    nullif(commitment_number, '') as commitment_number,
    nullif(decision, '') as decision,
    description,
    case
        when shape_problem is not null then 1
        else (kind_problem is not null)::utinyint
            + (booking_date_problem is not null)::utinyint
            + (fiscal_year_problem is not null)::utinyint
            + (line_problem is not null)::utinyint
            + (amount_problem is not null)::utinyint
            + (booking_number_problem is not null)::utinyint
            + (booking_line_problem is not null)::utinyint
            + (commitment_number_problem is not null)::utinyint
            + (decision_problem is not null)::utinyint
    end as problems
from judged
