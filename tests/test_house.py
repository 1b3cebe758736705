"""The house rules that no linter knows: words in catalogs, sizes, pins, paths, links, routes, decisions."""

from __future__ import annotations

import ast
import re
import string
import subprocess
from pathlib import Path

import pytest
from starlette.routing import Route

from pokdash.texts import LANGUAGES
from pokdash.texts.catalog import catalog
from pokdash.ui import frame, server

ROOT = Path(__file__).parents[1]
LONGEST_MODULE = 300
PRODUCT = ("dashboard.py", "pages", "pokdash", "data")
SCREEN = ("pages", "pokdash/ui")
ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """Page badge button camera_input caption chat_input checkbox code color_picker data_editor date_input dialog
    download_button echarts_chart error exception expander feedback file_uploader form_submit_button header html info
    latex link_button markdown metric multiselect number_input page_link pills plotly_chart popover progress radio
    segmented_control select_slider selectbox set_page_config slider spinner status subheader success tabs text
    text_area text_input time_input title toast toggle warning write""",
    )
)
PROGRAM = ("dashboard.py", "pages", "pokdash")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
PLACEHOLDER = re.compile(r"\{[^}]*\}")
ALSO_ENGLISH = frozenset({"euro", "lang", "past", "post", "schema"})
SHOWN_ARGUMENTS = frozenset(
    re.findall(r"\w+", "label body title page_title help placeholder alt text caption sentence")
)
OWN_MACHINE = re.compile(r"(?<![\w.])/(?:work|farm|root|home|Users)/|(?<![\w.])/tmp/[a-z]")
REGISTRY = re.compile(
    r"https?://[^\s/]*(?:pypi|pythonhosted|npmjs|registry|mirror)|--(?:extra-)?index-url|--find[-]links"
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
SAID = re.compile(r"\bsay(_count)?\(\s*\"([\w.]+)\"\s*[,)]")
TEMPLATE_CODE = re.compile(r"\{[%{#].*?[#%}]\}|<(script|style)\b.*?</\1>", re.DOTALL)
TEMPLATE_WORDS = re.compile(r">([^<]*[^\W\d_][^<]*)<|(?:aria-label|alt|title|placeholder)=\"([^\"]*[^\W\d_][^\"]*)\"")


def tracked(*suffixes: str, under: tuple[str, ...] = ()) -> list[Path]:
    """The files that git tracks, with these suffixes and in these places."""
    names = subprocess.run(["git", "ls-files", "-z", *under], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in names.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def pins(file: str) -> dict[str, str]:
    """Name and version of every requirement of a file; a line that pins nothing fails here."""
    lines = (ROOT / file).read_text().splitlines()
    wanted = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "-r "))]
    found = [re.fullmatch(r"([a-z0-9.-]+)==([\w.]+)(?: ;.*)?", line) for line in wanted]
    assert all(found), f"{file}: not pinned: {[line for line, pin in zip(wanted, found, strict=True) if not pin]}"
    return {pin[1]: pin[2] for pin in found if pin}


# Words


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_catalog_has_the_keys_and_placeholders_of_the_dutch_one(language: str) -> None:
    dutch, other = catalog("nl"), catalog(language)
    assert sorted(other) == sorted(dutch)
    assert {key: placeholders(other[key]) for key in dutch} == {key: placeholders(dutch[key]) for key in dutch}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    assert not [key for key, sentence in catalog(language).items() if not sentence.strip()]


def test_every_text_that_the_code_asks_for_exists() -> None:
    missing = []
    for path in tracked(".py", ".html", under=("pages", "pokdash")):
        for count, key in SAID.findall(path.read_text(encoding="utf-8")):
            wanted = [f"{key}.one", f"{key}.other"] if count else [key]
            missing += [f"{place(path)}: {name}" for name in wanted if name not in catalog("nl")]
    assert not missing


def imported_from_house(tree: ast.AST) -> set[str]:
    """Names that a module takes from the product itself: what they draw is checked where they are written."""
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name
        for node in froms
        if (node.module or "").startswith("pokdash")
        for alias in node.names
    }


