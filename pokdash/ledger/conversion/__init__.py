"""From cells of text to typed bookings, row problems and rows that are left out: set-wise, in DuckDB."""
