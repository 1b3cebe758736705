"""What advisers' exports call things: headings, and the words that stand in their cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_FIELDS = {
    "kind": "soort;type;soort boeking;boekingsoort;soort regel;soort bedrag;b/w;begroot/werkelijk;kind",
    "booking_date": "boekdatum;boekdat;boekingsdatum;transaction date;transactiedatum;transdatum;trans date;"
    "datum boeking;posting date;booking date;mutatiedatum;journaaldatum;datum;date;dat;stukdatum;factuurdatum;"
    "effective date",
    "fiscal_year": "boekjaar;fin jaar;financieel jaar;fiscal year;begrotingsjaar;dienstjaar;jaar;year;jr",
    "period": "periode;fin per;boekperiode;boekper;period;per;maand;boekmaand;month",
    "debit": "debet;bedrag debet;bedrag debit;debetbedrag;debit;debet bedrag;debet eur;debit amount;bedrag d;"
    "af;bedrag af;deb",
    "credit": "credit;bedrag credit;creditbedrag;credit bedrag;credit eur;credit amount;bedrag c;"
    "tegoed;te goed;bij;bedrag bij;cred;kredyt",
    "flag": "d/c;dc;debet/credit;debit/credit;af/bij;af bij;bij/af;v/n;vn;n/v;amount type;d/c indicatie;dc code;"
    "s/h;h/s;soll/haben;l/b;b/l;lasten/baten;b/a;a/b;boekingssleutel;boekingscode;posting key;"
    "soort mutatie",
    "sign_flag": "+/-;plus/min;teken;sign",
    "booking_number": "boekstuk;boekstuknummer;stuknummer;stuk;journaalpost;journaalpostnummer;transaction;"
    "transaction number;transactienummer;documentnummer;docnr;document;boekingsnummer;bookingnr;boekingnr;boeknummer;"
    "booking number;mutatienummer;verrichtingsnummer;verrichtingnr;belegnummer;voucher number;entry number;volgnummer;"
    "factuurnummer;invoice number",
    "booking_line": "boekstukregel;regelnummer;volgnr;line;line number;positie",
    "description": "omschrijving;boeking omschrijving;omschrijving boeking;omschrijving boek regel;regelomschrijving;"
    "omschrijving regel;boekingsomschrijving;boekomschrijving;mutatieomschrijving;omschrijving mutatie;description;"
    "tekst;toelichting;memo",
    "account": "rekening;grootboekrekening;grootboeknummer;grootboek;rekeningnummer;gbrek;grb rekening;grootboekrek;"
    "grtb rek;account;account number;gl account;ecl;kostensoort;economische categorie",
    "account_name": "grb rekening naam;rekeningnaam;naam rekening;grootboeknaam;rekeningomschrijving;naam grootboek;"
    "omschrijving rekening;grootboekomschrijving;account name;naam grootboekrekening;omschrijving grootboek;"
    "omschrijving grootboekrekening",
    "cost_centre": "kostenplaats;kpl;kostenplaatscode;kostenplaatsnummer;cost;cost centre;cost center;fcl;functie",
    "cost_object": "kostendrager;kdr;kostendragercode;product;productcode;cost object;taakveld",
    "project": "project;projectnummer;projectcode;wbs element",
    "commitment_number": "verplichting;verplichtingnummer;verplichtingsnummer;commitment number;inkooporder;"
    "inkoopordernummer;purchase order;purchase order number;po nummer;ordernummer;bestelnummer;bestellingnummer;"
    "bestelordernummer;contractnummer",
    "decision": "besluit;besluitnummer;raadsbesluit;decision",
    "line": "regel;actielijn;planregel;planonderdeel;onderdeel;lijn;plan line;regel plan;budgetregel",
    "plan": "plan;bestedingsplan;naam plan;gemeente",
    "currency": "valuta;valutacode;valuta code;currency;currency code;muntsoort;munteenheid;munt;muntcode;curr;"
    "document currency;boekvaluta;transactievaluta",
}  # fmt: skip
_AMOUNTS = {
    "amount": "bedrag;saldo;netto;nettobedrag;realisatie;gerealiseerd;werkelijk;actual;actuals;besteed;uitgaven;kosten;"
    "lasten;amount;mutatie;geboekt;boekbedrag;boekingsbedrag;bedrag boeking;bedrag boekvaluta;bedrag incl btw;"
    "bedrag excl btw;bedrag exclusief btw;bedrag inclusief btw;totaal;uitgave;bedrag valuta;value;waarde",
    "planned": "begroot;begroting;raming;geraamd;budget;begrote bedrag;begroot bedrag;primitief;plan bedrag;planned;"
    "begroting primitief;begroting na wijziging;raming na wijziging;begroting incl wijzigingen;budgetbedrag",
    "open": "verplichtingen;vastgelegd;openstaand;openstaande verplichtingen;vastgelegde verplichtingen;commitments;"
    "verplicht;ruimte;restant;nog beschikbaar;vrij;vrije ruimte;beschikbaar;verschil;prognose",
    "running": "cumulatief;lopend saldo;saldo na boeking;cumulatief saldo;running total;running balance;eindsaldo;"
    "saldo cumulatief;bedrag cumulatief;saldo na;voortschrijdend saldo;stand;balance;balans;doorlopend saldo",
    "other": "btw;btw bedrag;bedrag btw;vat;vat amount;aantal;uren;hoeveelheid;prijs;tarief;koers;percentage;btw code;"
    "quantity;procent;pct",
}  # fmt: skip
_EURO = r"(?:€|eur(?:o)?)"
_NOT_COUNTED = r"(?<![\d.,])(?<![\d.,][ \u00a0])"  # 5 miljoen is an amount; x 1 miljoen is a unit
_MILLION = r"(?:miljoen(?:en)?|mln|mio|millions?)\b\.?"
_MILLIONS = (
    rf"(?:[x×*]|\b1\s*=|\bin)\s*{_EURO}?\s*(?:1[. ,']?000[. ,']?000(?![.,]?\d)|1?\s*{_MILLION})"
    r"(?:\s*(?:euro'?s?|eur|€))?"
    rf"|{_EURO}\s*(?:{_MILLION}|m\b)|\b[mM]\s?€|\bmeur\b|\(\s*m\s*\)|{_NOT_COUNTED}\b{_MILLION}(?:\s*(?:euro'?s?|eur|€))?"
)
_THOUSANDS = (
    rf"(?:[x×*]|\b1\s*=|\bin)\s*{_EURO}?\s*(?:1[. ,']?000(?![.,]?\d)|1?\s*duizend\w*)"
    rf"|{_NOT_COUNTED}\bduizend(?:en|tallen)?\s*(?:euro|eur|€)\w*|\bduizend(?:en|tallen)\b"
    rf"|\b[kKtT]\s?(?:€|euro?\b)|\bkeuro?\b|\bteur\b|€\s*k\b|\(\s*k\s*\)|\bdzd\b|\btsd\b|\bthousands?\b"
    rf"|{_EURO}\s*['’‘]?\s*000(?![.,]?\d)|(?<![\d.,])['’‘]000\b|\(\s*000\s*\)|\b000['’‘]?s\b"
)
UNIT_WORDS = re.compile(f"(?i)(?:{_MILLIONS}|{_THOUSANDS})")
"""What says that amounts are in thousands or in millions."""
_MILLION_WORDS = re.compile(f"(?i){_MILLIONS}")
_BARE_THOUSAND = re.compile(rf"(?i){_EURO}\s*[x×*]?\s*1[. ]?000(?![.,]?\d)")  # in a heading a unit, elsewhere an amount
UNIT_CELL = re.compile(
    rf"(?i)(?:alle\s+)?(?:bedrag(?:en)?|eenheid|valuta|amounts?|unit)?\s*:?\s*(?:zijn\s+|are\s+)?[(\[]?\s*"
    rf"(?:{_MILLIONS}|{_THOUSANDS})\s*(?:euro'?s?|eur|€)?\s*[)\]]?\.?"
)
"""A cell that says nothing but the unit."""
EURO_CELL = re.compile(r"(?i)(?:in )?(?:hele )?(?:euro'?s?|eur|€)")
"""A cell that says nothing but that an amount is in euro."""
_IN_EURO = re.compile(r"(?i)\(?\s*\b(?:in )?(?:euro'?s?|eur)\b\s*\)?|€|\(\s*\)|\[[^\]]*\]")
_MONTH = re.compile(
    r"(?i)(?:(?:19|20)\d\d[-/ ]?)?"
    r"(?:jan(?:uari|uary)?|febr?(?:uari|uary)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|juni?|june|juli?|july"
    r"|aug(?:ustus|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:[-/ ']*(?:(?:19|20)?\d\d))?"
    r"|(?:19|20)\d\d[-/. ]?(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/. ](?:19|20)\d\d"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)")


def plain(heading: str) -> str:
    """A heading to compare: lower case, no accents, no unit, single spaces."""
    bare = _IN_EURO.sub(" ", _BARE_THOUSAND.sub(" ", UNIT_WORDS.sub(" ", heading)))
    letters = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.sub(r"[^a-z0-9/+-]+", " ", letters).split())


_NUMBER = re.compile(r"(?:nummer|number|num|nr)\b|(?<= )no\b")
_SHORT = {"omschr": "omschrijving", "boekst": "boekstuk", "bkst": "boekstuk", "verpl": "verplichting"}
"""Words that headings shorten; what follows may be written on: `Boekst.nr.`, `bkstnr`."""
_SHORTENED = re.compile(rf"\b({'|'.join(_SHORT)})(?=nr\b|\b)")


def _alike(heading: str) -> str:
    """What all spellings of a heading have in common: `Boekst.nr.`, `boekstuk-nummer` and `Boekstuk No` are one."""
    numbered = _NUMBER.sub("nr", re.sub(r"(?<=\w)-(?=\w)", " ", plain(heading)))
    return _SHORTENED.sub(lambda found: _SHORT[found[1]], numbered).replace(" ", "")


def _spelled(meant: dict[str, str]) -> dict[str, tuple[str, int]]:
    """By heading, what it names and its place in that list: as it stands, and for all its other spellings."""
    listed = {word: (name, at) for name, words in meant.items() for at, word in enumerate(words.split(";"))}
    return {_alike(word): found for word, found in reversed(listed.items())} | listed


_FIELD_OF, _AMOUNT_OF = _spelled(_FIELDS), _spelled(_AMOUNTS)

PLANNED_WORDS = ("begroot", "begroting", "raming", "geraamd", "budget", "planned", "plan", "b", "primitief")
KIND_WORDS = {
    **dict.fromkeys(PLANNED_WORDS, "planned"),
    **dict.fromkeys(("werkelijk", "realisatie", "gerealiseerd", "actual", "actuals", "uitgave", "uitgaven", "geboekt",
                     "boeking", "w", "expenditure", "besteed", "factuur"), "expenditure"),
    **dict.fromkeys(("verplichting", "verplichtingen", "commitment", "order", "inkooporder"), "commitment"),
    **dict.fromkeys(("wijziging", "begrotingswijziging", "amendment"), "amendment"),
}  # fmt: skip
"""The words of a kind column, in lower case."""
_PROMISE = re.compile(r"(?i)\b\w*(?:verplichting|commitment|purchase order|inkooporder|bestelling)\w*")
FLAG_WORDS = {
    **dict.fromkeys(("D", "DB", "DR", "DEB", "DEBET", "DEBIT", "AF", "N", "NADELIG"), 1),
    **dict.fromkeys(("C", "CR", "CRED", "CREDIT", "BIJ", "V", "VOORDELIG"), -1),
}
"""The words beside an amount that say its sign by what they mean, in capitals; 1 is costs."""
_FLAG_PAIRS = tuple(map(set, (("S", "H"), ("L", "B"), ("LASTEN", "BATEN"), ("SOLL", "HABEN"), ("UITGAVEN", "INKOMSTEN"),
                              ("UITGAVE", "INKOMST"), ("KOSTEN", "OPBRENGSTEN"), ("40", "50"))))  # fmt: skip
"""Two words that stand beside amounts and may say their sign; what each says is asked."""
OPENING = r"(?:(?:begin|opening)s?-?\s?(?:saldo|balans|stand)|saldo vorig\pL*|saldo (?:per )?1 januari)(?:[^\pL].*)?"
_UP_TO = r"(?:cumulatief|realisatie|geboekt|gerealiseerd|besteed|uitgegeven)\s+(?:t/m|tot|t\.e\.m\.?)(?:\s.*)?"
STAND_SO_FAR = rf"(?:{_UP_TO}|stand\s+(?:per|op|t/m)\s.*)"
"""What says in the middle of a list how much it is by then."""
OPENING_FIRST = re.compile(
    r"(?i)(?:overgebracht|overheveling|overloop|meegenomen|(?:brought|carried) forward)\b.*"
    r"|(?:transport|stand|saldo|balans|balance)(?:\s+(?:per|op|van|uit|vorig\w*|blad\w*|pagina|b/f|\d).*)?"
    r"|(?:van|uit|rest\w*|overschot|tekort|(?:eind|slot)?(?:saldo|stand)|subtotaal)\s+(?:het\s+)?vorige?\s.*"
    r"|(?:oud|primo|start|aanvangs?|begin|saldo)[- ]?(?:saldo|stand|waarde|balans|overdracht)\b.*"
    r"|(?:restant|overdracht|ib)(?:\W+\d{4}|\W+vorige?\s.*)?|(?:voorgaande|vorige|eerdere)\s.*"
    r"|(?:reeds|al|eerder)\s+(?:geboekt|gerealiseerd|besteed|uitgegeven)\b.*"
    rf"|{_UP_TO}"
)
"""What an opening balance may be called as well, if it is the first row with an amount."""
_CLOSING = r"(?:eind|slot)-?\s?(?:saldo|balans|stand)|(?:nieuw )?saldo"
TOTAL = (
    r"(?:(?:.*\s)?(?:sub|eind|groeps?|generaal |grand |sub-|sub )?(?:totaal|totalen|total|saldo totaal)"
    rf"|{_CLOSING})(?:[\s:.].*)?"
)
TOTAL_FIRST = rf"(?:(?:sub|eind|generaal |grand )?-?\s?(?:totaal|total)|{_CLOSING})(?:[\s:.].*)?"
STARRED = r"\*+(?:\s.*)?"
"""How a list made for paper begins its totals: one star for a sum, two for the sum of these."""
COUNT = r"(?:totaal )?(?:aantal|number of)(?: \pL+){0,2}\s*[:=]?"
"""What says how many bookings there are, where the number stands in the column of the amounts."""
CARRIED = r"(?:(?:te )?transport(?:eren)?|over te brengen|overgebracht|(?:carried|brought) forward)(?:[\s:.].*)?"
"""What a sum is called at the end of a page, and again at the top of the next."""
IN_EVERY_WORD = r"(?i)tota|saldo|balans|stand|aantal|number of"
"""One of these stands in everything that OPENING, TOTAL, COUNT and the flag of a total fit."""
FOOT = (
    r"(?i)(?:(?:contr\pL*|sub|eind|generaal|grand)?[- ]?(?:totaal|total|getal|bedrag)|(?:totaal )?aantal|number of)"
    r"(?: \pL+)?\s*[:=]?"
)
"""A text below the bookings that says their sum or how many there are; the number stands in the next cell."""
CREDIT_NOTE = r"(?i)\bcredit ?(?:nota|factuur|note)"
"""What a supplier takes off; a *terugbetaling* goes either way, so it says nothing about the sign."""


def may_be_flags(words: Collection[str]) -> bool:
    """Whether a column with these different words, in capitals, may say the sign of the amounts."""
    return set(words) <= set(FLAG_WORDS) or set(words) in _FLAG_PAIRS


def field_of(heading: str) -> str | None:
    """The field that a heading names, or None."""
    return _found(_FIELD_OF, heading)[0]


def rank_of(heading: str) -> int:
    """Of two headings for one field, the one with the lower rank is meant."""
    return _found(_FIELD_OF, heading)[1]


def _found(meant: dict[str, tuple[str, int]], heading: str) -> tuple[str | None, int]:
    return meant.get(plain(heading)) or meant.get(_alike(heading)) or (None, len(meant))


EURO_WORDS = frozenset(("EUR", "EURO", "EURO'S", "EUROS", "€"))
_CURRENCIES = frozenset((
    "USD", "GBP", "CHF", "DKK", "SEK", "NOK", "PLN", "CZK", "HUF", "JPY", "CAD", "AUD", "CNY", "RON", "BGN", "TRY",
    "XCD", "ANG", "AWG", "SRD", "NZD", "ZAR", "INR", "NLG", "BEF", "DEM", "FRF", "ISK", "HKD", "SGD", "MAD", "$", "£",
))  # fmt: skip


def is_currency(word: str) -> bool:
    """Whether a word names a currency, the euro among them."""
    return word.upper() in EURO_WORDS or foreign(word)


def foreign(word: str) -> bool:
    """Whether a word names a currency that is not the euro."""
    return word.upper() in _CURRENCIES


def unit_words(text: str, *, heading: bool = False) -> str:
    """The first words in a text that say that amounts are in thousands or millions; '' where there are none."""
    found = UNIT_WORDS.search(text) or (_BARE_THOUSAND.search(text) if heading else None)
    return found[0].strip() if found else ""


def unit_of(words: str) -> int:
    """What such words mean: 1000 or 1000000."""
    return 1_000_000 if _MILLION_WORDS.fullmatch(words) else 1000


def amount_sort(heading: str) -> str | None:
    """What a heading names (its year left out): amount, planned, open, running, or other; None for no amount."""
    return _found(_AMOUNT_OF, _YEAR.sub(" ", heading))[0]


def promise_in(text: str) -> str:
    """The first words in a text that name commitments; '' where there are none."""
    found = _PROMISE.search(text)
    return found[0] if found else ""


def kind_of(word: str) -> str | None:
    """The kind that a word of a kind column says (`Begroting 2026`: planned); None for nothing, or several."""
    exact = KIND_WORDS.get(word.casefold())
    said = {KIND_WORDS[part] for part in plain(word).split() if len(part) > 1 and part in KIND_WORDS}
    denied = re.search(r"\b(?:niet|not)\b", plain(word))
    return exact or (said.pop() if len(said) == 1 and not denied else None)


def year_in(heading: str) -> int | None:
    """The one year that a heading names, or None."""
    years = set(_YEAR.findall(heading))
    return int(years.pop()) if len(years) == 1 else None


def without_year(heading: str) -> str:
    """The heading without its year, to compare."""
    return plain(_YEAR.sub(" ", heading))


def names_cents(heading: str) -> bool:
    """Whether a heading says that its amounts are cents (`Bedrag in centen`), and not euro and cents."""
    return bool(re.search(r"(?i)(?:\bin |[(\[])(?:(?:euro)?cent(?:en|s)?|ct)\b", heading))


def names_month(heading: str) -> bool:
    """Whether a heading is nothing but a month, with or without its year: jan, Januari 2026, 2026-01, 01-2026."""
    return bool(_MONTH.fullmatch(heading.strip()))


def names_booking_day(heading: str) -> bool:
    """Whether a heading of days says when something was booked, and not when it was invoiced or paid."""
    return bool(re.match(r"boek|journaal|mutatie|transa|posting|booking|datum$|datum boek|date?$|dag$", plain(heading)))


def names_payment_day(heading: str) -> bool:
    """Whether a heading of days says when something was paid: in some ledgers that is when it counts."""
    return bool(re.search(r"betaal|betaling|payment|paid|valutadatum", plain(heading)))


def is_heading_word(text: str) -> bool:
    """Whether a cell is a word that exports use as a heading."""
    return field_of(text) is not None or amount_sort(text) is not None
