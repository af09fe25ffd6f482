"""The codebook as a table: one row a code, followed by one row for each of its values."""

from collections.abc import Iterator

from qualcode.model.base import in_language
from qualcode.model.codebook import Code, Codebook, CodeValue
from qualcode.tables.typed import Cell, TypedTable

_COLUMNS = (
    *("code", "value", "label", "theme", "parent", "units", "scale", "role", "derived"),
    *("identifying", "definition", "include_when", "exclude_when"),
)


def codebook_table(codebook: Codebook, language: str) -> TypedTable:
    """What each code and each value means, in the order of the codebook."""
    rows = (row for code in codebook.codes.values() for row in _rows(code, language))
    return TypedTable("codebook", _COLUMNS, tuple(rows))


def _rows(code: Code, language: str) -> Iterator[tuple[Cell, ...]]:
    facts = (
        code.theme,
        code.parent or "",
        "; ".join(code.units),
        code.scale.value,
        code.role,
        code.derived is not None,
        code.identifying,
    )
    yield (code.id, "", in_language(code.label, language), *facts, *_meaning(code, language))
    for value in code.values:
        label = in_language(value.label, language)
        yield (code.id, value.id, label, *("",) * 5, None, None, *_meaning(value, language))


def _meaning(one: Code | CodeValue, language: str) -> tuple[str, ...]:
    return tuple(
        in_language(text, language) for text in (one.definition, one.include_when, one.exclude_when)
    )
