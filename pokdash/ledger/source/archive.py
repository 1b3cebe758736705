"""Zip files: their limits, what is in them, and the one ledger file among it. A workbook is a zip file too."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from typing import BinaryIO

from pokdash.ledger.source.model import Trouble

LARGEST = 500_000_000
"""Bytes that a zip file may unpack to."""
MOST_SQUEEZED = 100
"""How many times larger than the zip file that may be."""
_SMALL = 10_000_000  # a squeezed file that unpacks to less harms nobody
_ENCRYPTED = 0x1
_PIECE = 1 << 20
_LEDGERS = (
    ".csv", ".tsv", ".tab", ".txt", ".asc", ".dat", ".prn", ".xlsx", ".xlsm", ".xls", ".ods", ".xaf", ".xml",
    ".parquet",
)  # fmt: skip
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What zipfile raises while it unpacks what is damaged or packed in a way that it does not know."""
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz")


def open_zip(file: BinaryIO) -> zipfile.ZipFile | Trouble:
    """The zip file, within its limits; Trouble `damaged`, `zip_too_large`, `zip_bomb` or `zip_password`."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Trouble("damaged")
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    if unpacked > LARGEST:
        return Trouble("zip_too_large", {"size": unpacked // 1_000_000, "most": LARGEST // 1_000_000})
    packed = sum(info.compress_size for info in infos)
    if unpacked > max(_SMALL, MOST_SQUEEZED * packed):
        return Trouble("zip_bomb", {"times": unpacked // max(1, packed), "most": MOST_SQUEEZED})
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        return Trouble("zip_password")
    return archive


def workbook_format(archive: zipfile.ZipFile) -> str | Trouble | None:
    """`xlsx`, `xlsm`, `xlsb` or `ods`; None when the zip file is no document; Trouble for another document."""
    names = frozenset(archive.namelist())
    if "mimetype" in names:
        mime = _start(archive, "mimetype")
        if not mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return Trouble("other_kind", {"kind": mime.decode("ascii", "replace").rsplit(".", 1)[-1][:40]})
        manifest = _start(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        return Trouble("password") if b"encryption-data" in manifest else "ods"
    if "[Content_Types].xml" not in names:
        return None
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.lower() == "xl/workbook.xml" for name in names):
        return "xlsm" if any(name.endswith("vbaProject.bin") for name in names) else "xlsx"
    kinds = {"word/": "Word", "ppt/": "PowerPoint", "visio/": "Visio"}
    kind = next((kinds[start] for start in kinds for name in names if name.startswith(start)), "Office")
    return Trouble("other_kind", {"kind": kind})


def ledger_member(archive: zipfile.ZipFile, wanted: str | None) -> str | Trouble:
    """The name of the one ledger file in a zip file; a hint chooses among several.

    Trouble `zip_nothing`, `zip_several` (names them), `zip_in_zip` or `zip_no_member`.
    """
    names = [name for name in archive.namelist() if not name.endswith("/") and "__MACOSX" not in name]
    if wanted is not None:
        return wanted if wanted in names else Trouble("zip_no_member", {"name": wanted, "names": ", ".join(names)})
    ledgers = [name for name in names if name.lower().endswith(_LEDGERS)] or [
        name for name in names if not name.lower().endswith(_ARCHIVES)
    ]
    if len(ledgers) == 1:
        return ledgers[0]
    if ledgers:
        return Trouble("zip_several", {"names": ", ".join(ledgers), "count": len(ledgers)})
    return Trouble("zip_in_zip") if names else Trouble("zip_nothing")


def unpacked(archive: zipfile.ZipFile, name: str) -> BinaryIO | Trouble:
    """One file of a zip file, as a temporary file; Python reads no more bytes than the zip file says it has."""
    file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        with archive.open(name) as member:
            shutil.copyfileobj(member, file, _PIECE)
    except _BROKEN:
        return Trouble("damaged")
    except RuntimeError:  # how zipfile says that it needs a password
        return Trouble("zip_password")
    file.flush()
    return file


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(_PIECE)
    except (*_BROKEN, RuntimeError):
        return b""
