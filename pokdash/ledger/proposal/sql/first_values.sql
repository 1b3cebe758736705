-- The first different texts of a field in the rows that would be bookings.
select arg_min({field}, source_row) from kept
where {field} <> ''
group by lower({field})
order by min(source_row)
limit {most}
