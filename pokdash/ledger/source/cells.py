"""A column of a workbook, with values of several types, as text and exact values; a type at a time, not a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_TYPES = (str, float, int, bool, dt.date, dt.datetime, dt.time, dt.timedelta)
_FEW_RUNS = 64
_CODES = {kind: code for code, kind in enumerate(_TYPES)}


@dataclass(frozen=True, slots=True)
class Cells:
    """Text of every cell ('' for an empty one) and the value of the typed ones (null for text), both as text."""

    text: pa.Array
    value: pa.Array


@dataclass(frozen=True, slots=True)
class Hidden:
    """The rows and columns of a sheet that are not shown, counted from 1."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The columns of a sheet, how many rows they have, and how many ranges of its cells are merged."""

    columns: list[Cells]
    rows: int
    merged: int
    hidden: Hidden | None = None  # None: not known yet


def column_cells(column: Sequence[Any]) -> Cells:
    """Text and value of the cells of one column, as the reader gave them."""
    codes = np.fromiter(map(_CODES.__getitem__, map(type, column)), np.int8, len(column))
    present = np.unique(codes)
    if len(present) == 1:
        return _of_one_type(_TYPES[present[0]], column)
    starts = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(column)]
    if len(starts) <= _FEW_RUNS:  # a heading above cells of one type
        runs = [_of_one_type(_TYPES[codes[first]], column[first:last]) for first, last in pairwise(starts)]
        return Cells(pa.concat_arrays([run.text for run in runs]), pa.concat_arrays([run.value for run in runs]))
    objects = np.empty(len(column), object)
    objects[:] = column
    text = pa.repeat(pa.scalar("", pa.large_string()), len(column))
    value = pa.nulls(len(column), pa.large_string())
    for code in present:
        where = codes == code
        cells, mask = _of_one_type(_TYPES[code], objects[where].tolist()), pa.array(where)
        text = pc.replace_with_mask(text, mask, cells.text)
        value = pc.replace_with_mask(value, mask, cells.value)
    return Cells(text, value)


def _of_one_type(kind: type, cells: Sequence[Any]) -> Cells:
    nothing = pa.nulls(len(cells), pa.large_string())
    if kind is str:
        return Cells(pa.array(cells, pa.large_string()), nothing)
    if kind is float:
        numbers = plain_numbers(pa.array(cells, pa.float64()))
        return Cells(numbers, numbers)
    if kind is dt.date:
        days = pc.cast(pa.array(cells, pa.date32()), pa.large_string())
        return Cells(days, days)
    written = pa.array(list(map(str, cells)), pa.large_string())
    if kind is bool:
        return Cells(pc.utf8_upper(written), pc.utf8_lower(written))
    if kind is dt.datetime:
        return Cells(written, pc.utf8_slice_codeunits(written, 0, 10))
    return Cells(written, written if kind is int else nothing)


def plain_numbers(numbers: pa.Array) -> pa.Array:
    """Numbers as plain decimals: 40000.0 is 40000, and a double is the shortest text that is the same double.

    Decimals keep every digit that they have: 1.50 is 1.50.
    """
    text = pc.cast(numbers, pa.large_string())
    exponent = "E" if pa.types.is_decimal(numbers.type) else "e"
    odd = pc.or_(pc.match_substring(text, exponent), pc.equal(text, "-0"))
    if not pc.any(odd).as_py():
        return text
    shortest = pc.unique(text.filter(odd))  # 1e+16, 5e-324, 0E-7: few in any ledger
    plain = pa.array([_plain(number) for number in shortest.to_pylist()], pa.large_string())
    return pc.replace_with_mask(text, odd, plain.take(pc.index_in(text.filter(odd), shortest)))


def _plain(number: str) -> str:
    """Without exponent, and nothing is never negative."""
    exact = Decimal(number)
    return format(exact or abs(exact), "f")