def root_name(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""


def literals(node: ast.expr) -> str:
    """What stands in the code itself: of a string, an f-string, strings put together, a list of them."""
    match node:
        case ast.Constant(value=str(words)):
            return words
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            return "".join(map(literals, parts))
        case ast.BinOp(left=left, right=right):
            return literals(left) + literals(right)
        case ast.IfExp(body=body, orelse=orelse):
            return literals(body) + literals(orelse)
    return ""


def literal_texts(source: str) -> list[str]:
    """Texts with letters that a module gives to an element of the screen without going through a catalog."""
    tree = ast.parse(source)
    own, found = imported_from_house(tree), []
    for call in [node for node in ast.walk(tree) if isinstance(node, ast.Call)]:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        drawn = name in ELEMENTS and root_name(call.func) not in own
        first = call.args[:1] if drawn and name != "Page" else []
        told = call.args[1:2] if name == "message" else []
        named = [word.value for word in call.keywords if word.arg in SHOWN_ARGUMENTS and (drawn or name == "message")]
        found += [words for node in (*first, *told, *named) if re.search(r"[^\W\d_]", words := literals(node))]
    return found


def test_no_literal_text_goes_to_the_screen() -> None:
    found = {place(path): literal_texts(path.read_text(encoding="utf-8")) for path in tracked(".py", under=SCREEN)}
    assert not {path: words for path, words in found.items() if words}


def test_a_literal_text_is_found_wherever_it_stands() -> None:
    source = """
from pokdash.ui import parts
st.button("Klik")
st.container(key="x").markdown(f"Over {amount}")
st.caption(say("kpi.spent"), help="Uitleg")
parts.html("kpi.html")
parts.message("info", "Let op")
st.caption("·")
"""
    assert literal_texts(source) == ["Klik", "Over ", "Uitleg", "Let op"]


def template_words(source: str) -> list[str]:
    return [
        words.strip()
        for pair in TEMPLATE_WORDS.findall(TEMPLATE_CODE.sub("", source))
        for words in pair
        if words.strip()
    ]


def catalog_words(language: str) -> set[str]:
    return {
        word for text in catalog(language).values() for word in LONG_WORD.findall(PLACEHOLDER.sub("", text.lower()))
    }


def foreign_words(source: str) -> list[str]:
    """Strings of a module, docstrings apart, with a word that only the Dutch or Frisian catalog has."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    known = (catalog_words("nl") | catalog_words("fy")) - catalog_words("en") - ALSO_ENGLISH
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told]
    return [text for text in strings if isinstance(text, str) and known & set(LONG_WORD.findall(text.lower()))]


def test_no_dutch_or_frisian_word_stands_in_the_code() -> None:
    """But for the ledger layout, whose column names are Dutch in every language."""
    files = [path for path in tracked(".py", under=PROGRAM) if not place(path).startswith("pokdash/ledger/")]
    found = {place(path): foreign_words(path.read_text(encoding="utf-8")) for path in files}
    assert not {path: words for path, words in found.items() if words}
    assert foreign_words('"""Uitleg over uitgaven"""\nname = "onbekend"') == ["onbekend"]
    assert foreign_words('why = Words(nl="Het plan geeft geen maanden", en="no months")') == [
        "Het plan geeft geen maanden"
    ]


def test_no_literal_text_stands_in_a_template() -> None:
    found = {place(path): template_words(path.read_text(encoding="utf-8")) for path in tracked(".html", under=SCREEN)}
    assert found
    assert not {path: words for path, words in found.items() if words}
    assert template_words('<p>{{ say("a.b") }} over</p><img alt="Boog">') == ["over", "Boog"]


# Sizes, pages, routes


def test_no_module_is_longer_than_two_modules() -> None:
    lengths = {
        place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in tracked(".py", under=PRODUCT)
    }
    assert not {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE}


def test_every_page_is_in_the_frame_and_no_route_has_its_name() -> None:
    """A route with the name of a page makes that page hang on a cold link."""
    stems = {path.stem for path in (ROOT / "pages").glob("*.py")}
    routes = {route.path for route in server.ROUTES if isinstance(route, Route)}
    assert stems == set(frame.PAGES)
    assert len(routes) == len(server.ROUTES)
    assert all(path.startswith(("/api/", "/assets/")) for path in routes)
    assert not {path.strip("/").split("/")[0] for path in routes} & stems


# Dependencies


def test_every_dependency_is_pinned() -> None:
    for name in ("requirements", "requirements-dev"):
        wanted, locked = pins(f"{name}.in"), pins(f"{name}.txt")
        assert {dependency: locked.get(dependency) for dependency in wanted} == wanted
    shared = pins("requirements.txt").keys() & pins("requirements-dev.txt").keys()
    assert {name: pins("requirements-dev.txt")[name] for name in shared} == pins("requirements.txt")


def test_the_choice_of_every_dependency_is_told() -> None:
    told = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
    assert not [name for name in pins("requirements.in") if f"- **{name}** (" not in told]


# What a stranger reads


def test_the_papers_of_the_house_are_there() -> None:
    for name in ("README.md", "CHANGELOG.md", "DECISIONS.md", "LICENSE", "publiccode.yml", "docs/development.md"):
        assert (ROOT / name).read_text(encoding="utf-8").strip(), name


def test_the_licence_is_complete() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^(\d+)\. [A-Z]", licence) == [str(article) for article in range(1, 16)]
    assert licence.split("\n")[0].strip() == "EUROPEAN UNION PUBLIC LICENCE v. 1.2"
    assert " ".join(licence.split()).endswith("Appendix require the production of a new EUPL version.")


def test_every_link_in_the_docs_leads_somewhere() -> None:
    broken = []
    for page in tracked(".md"):
        links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not re.match(r"[a-z]+:", link)]
        broken += [f"{place(page)}: {link}" for link in links if not (page.parent / link).exists()]
    assert not broken


def test_no_file_names_one_machine_or_a_package_registry() -> None:
    found = []
    for path in tracked():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{place(path)}:{number}: {line.strip()[:80]}"
            for number, line in enumerate(lines, 1)
            if OWN_MACHINE.search(line) or REGISTRY.search(line)
        ]
    assert not found
