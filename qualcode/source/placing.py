"""A value written anew in place of another, in brackets or in lines; comments in it stay."""

from collections.abc import Iterator, Mapping

from qualcode.source.comments import comments_of
from qualcode.source.document import Document, Part
from qualcode.source.editing import Edit
from qualcode.source.writing_yaml import in_flow


def flat(document: Document, part: Part, value: object) -> Edit:
    """The edit that writes a value in one line."""
    return Edit(document.file, *part.value, in_flow(value))


def in_lines(document: Document, part: Part, value: object) -> Edit:
    """The edit that writes the value of a key over several lines, if it is a mapping.

    The comments in what stood there come first, each in a line of its own.
    """
    text, (start, end) = document.text, part.value
    line_end = "\r\n" if "\r\n" in text else "\n"
    between = text[part.key[1] : start]
    inner = _column(text, part.key[0]) + 2
    lead = ""
    if "\n" in between or "\r" in between:
        inner = _column(text, start)
    elif isinstance(value, Mapping):
        start, lead = start - len(between) + len(between.rstrip(" ")), f"{line_end}{' ' * inner}"
    # Indented as it was, what stood there is YAML for itself.
    was = " " * _column(text, part.value[0]) + text[slice(*part.value)]
    lines = [*comments_of(was), *_lines(value)]
    return Edit(document.file, start, end, lead + f"{line_end}{' ' * inner}".join(lines))


def _column(text: str, index: int) -> int:
    return index - max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) - 1


def _lines(value: object) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield in_flow(value)
        return
    for key, inside in value.items():
        if isinstance(inside, list) and any(isinstance(item, Mapping) for item in inside):
            yield f"{in_flow(key)}:"
            yield from (f"  - {in_flow(item)}" for item in inside)
        else:
            yield f"{in_flow(key)}: {in_flow(inside)}"
