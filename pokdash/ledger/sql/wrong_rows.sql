-- After rows.sql: what is wrong in these rows, in the order of the file; a row without the right shape has one problem.
select source_row, problem.field, problem.found, problem.problem, null as other_row
from (
    select source_row,
        unnest(
            case
                when shape_problem = 'quotes' then [{'field': null, 'found': record[:200], 'problem': shape_problem}]
                when shape_problem is not null then [{'field': null, 'found': fields::varchar, 'problem': shape_problem}]
                else [
                    {'field': 'kind', 'found': kind, 'problem': kind_problem},
                    {'field': 'booking_date', 'found': booking_date, 'problem': booking_date_problem},
                    {'field': 'fiscal_year', 'found': fiscal_year, 'problem': fiscal_year_problem},
                    {'field': 'line', 'found': line, 'problem': line_problem},
                    {'field': 'amount', 'found': amount, 'problem': amount_problem},
                    {'field': 'booking_number', 'found': booking_number, 'problem': booking_number_problem},
                    {'field': 'booking_line', 'found': booking_line, 'problem': booking_line_problem},
                    {'field': 'commitment_number', 'found': commitment_number, 'problem': commitment_number_problem},
                    {'field': 'decision', 'found': decision, 'problem': decision_problem}
                ]
            end
        ) as problem
    from judged
)
where problem.problem is not null
order by source_row
limit $most
