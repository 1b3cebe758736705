-- The rows that would be bookings: how many, how many of them without an amount that can be read, and the exact sum.
select count(*), count(*) filter (amount is null), coalesce(sum(amount), 0)::decimal(38, 2) from kept
