"""The codebook on the terminal: its tree, one code in full, and what changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from qualcode.console.lines import wrapped
from qualcode.diagnostics import Location
from qualcode.model.base import in_language
from qualcode.model.codebook import Code, Codebook
from qualcode.refactoring.differences import Difference
from qualcode.tables.coding_tree import coding_tree

_TEXTS = (
    ("definition", "definition"),
    ("include_when", "include when"),
    ("exclude_when", "exclude when"),
    ("asked_in", "comes from"),
)


def tree_as_text(book: Codebook, language: str) -> str:
    """All codes below their themes and parents, with scale, label and values."""
    title = in_language(book.label, language) or book.id
    count = f"{_count(len(book.codes), 'code')}, {_count(len(book.themes), 'theme')}"
    lines = [f"{title} ({book.id}{' ' if book.version else ''}{book.version}): {count}"]
    for id, theme in book.themes.items():
        lines += ["", f"{id}: {in_language(theme.label, language)}".removesuffix(": ")]
        for depth, code in coding_tree(book, id):
            lines += wrapped(_entry(code.id, code, language), "  " * (depth + 1))
    for id, record in book.records.items():
        lines += ["", f"{id} (records): {in_language(record.label, language)}".removesuffix(": ")]
        for field in record.fields.values():
            lines += wrapped(_entry(f"{id}.{field.id}", field, language), "  ")
    return "\n".join(lines)


def _entry(name: str, code: Code, language: str) -> str:
    values = ", ".join(code.value_ids)
    label = in_language(code.label, language)
    scale = f"{code.scale.value}{', derived' if code.derived is not None else ''}"
    head = f"{name} [{scale}]" + (f" {label}" if label else "")
    return f"{head}: {values}" if values else head


def code_as_text(
    name: str, code: Code, places: Sequence[Location], book: Codebook, language: str
) -> str:
    """One code in full, and the lines of each file that name it."""
    lines = [f"{name}: {in_language(code.label, language)}".removesuffix(": ")]
    facts = {"theme": code.theme, "below": code.parent or "", "unit": ", ".join(code.units)}
    facts |= {"scale": code.scale.value, "values of": code.vocabulary or ""}
    facts |= {"derived": "yes" if code.derived is not None else ""}
    lines += wrapped("; ".join(f"{key} {text}" for key, text in facts.items() if text), "  ")
    for key, what in _TEXTS:
        text = in_language(getattr(code, key), language)
        lines += wrapped(f"{what}: {text}", "  ") if text else []
    lines += ["  values:"] if code.values else []
    for value in code.values:
        texts = [in_language(getattr(value, key), language) for key in ("label", "definition")]
        lines += wrapped(f"{value.id}: {'; '.join(filter(None, texts))}".removesuffix(": "), "    ")
    return "\n".join((*lines, *_used(places)))


def _used(places: Sequence[Location]) -> Iterator[str]:
    by_file: dict[str, list[int]] = defaultdict(list)
    for at in places:
        by_file[at.file].append(at.line)
    yield f"  named in {_count(len(places), 'place')} of {_count(len(by_file), 'file')}:"
    for file, numbers in by_file.items():
        yield from wrapped(f"{file}: {', '.join(map(str, dict.fromkeys(numbers)))}", "    ")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def differences_as_text(found: Sequence[Difference], version: str) -> str:
    """What changed, by name, with the words before and after below it."""
    lines: list[str] = []
    for one in found:
        lines += wrapped(_said(one), "")
        if one.before or one.after:
            lines += wrapped(f"was: {one.before or '(nothing)'}", "    ")
            lines += wrapped(f"now: {one.after or '(nothing)'}", "    ")
    if not lines:
        return f"the codebook says what it said in {version}"
    moved = any(one.what == "conditions changed" for one in found)
    more = f"which cases that moves: qualcode typology diff {version}"
    return "\n".join((*lines, *(("", more) if moved else ())))


def _said(one: Difference) -> str:
    return f"{one.kind.value} {one.name}: {one.what}"
