"""Design tokens: every colour of the product, light and dark, and the CSS custom properties made from them."""

from __future__ import annotations

from dataclasses import dataclass, fields

FONT = '"Source Sans", sans-serif'
"""The font stack inside figures; the name is quoted, because an unquoted one is silently dropped."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours. `x` is drawn on `x_bg` where there is such a pair; contrast is in the design document."""

    bg: str
    surface: str
    ink: str
    ink2: str  # secondary text
    ctl: str  # control borders, outline of the track
    line: str  # decoration only
    accent: str  # money left
    track: str  # money spent
    stripe: str  # stripe on accent
    plan: str
    forecast: str
    op: str  # on schedule
    op_bg: str
    snel: str  # faster
    snel_bg: str
    langzaam: str  # slower
    langzaam_bg: str
    tekort: str  # text of the filled shortage badge
    tekort_bg: str  # shortage itself: lines, text on surface, badge
    niet: str  # no bookings
    niet_bg: str
    wacht: str  # waiting for a study or decision
    wacht_bg: str
    voorbeeld: str  # invented data
    voorbeeld_bg: str


LIGHT = Tokens(
    bg="#F5F7F9",
    surface="#FFFFFF",
    ink="#14212B",
    ink2="#43525E",
    ctl="#6A7984",
    line="#C6D0D8",
    accent="#0B5A7D",
    track="#D5DDE3",
    stripe="#CFE0EA",
    plan="#56636E",
    forecast="#2A7FA6",
    op="#0A6B57",
    op_bg="#E1F3EE",
    snel="#9A4B00",
    snel_bg="#FCEBDA",
    langzaam="#5A3EA6",
    langzaam_bg="#ECE7F9",
    tekort="#FFFFFF",
    tekort_bg="#B00032",
    niet="#56636E",
    niet_bg="#E9EDF0",
    wacht="#0B5A7D",
    wacht_bg="#E3EEF4",
    voorbeeld="#4A3800",
    voorbeeld_bg="#FFF3C4",
)

DARK = Tokens(
    bg="#0F171D",
    surface="#18242D",
    ink="#EEF3F6",
    ink2="#B7C4CD",
    ctl="#8FA2AF",
    line="#3A4A56",
    accent="#6EC1E4",
    track="#3B4B57",
    stripe="#1B4A60",
    plan="#A9B6C0",
    forecast="#8CD0EC",
    op="#5CD0B3",
    op_bg="#12352E",
    snel="#FFB26B",
    snel_bg="#3A2710",
    langzaam="#C3AEFF",
    langzaam_bg="#2B2350",
    tekort="#18242D",
    tekort_bg="#FF8FA3",
    niet="#A9B6C0",
    niet_bg="#26343F",
    wacht="#8CD0EC",
    wacht_bg="#16323F",
    voorbeeld="#FFE48A",
    voorbeeld_bg="#3D3208",
)


def property_name(token: str) -> str:
    """Name the CSS custom property of a token: `op_bg` is `--pok-op-bg`."""
    return f"--pok-{token.replace('_', '-')}"


NAMED = Tokens(**{field.name: f"var({property_name(field.name)})" for field in fields(Tokens)})
"""The tokens by name instead of by colour: a figure drawn with these takes its colours in the browser, per theme."""


def palette(tokens: Tokens) -> dict[str, str]:
    """Give the colours by custom property name, as the browser's half of the figure component wants them."""
    return {property_name(field.name): getattr(tokens, field.name) for field in fields(Tokens)}


def custom_properties() -> str:
    """Declare in CSS every `--pok-*` colour on `:root`, following the colour scheme of the element that uses it.

    `light-dark()` is resolved where a property is used, so a theme switch needs no new page; browsers without it keep
    the light colours.
    """
    light, dark = palette(LIGHT), palette(DARK)
    plain = "".join(f"{name}:{colour};" for name, colour in light.items())
    both = "".join(f"{name}:light-dark({light[name]},{dark[name]});" for name in light)
    return f":root{{{plain}}}\n@supports (color:light-dark(red,red)){{:root{{{both}}}}}\n"
