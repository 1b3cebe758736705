-- In how many of the rows that would be bookings each field is filled.
select {counted} from kept
