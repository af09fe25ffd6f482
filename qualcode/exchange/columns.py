"""The columns of a table, and what they mean in the terms of a codebook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualcode.diagnostics import Diagnostic, Related, did_you_mean, finding
from qualcode.exchange.grid import Grid
from qualcode.exchange.rules import UNCLEAR_HEADING, UNREADABLE, WRONG_MAPPING
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.table_mapping import ColumnMapping, TableMapping
from qualcode.model.values import allowed_words
from qualcode.tables.case_by_code import column_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its number, with what it means."""

    number: int
    meaning: ColumnMapping
    code: Code


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of the case ids, those with values, and the headings of those left out."""

    case: int = 0
    columns: tuple[Column, ...] = ()
    left_out: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what its columns mean."""

    grid: Grid
    columns: Columns
    mapping: TableMapping


def columns_of(grid: Grid, mapping: TableMapping, codebook: Codebook) -> Columns:
    """What the columns of a table mean, or what is wrong with the headings or the mapping."""
    if mapping.header > len(grid.rows):
        message = f"there is no row {mapping.header}, where the headings should be"
        hint = "say in which row they are with 'header:' in the mapping"
        return Columns(found=(finding(UNREADABLE, grid.at(1, 1), message, hint),))
    cells = grid.rows[mapping.header - 1]
    heads = [(n, "" if c.value is None else str(c.value).strip()) for n, c in enumerate(cells, 1)]
    found = [*_unclear(heads, grid, mapping.header)]
    by_name = {name: number for number, name in reversed(heads) if name}
    if mapping.case not in by_name:
        hint = did_you_mean(mapping.case, by_name) or f"there are {', '.join(by_name) or 'none'}"
        message = f"the table has no column '{mapping.case}', where the case ids should be"
        found.append(finding(WRONG_MAPPING, mapping.position, message, hint))
    meanings = _by_heading(by_name, codebook) if mapping.columns is None else mapping.columns
    found += _wrong(meanings, by_name, codebook)
    if found:
        return Columns(found=tuple(found))
    columns = tuple(
        Column(by_name[name], meaning, codebook.codes[meaning.code])
        for name, meaning in meanings.items()
    )
    used = {mapping.case, *meanings}
    left_out = tuple(name for _, name in heads if name and name not in used)
    return Columns(by_name[mapping.case], columns, left_out)


def _unclear(heads: list[tuple[int, str]], grid: Grid, row: int) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for number, name in heads:
        if not name:
            below = range(row + 1, len(grid.rows) + 1)
            if any(not grid.cell(n, number).is_empty for n in below):
                message = f"{grid.name(row, number)} is empty, but there are values below it"
                hint = "give the column a heading, or take it out"
                yield finding(UNCLEAR_HEADING, grid.at(row, number), message, hint)
        elif name in first:
            message = f"{grid.name(row, number)} is a second column '{name}'"
            related = (Related(grid.at(row, first[name]), "the first one"),)
            hint = "give each column a heading of its own"
            yield finding(UNCLEAR_HEADING, grid.at(row, number), message, hint, related)
        first.setdefault(name, number)


def _by_heading(names: dict[str, int], codebook: Codebook) -> dict[str, ColumnMapping]:
    """The columns whose headings are ids of codes, or of a set and one of its values."""
    meanings: dict[str, ColumnMapping] = {}
    for code in codebook.codes.values():
        if code.derived is not None or code.scale is Scale.PRESENCE:
            continue
        meanings[code.id] = ColumnMapping(code=code.id)
        if code.scale is Scale.SET:
            for member in code.value_ids:
                meanings[column_of(code.id, member)] = ColumnMapping(code=code.id, member=member)
    return {name: meaning for name, meaning in meanings.items() if name in names}


def _wrong(
    meanings: Mapping[str, ColumnMapping], names: dict[str, int], codebook: Codebook
) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], str] = {}
    for name, meaning in meanings.items():
        at = meaning.position
        if name not in names:
            hint = did_you_mean(name, names) or f"there are {', '.join(names)}"
            yield finding(WRONG_MAPPING, at, f"the table has no column '{name}'", hint)
        yield from _wrong_code(meaning, codebook)
        whole = seen.get((meaning.code, ""), name) if meaning.member else name
        other = seen.setdefault((meaning.code, meaning.member), name)
        other = whole if whole != name else other
        if other != name:
            message = f"the columns '{other}' and '{name}' mean the same code '{meaning.code}'"
            yield finding(WRONG_MAPPING, at, message, "keep one of the two")


def _wrong_code(meaning: ColumnMapping, codebook: Codebook) -> Iterator[Diagnostic]:
    code = codebook.codes.get(meaning.code)
    if code is None:
        message = f"code '{meaning.code}' is not in the codebook"
        hint = did_you_mean(meaning.code, codebook.codes)
        yield finding(WRONG_MAPPING, meaning.position, message, hint)
    elif code.derived is not None:
        message = f"code '{code.id}' is computed from other codes and cannot be imported"
        yield finding(WRONG_MAPPING, meaning.position, message, "import what it is computed from")
    elif code.scale is Scale.PRESENCE:
        message = f"code '{code.id}' is applied to passages and takes no value of a case"
        yield finding(WRONG_MAPPING, meaning.position, message, "take the column out")
    elif meaning.member and code.scale is not Scale.SET:
        message = f"code '{code.id}' is no set, so no column can be one of its values"
        yield finding(WRONG_MAPPING, meaning.position, message, "take 'member' out")
    elif meaning.member and meaning.member not in code.value_ids:
        message = f"code '{code.id}' has no value '{meaning.member}'"
        hint = did_you_mean(meaning.member, code.value_ids) or allowed_words(code)
        yield finding(WRONG_MAPPING, meaning.position, message, hint)
