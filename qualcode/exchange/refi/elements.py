"""XML as elements that know their places, read without entities, and written the same each time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, finding
from qualcode.model.base import NOWHERE

UNREADABLE_XML = Rule(
    "QC702", "unreadable-xml", Severity.ERROR, "A file of another program is no REFI-QDA."
)
RULES = (UNREADABLE_XML,)

_DEEPEST: Final = 200
_NO_LETTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 cannot hold, such as the page breaks of a pdf file's text."""


@dataclass(slots=True)
class Element:
    """One element: its name without namespace, its attributes, what stands in it, and where."""

    name: str
    attributes: Mapping[str, str]
    at: Location = NOWHERE
    children: list["Element"] = field(default_factory=list)
    text: str = ""
    namespace: str = ""

    def get(self, name: str) -> str:
        """An attribute, empty where it is not there."""
        return self.attributes.get(name, "")

    def each(self, *path: str) -> Iterator["Element"]:
        """The elements at the end of a path of names."""
        first, *rest = path
        for child in self.children:
            if child.name == first:
                yield from child.each(*rest) if rest else (child,)

    def text_of(self, name: str) -> str:
        """The text of the first child with a name, empty where there is none."""
        return next((child.text for child in self.each(name)), "")


class _Refused(Exception):  # noqa: N818 - it says why, and is no bug
    """The document has what is never read."""


class _Builder:
    """Puts elements together while the parser reads."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self.root: Element | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._letters
        self.parser.StartDoctypeDeclHandler = self._doctype

    def here(self) -> Location:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        return Location(self._file, line, column, line, column + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) == _DEEPEST:
            raise _Refused(f"its elements are nested more than {_DEEPEST} deep")
        namespace, _, own = name.rpartition(" ")
        element = Element(own, attributes, self.here(), namespace=namespace)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._texts.append([])

    def _end(self, name: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def _letters(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        raise _Refused("it declares a document type, which could bring in entities or other files")


def parse(data: bytes, file: str) -> Element | Diagnostic:
    """The root element of a document, or what is wrong with it."""
    builder = _Builder(file)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"it is no well-formed XML: {expat.ErrorString(error.code)}"
        at = Location(file, error.lineno, error.offset + 1, error.lineno, error.offset + 2)
        return finding(UNREADABLE_XML, at, message, "export it again; or mend the XML here")
    except _Refused as refused:
        hint = "REFI-QDA has no such thing; ask where the file comes from"
        return finding(UNREADABLE_XML, builder.here(), str(refused), hint)
    if builder.root is None:
        return finding(UNREADABLE_XML, builder.here(), "there is no XML in it", "export it again")
    return builder.root


def rooted(element: Element, root: str, namespaces: tuple[str, ...]) -> Diagnostic | None:
    """What is wrong with the outermost element, if it is not the one that is due."""
    if element.name == root and element.namespace in namespaces:
        return None
    said = f"'{element.name}' in the namespace '{element.namespace}'"
    message = f"its outermost element is {said}, not '{root}' in '{namespaces[0]}'"
    return finding(UNREADABLE_XML, element.at, message, "export it as REFI-QDA 1.5")


def as_xml(root: Element, namespace: str) -> bytes:
    """A document with an element and all below it, indented."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    attributes = {"xmlns": namespace, **root.attributes}
    lines += _lines(Element(root.name, attributes, root.at, root.children, root.text), "")
    return "\n".join((*lines, "")).encode()


def _lines(element: Element, indent: str) -> Iterator[str]:
    said = "".join(f" {name}={_quoted(value)}" for name, value in element.attributes.items())
    head = f"{indent}<{element.name}{said}"
    if element.children:
        yield f"{head}>"
        for child in element.children:
            yield from _lines(child, f"{indent}  ")
        yield f"{indent}</{element.name}>"
    elif element.text:
        text = escape(_NO_LETTER.sub(" ", element.text), {"\r": "&#13;"})
        yield f"{head}>{text}</{element.name}>"
    else:
        yield f"{head}/>"


def _quoted(value: str) -> str:
    return quoteattr(_NO_LETTER.sub(" ", value))
