"""Floor 0: what the figures mean. No files, no database, no screen, no clock."""
