"""A code that moves from the file of one theme to that of another, with its comments."""

import re
from typing import Final

from qualcode.refactoring.renaming import NotDone, Touched
from qualcode.source import Document
from qualcode.source.document import Part, between
from qualcode.source.editing import Added, Edit, Gone, Plan, edited_together
from qualcode.source.layout import whole_lines

_COMMENTS_ABOVE: Final = re.compile(r"(?:(?<=[\r\n])|\A)(?:[ \t]+#[^\r\n]*(?:\r\n|\r|\n))+\Z")
_LINES: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
CODES: Final = "codes"


def moved_code(
    code: str, source: Document, target: Document
) -> tuple[tuple[Document, Document], Touched] | NotDone:
    """Both files with a code in the other one, and the place that it left."""
    here = {part.path: part for part in source.parts()}[CODES, code]
    at = between(source.text, source.file, *here.key)
    lines = whole_lines(source.text, here)
    if lines is None:
        return NotDone(at, f"'{code}' has no lines of its own; write it over several lines first")
    above = _COMMENTS_ABOVE.search(source.text[: lines[0]])
    start = above.start() if above else lines[0]
    goal = _place(target)
    if goal is None:
        message = f"'{target.file}' has no codes in lines yet; write one there first"
        return NotDone(at, message)
    index, column, break_before = goal
    indent = here.key[0] - max(source.text.rfind(end, 0, here.key[0]) for end in "\r\n") - 1
    text = _shifted(source.text[start : lines[1]], column - indent)
    leaves = Plan((Edit(source.file, start, lines[1], ""),), (Gone((CODES, code)),))
    data = source.data[CODES][code]  # type: ignore[index]  # a path in the data
    arrives = Plan(
        (Edit(target.file, index, index, f"{break_before}{text}"),), (Added((CODES, code), data),)
    )
    both = edited_together(((source, leaves), (target, arrives)))
    if both is None:
        message = (
            f"'{code}' cannot be taken out of '{source.file}' without changing what else is said"
        )
        return NotDone(at, f"{message}; perhaps it is the only code there, or behind an alias")
    return (both[0], both[1]), Touched(at, source.file, target.file)


def _place(target: Document) -> tuple[int, int, str] | None:
    """Where a further code goes in a file, how far it is indented, and a line end if need be."""
    codes: list[Part] = [
        part for part in target.parts() if len(part.path) == 2 and part.path[0] == CODES
    ]
    if not codes or not isinstance(codes[-1].path[1], str):
        return None
    lines = whole_lines(target.text, codes[-1])
    if lines is None:
        return None
    first = codes[0].key[0]
    column = first - max(target.text.rfind(end, 0, first) for end in "\r\n") - 1
    ends = target.text[: lines[1]].endswith(("\n", "\r"))
    return lines[1], column, "" if ends else "\n"


def _shifted(text: str, by: int) -> str:
    """Lines that begin further to the right, or to the left."""
    lines = [match[0] for match in _LINES.finditer(text) if match[0]]
    if by >= 0:
        return "".join(f"{' ' * by}{line}" if line.strip() else line for line in lines)
    return "".join(line[-by:] if not line[:-by].strip(" ") else line for line in lines)
