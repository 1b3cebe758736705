"""The invented ledgers as shapes: what is booked on which line, when and how much; `generate.py` makes rows of them.

Amounts are whole cents (5_980_00 is 5.980,00 euro); months are written 2025-07. No amount here is real.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Salary:
    """One amount each month, raised by `raise_permille` every January after the first year."""

    line: str
    what: str
    first: str
    last: str
    monthly: int
    raise_permille: int = 32


@dataclass(frozen=True, slots=True)
class Contract:
    """A commitment for one fiscal year: `instalments` equal invoices, one a month from `first`, add up to `paid`.

    `released` is what is given back at the end of the year; what is neither paid nor released stays open.
    """

    number: str
    line: str
    what: str
    agreed: str
    committed: int
    first: str
    instalments: int
    paid: int
    released: int = 0


@dataclass(frozen=True, slots=True)
class Invoices:
    """`count` unequal invoices, spread over the months from `first` to `last`, that add up to `total`."""

    line: str
    what: str
    first: str
    last: str
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Single:
    """One booking; with `year` it is booked after that fiscal year has ended (period 13)."""

    line: str
    what: str
    day: str
    amount: int
    year: int | None = None


Shape = Salary | Contract | Invoices | Single

SUDWEST_FRYSLAN: tuple[Shape, ...] = (
    # Sociale raadslieden: fiscal years 2024 and 2025 only, on schedule
    Salary("raadslieden", "Salaris sociaal raadslid", "2024-01", "2025-12", 6_430_25),
    Contract("V-2024-003", "raadslieden", "Huur spreekuurlocaties", "2024-01-08", 13_800_00, "2024-01", 12, 13_800_00),
    Contract("V-2025-002", "raadslieden", "Huur spreekuurlocaties", "2025-01-07", 14_250_00, "2025-01", 12, 14_250_00),
    Invoices("raadslieden", "Factuur vakopleiding en naslag", "2024-02", "2024-11", 6, 8_804_93),
    Invoices("raadslieden", "Factuur vakopleiding en naslag", "2025-02", "2025-11", 6, 7_218_47),
    Single("raadslieden", "Correctie dubbel geboekte factuur naslag", "2024-12-10", -612_45),
    Single("raadslieden", "Nagekomen factuur tolkdiensten", "2025-01-21", 1_684_20, 2024),
    Single("raadslieden", "Nagekomen factuur tolkdiensten", "2026-01-20", 2_019_85, 2025),
    # SWF Tichtby: runs through, on schedule
    Salary("tichtby", "Salaris coördinator buurtteam", "2024-01", "2026-09", 7_215_40, 38),
    Salary("tichtby", "Salaris medewerker buurtteam", "2024-01", "2026-09", 5_874_65, 38),
    Salary("tichtby", "Salaris medewerker buurtteam (deeltijd)", "2024-03", "2026-09", 3_412_10, 38),
    Contract("V-2024-005", "tichtby", "Huur inlooppunten", "2024-01-11", 21_600_00, "2024-01", 12, 21_600_00),
    Contract("V-2025-004", "tichtby", "Huur inlooppunten", "2025-01-09", 22_320_00, "2025-01", 12, 22_320_00),
    Contract("V-2026-004", "tichtby", "Huur inlooppunten", "2026-01-08", 23_040_00, "2026-01", 9, 17_280_00),
    Contract(
        "V-2024-019", "tichtby", "Inhuur opstartbegeleiding", "2024-02-19", 36_000_00, "2024-03", 8, 33_475_20, 2_524_80
    ),
    Contract("V-2025-011", "tichtby", "Inhuur buurtonderzoek", "2025-03-03", 38_500_00, "2025-04", 7, 38_500_00),
    Contract(
        "V-2026-009", "tichtby", "Inhuur buurtonderzoek vervolg", "2026-02-16", 41_000_00, "2026-03", 6, 29_640_30
    ),
    Invoices("tichtby", "Factuur buurtactiviteiten", "2024-02", "2024-12", 14, 21_264_18),
    Invoices("tichtby", "Factuur buurtactiviteiten", "2025-01", "2025-12", 17, 29_873_92),
    Invoices("tichtby", "Factuur buurtactiviteiten", "2026-01", "2026-09", 12, 15_286_47),
    Single("tichtby", "Creditnota zaalhuur", "2025-10-14", -1_245_00),
    Single("tichtby", "Nagekomen factuur drukwerk", "2025-01-23", 2_318_64, 2024),
    Single("tichtby", "Nagekomen factuur energie inlooppunten", "2026-01-22", 3_406_77, 2025),
    # Training positieve gezondheid: 2024, a little more than allocated
    Contract("V-2024-022", "training", "Training, termijn", "2024-03-12", 13_500_00, "2024-04", 3, 13_500_00),
    Single("training", "Factuur zaalhuur en lesmateriaal", "2024-10-08", 686_50),
    # 1 Digitale overheid: behind the even pace, and an open gate
    Salary("1", "Salaris adviseur digitale dienstverlening", "2025-07", "2026-09", 6_982_30),
    Contract("V-2025-021", "1", "Onderzoek kanalen", "2025-09-15", 24_000_00, "2025-10", 3, 18_000_00, 6_000_00),
    Contract("V-2026-006", "1", "Bouw digitaal loket", "2026-02-02", 121_450_00, "2026-04", 4, 24_950_00),
    Invoices("1", "Factuur licenties en beheer", "2025-08", "2025-12", 5, 7_344_81),
    Invoices("1", "Factuur licenties en beheer", "2026-01", "2026-09", 9, 14_106_38),
    Single("1", "Correctie: licentie hoort bij ander project", "2026-06-16", -1_120_00),
    # 2 Leervermogen kwetsbare wijken: slower
    Salary("2", "Salaris opbouwwerker (deeltijd)", "2025-07", "2026-09", 2_612_45),
    Invoices("2", "Factuur leerkring en begeleiding", "2025-09", "2025-12", 4, 3_268_42),
    Invoices("2", "Factuur leerkring en begeleiding", "2026-02", "2026-09", 7, 6_904_15),
    # 3 Wijkteams: at this pace too little
    Salary("3", "Salaris wijkteammedewerker", "2025-07", "2026-09", 5_968_80),
    Salary("3", "Salaris projectleider", "2025-07", "2026-09", 3_704_55),
    Contract("V-2025-017", "3", "Inhuur extra wijkteamuren", "2025-07-01", 31_500_00, "2025-07", 6, 31_500_00),
    Contract("V-2026-002", "3", "Inhuur extra wijkteamuren", "2026-01-12", 122_020_00, "2026-02", 6, 34_020_00),
    Invoices("3", "Factuur training doorbraakmethode", "2025-09", "2025-12", 4, 5_883_26),
    Invoices("3", "Factuur training doorbraakmethode", "2026-01", "2026-09", 9, 12_414_08),
    Single("3", "Nagekomen factuur inhuur december", "2026-01-19", 2_866_40, 2025),
    Single("3", "Creditnota inhuur", "2026-05-12", -2_512_50),
    # 4 Integraal werken: begun early in 2025, ahead of the even pace
    Salary("4", "Salaris procesbegeleider (deeltijd)", "2025-01", "2026-09", 1_648_75),
    Invoices("4", "Factuur intervisie en werkplaats", "2025-02", "2025-12", 8, 9_212_34),
    Invoices("4", "Factuur intervisie en werkplaats", "2026-01", "2026-08", 5, 5_184_90),
    # 5 Rechtsbescherming: 2026 only; spent and committed together above the allocation
    Salary("5", "Salaris raadspersoon rechtsbescherming", "2026-01", "2026-09", 6_845_60),
    Contract("V-2026-011", "5", "Juridische ondersteuning", "2026-03-09", 42_750_00, "2026-04", 5, 12_750_00),
    Invoices("5", "Factuur bijscholing en materiaal", "2026-02", "2026-09", 5, 5_618_43),
    # 6 Toekomstscenario: nothing booked yet
)

DORDRECHT: tuple[Shape, ...] = (
    # Wijkteams: full capacity from 2024, on schedule
    Salary("wijkteam", "Salaris wijkteamcoach", "2023-01", "2026-09", 6_118_35, 36),
    Salary("wijkteam", "Salaris wijkteamcoach", "2023-01", "2026-09", 5_942_70, 36),
    Salary("wijkteam", "Salaris jeugd- en gezinscoach", "2023-03", "2026-09", 6_254_90, 36),
    Salary("wijkteam", "Salaris teamleider wijkteam (deeltijd)", "2023-01", "2026-09", 4_386_15, 36),
    Salary("wijkteam", "Salaris klantadviseur wijkteam", "2024-01", "2026-09", 4_212_60, 36),
    Contract(
        "V-2023-004", "wijkteam", "Bijdrage uitvoering, termijn", "2023-01-16", 198_000_00, "2023-01", 12, 198_000_00
    ),
    Contract(
        "V-2024-002", "wijkteam", "Bijdrage uitvoering, termijn", "2024-01-15", 168_000_00, "2024-01", 12, 168_000_00
    ),
    Contract(
        "V-2025-003", "wijkteam", "Bijdrage uitvoering, termijn", "2025-01-13", 183_600_00, "2025-01", 12, 183_600_00
    ),
    Contract(
        "V-2026-003", "wijkteam", "Bijdrage uitvoering, termijn", "2026-01-12", 186_000_00, "2026-01", 9, 118_200_00
    ),
    Contract("V-2026-015", "wijkteam", "Inhuur vervanging", "2026-05-11", 68_000_00, "2026-06", 4, 17_400_00),
    Contract("V-2024-013", "wijkteam", "Inhuur vervanging", "2024-04-08", 40_000_00, "2024-05", 6, 31_812_60, 8_187_40),
    Invoices("wijkteam", "Factuur deskundigheidsbevordering", "2023-02", "2023-12", 14, 48_181_37),
    Invoices("wijkteam", "Factuur deskundigheidsbevordering", "2024-01", "2024-12", 12, 25_581_38),
    Invoices("wijkteam", "Factuur deskundigheidsbevordering", "2025-01", "2025-12", 16, 49_309_17),
    Invoices("wijkteam", "Factuur deskundigheidsbevordering", "2026-01", "2026-09", 9, 23_829_40),
    Single("wijkteam", "Creditnota cursus", "2023-11-14", -1_875_00),
    Single("wijkteam", "Correctie verdeling huisvesting", "2025-09-16", -3_460_25),
    Single("wijkteam", "Nagekomen factuur inhuur december", "2024-01-23", 4_118_50, 2023),
    Single("wijkteam", "Nagekomen factuur inhuur december", "2025-01-21", 3_692_14, 2024),
    Single("wijkteam", "Nagekomen factuur huisvesting", "2026-01-20", 5_207_90, 2025),
)

LEDGERS = {"sudwest-fryslan": SUDWEST_FRYSLAN, "dordrecht": DORDRECHT}
