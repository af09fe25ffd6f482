"""What a cell says of a code, as it would stand in a case file."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from qualcode.exchange.grid import GridCell
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN
from qualcode.model.table_mapping import ColumnMapping
from qualcode.model.values import KIND
from qualcode.source import parse_document
from qualcode.tables.marks import QUOTED_STARTS

Raw = object
"""Plain data: a value, or a mapping such as `{any_of: [a, b]}`."""

_PARTIAL = frozenset({"any_of", "at_least", "at_most", "value", "complete"})
_NUMBER = {
    "point": re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?"),
    "comma": re.compile(r"-?\d+(,\d+)?"),
}
_PERCENT = re.compile(r"(-?[\d.,]+)\s*%")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""What Excel counts the days of 1954 to 2119 as."""
_SERIAL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell is no value, and what to do; `is_unclear` if Excel shows it as something else."""

    message: str
    hint: str = ""
    is_unclear: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What decides how a cell is read: its column, the code that is meant, the decimal sign."""

    column: ColumnMapping
    code: Code
    decimal: str


def read_cell(cell: GridCell, reading: Reading) -> Raw | Fault | None:
    """The value of a cell; None where it says nothing."""
    if cell.fault:
        return Fault(cell.fault, cell.hint, is_unclear=True)
    value = cell.value.strip() if isinstance(cell.value, str) else cell.value
    key = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    if key in reading.column.values:
        return reading.column.values[key]
    if value is None or value == "":
        return None
    if cell.is_percent and isinstance(value, int | float):
        return _of_percent(value, reading)
    if value in (UNKNOWN, NOT_APPLICABLE):
        return value
    if isinstance(value, str) and value.startswith(QUOTED_STARTS):
        return _of_mark(value, reading.code)
    return _plain(value, reading)


def _of_mark(text: str, code: Code) -> Raw:
    """What is written as in a case file; a text that only looks like it stays as it is."""
    document, found = parse_document(f"mark: {text}\n", "")
    said = document.data.get("mark") if document and isinstance(document.data, dict) else None
    if found or (isinstance(said, dict) and not _PARTIAL.issuperset(said)):
        return text
    wants_list = code.scale in (Scale.SET, Scale.TEXTS)
    is_kept = isinstance(said, dict | str) or (isinstance(said, list) and wants_list)
    return said if is_kept else text


def _plain(value: str | int | float | date, reading: Reading) -> Raw | Fault:
    code = reading.code
    if isinstance(value, date) and code.scale is not Scale.DATE:
        hint = "Excel may have made a date of something else; write it as text"
        return Fault(f"holds the date {value}, but '{code.id}' is {KIND[code.scale]}", hint, True)
    match code.scale:
        case Scale.COUNT | Scale.NUMBER:
            return _number(value, reading)
        case Scale.BOOLEAN | Scale.PRESENCE:
            return _truth(value, code)
        case Scale.DATE:
            return _date(value)
        case Scale.SET | Scale.TEXTS:
            return _list(str(value), reading)
        case _ if isinstance(value, bool):
            return Fault(f"holds {str(value).lower()}, but '{code.id}' is {KIND[code.scale]}")
        case _:
            return str(value)


def _number(value: object, reading: Reading) -> Raw | Fault:
    code, kind = reading.code, KIND[reading.code.scale]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = str(value)
    percent = _PERCENT.fullmatch(text)
    if percent is not None:
        number = _number(percent[1], reading)
        return number if isinstance(number, Fault) else _of_percent(_share(number), reading)
    if _NUMBER[reading.decimal].fullmatch(text):
        plain = text.replace(",", ".")
        number = float(plain)
        is_whole = number.is_integer() and ("." not in plain or code.scale is Scale.COUNT)
        return int(number) if is_whole else number
    message = f"holds '{text}', but '{code.id}' is {kind}"
    if reading.decimal == "point" and _NUMBER["comma"].fullmatch(text):
        hint = f"if it means {text.replace(',', '.')}, write 'decimal: comma' in the mapping"
        return Fault(message, hint)
    digits = re.sub(r"[ .,'\u00a0\u202f]", "", text)
    hint = f"write the number in digits alone: {digits}" if digits.isdigit() else ""
    return Fault(message, hint or "translate it under 'values' of its column, or correct the cell")


def _share(number: object) -> float:
    return float(number) / 100 if isinstance(number, int | float) else 0.0


def _of_percent(share: float, reading: Reading) -> Raw | Fault:
    points = round(share * 100, 10)
    points = int(points) if float(points).is_integer() else points
    match reading.column.percent:
        case "points":
            return points
        case "share":
            return share
        case _:
            hint = (
                f"write 'percent: points' at its column in the mapping for {points}, "
                f"or 'percent: share' for {share}"
            )
            return Fault(f"holds {points} %, which may mean {points} or {share}", hint, True)


def _truth(value: object, code: Code) -> Raw | Fault:
    text = str(value).lower()
    if isinstance(value, bool) or text in ("true", "false"):
        return text == "true"
    hint = f"translate it under 'values' of its column: {{{value}: true}}"
    return Fault(f"holds '{value}', but '{code.id}' is true or false", hint)


def _date(value: object) -> Raw | Fault:
    if isinstance(value, date):
        return value.isoformat()
    number = value if isinstance(value, int | float) else None
    if isinstance(value, str) and value.isdigit():
        number = int(value)
    if number is not None and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        day = _SERIAL_ZERO + timedelta(days=int(number))
        hint = f"if it counts the days, as Excel does, it is {day}; format the cells as dates"
        return Fault(f"holds the number {value}, not a date", hint, True)
    return str(value)


def _list(text: str, reading: Reading) -> Raw:
    separator = reading.column.separator
    parts = text.split(separator) if separator else [text]
    return [reading.column.values.get(part.strip(), part.strip()) for part in parts if part.strip()]
