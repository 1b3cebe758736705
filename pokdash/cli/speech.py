"""What the command line says: texts in the asked language, results to stdout, refusals to stderr."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from decimal import Decimal

from pokdash import texts
from pokdash.domain.provenance import Words


@dataclass(frozen=True, slots=True)
class Speech:
    """One language: nl, en or fy."""

    language: str

    def say(self, key: str, **values: object) -> str:
        """The text with this key; amounts and dates in the notation of the language, None as the word for unknown."""
        return texts.text(self.language, key, **{name: self.written(value) for name, value in values.items()})

    def counted(self, key: str, count: int, **values: object) -> str:
        """The singular or plural form of a text."""
        shown = {name: self.written(value) for name, value in values.items()}
        return texts.counted(self.language, key, count, **shown)

    def words(self, own: Words) -> str:
        """A plan's own sentence."""
        return own.in_language(self.language)

    def amount(self, amount: Decimal | None) -> str:
        """An exact amount with cents, or the word for unknown."""
        return self.say("cli.unknown") if amount is None else texts.euro(amount, self.language, cents=True)

    def count(self, number: int) -> str:
        """A whole number with its thousands apart: `1.000.001`."""
        return texts.number(number, self.language)

    def day(self, day: dt.date | None) -> str:
        """`30 september 2026`, or the word for unknown."""
        return self.say("cli.unknown") if day is None else texts.date(day, self.language)

    def moment(self, moment: dt.datetime) -> str:
        """Day and time on the clock of this machine: `30 september 2026 14:05`."""
        here = moment.astimezone()
        return f"{texts.date(here.date(), self.language)} {here:%H:%M}"

    def tell(self, key: str, **values: object) -> None:
        """Print a text as a result."""
        print(self.say(key, **values))

    def refuse(self, key: str, **values: object) -> int:
        """Print a text to stderr; the exit status of a refusal, 1."""
        self.complain(self.say(key, **values))
        return 1

    def complain(self, written: str) -> None:
        """Print to stderr, after what was told before it."""
        sys.stdout.flush()
        print(written, file=sys.stderr)

    def written(self, value: object) -> object:
        """An amount, day or moment as the language writes it; None as the word for unknown; another value as it is."""
        if value is None or isinstance(value, Decimal):
            return self.amount(value)
        if isinstance(value, dt.datetime):
            return self.moment(value)
        return self.day(value) if isinstance(value, dt.date) else value
