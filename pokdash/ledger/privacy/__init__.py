"""Personal data in the descriptions of bookings: found, counted, and left out unless the adviser keeps it."""

from pokdash.ledger.privacy.scan import PersonalData, find_personal_data

__all__ = ["PersonalData", "find_personal_data"]
