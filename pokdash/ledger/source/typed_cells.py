"""A column that has one type for all its cells, as text and exact values; set-wise, never a cell at a time."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pokdash.ledger.source.cells import Cells, plain_numbers

_TEXT = pa.large_string()
_LOCAL = "Europe/Amsterdam"
"""Where the day is that a moment belongs to, if the file says at what moment in the world it was."""
_MIDNIGHT = " 00:00:00$"
_SECONDS = len("14:05:00")
_DAY = len("2026-09-30")
_UUID = 16  # bytes


def can_read(kind: pa.DataType) -> bool:
    """Whether cells of this type are text, numbers, days, times or true and false."""
    if isinstance(kind, pa.DictionaryType):
        return can_read(kind.value_type)
    tests = (
        pa.types.is_null, pa.types.is_boolean, pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal,
        pa.types.is_date, pa.types.is_timestamp, pa.types.is_time, _is_text, _is_uuid,
    )  # fmt: skip
    return any(test(kind) for test in tests)


def typed_cells(column: pa.Array) -> Cells:
    """Text ('' for nothing) and value of the cells, of a type that `can_read`.

    A number is written with all its decimals, and a floating one as the shortest text that is the same number. A moment
    is read at the second, and as the day alone at midnight; NaN and infinity are text.
    """
    if isinstance(column, pa.DictionaryArray):
        column = column.dictionary_decode()
    text, typed = _written(column)
    value = typed if typed is not None else pa.nulls(len(text), _TEXT)
    return Cells(pc.fill_null(text, ""), value)


def _written(column: pa.Array) -> tuple[pa.Array, pa.Array | None]:
    """The text of each cell, and the text of its value; None where cells of this type are only text."""
    kind = column.type
    if _is_text(kind) or _is_uuid(kind) or pa.types.is_time(kind):
        return _texts(column), None
    if pa.types.is_timestamp(kind):
        return _moments(column)
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return _numbers(column)
    words = pc.cast(column, _TEXT)
    return pc.utf8_upper(words) if pa.types.is_boolean(kind) else words, words


def _texts(column: pa.Array) -> pa.Array:
    if _is_uuid(column.type):
        return _hexadecimal(column.storage)
    words = pc.cast(column.storage if isinstance(column, pa.ExtensionArray) else column, _TEXT)
    return pc.utf8_slice_codeunits(words, 0, _SECONDS) if pa.types.is_time(column.type) else words


def _numbers(column: pa.Array) -> tuple[pa.Array, pa.Array]:
    if pa.types.is_float16(column.type):
        column = pc.cast(column, pa.float32())
    numbers = plain_numbers(column)
    return numbers, pc.if_else(pc.is_finite(column), numbers, None)


def _moments(column: pa.Array) -> tuple[pa.Array, pa.Array]:
    if column.type.tz is not None:
        column = pc.local_timestamp(pc.cast(column, pa.timestamp(column.type.unit, _LOCAL)))
    moments = pc.cast(pc.cast(pc.floor_temporal(column, unit="second"), pa.timestamp("s")), _TEXT)
    return pc.replace_substring_regex(moments, _MIDNIGHT, ""), pc.utf8_slice_codeunits(moments, 0, _DAY)


def _hexadecimal(column: pa.FixedSizeBinaryArray) -> pa.Array:
    """Bytes as hexadecimal digits: of all cells at once."""
    filled = pc.fill_null(column, bytes(_UUID))
    content = filled.buffers()[1].slice(filled.offset * _UUID, len(filled) * _UUID).to_pybytes().hex()
    starts = np.arange(len(filled) + 1, dtype=np.int32) * 2 * _UUID
    words = pa.StringArray.from_buffers(len(filled), pa.py_buffer(starts), pa.py_buffer(content.encode()))
    return pc.if_else(pc.is_valid(column), pc.cast(words, _TEXT), None)


def _is_uuid(kind: pa.DataType) -> bool:
    return bool(kind == pa.uuid())


def _is_text(kind: pa.DataType) -> bool:
    """Text of any make; bytes are none."""
    if isinstance(kind, pa.BaseExtensionType):
        return bool(kind.extension_name == "arrow.json")
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))
