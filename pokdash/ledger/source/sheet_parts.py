"""Where the XML of a sheet is in a workbook, for what the reader of its cells does not tell."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
DAMAGED = (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, etree.XMLSyntaxError)
"""What is raised for a workbook that the reader of its cells did take."""


def elements(member: Any, tag: str) -> Iterator[Any]:
    """Every element with this tag, gone again when the next one is asked for."""
    for _, element in etree.iterparse(
        member, events=("end",), tag=tag, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    ):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def part_of_sheet(archive: zipfile.ZipFile, name: str) -> str | None:
    """The name of the part that holds a sheet: `xl/worksheets/sheet1.xml`."""
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    for sheet in book.iter("{*}sheet"):
        if sheet.get("name") == name:
            link = next(value for key, value in sheet.items() if key.endswith("}id"))
            target = next((one.get("Target") for one in links if one.get("Id") == link), None)
            return posixpath.normpath(posixpath.join("xl", target)).lstrip("/") if target else None
    return None
