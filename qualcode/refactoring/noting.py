"""A change of the codebook noted in its main file."""

import re
from collections.abc import Mapping
from typing import Final

from qualcode.source import Document
from qualcode.source.document import Part
from qualcode.source.editing import Added, Edit, Plan, edited
from qualcode.source.writing_yaml import in_flow

SECTION: Final = "migrations"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def with_note(document: Document, note: Mapping[str, object]) -> Document | None:
    """The main file of a codebook with a further migration; None where its layout forbids it."""
    if not isinstance(document.data, dict):
        return None
    listed = document.data.get(SECTION)
    if SECTION not in document.data:
        step = Added((SECTION,), [dict(note)])
        edit = _new_section(document, note)
    elif isinstance(listed, list) and listed:
        step = Added((SECTION, len(listed)), dict(note))
        edit = _further_item(document, len(listed) - 1, note)
    else:
        return None
    return edited(document, Plan((edit,), (step,)))


def _new_section(document: Document, note: Mapping[str, object]) -> Edit:
    text, end = document.text, _line_end(document.text)
    start = "" if not text or text.endswith(("\n", "\r")) else end
    said = f"{start}{end}{SECTION}:{end}  - {in_flow(note)}{end}"
    return Edit(document.file, len(text), len(text), said)


def _further_item(document: Document, last: int, note: Mapping[str, object]) -> Edit:
    parts: dict[tuple[str | int, ...], Part] = {part.path: part for part in document.parts()}
    text = document.text
    start, end = parts[SECTION, last].value
    if text[parts[(SECTION,)].value[0]] == "[":
        return Edit(document.file, end, end, f", {in_flow(note)}")
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    dash = text[line:start].partition("-")[0]
    match = _LINE.match(text, end)
    stop = match.end() if match else end
    before = "" if text[:stop].endswith(("\n", "\r")) else _line_end(text)
    after = _line_end(text) if not before else ""
    return Edit(document.file, stop, stop, f"{before}{dash}- {in_flow(note)}{after}")


def _line_end(text: str) -> str:
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"
