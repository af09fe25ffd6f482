"""What a REFI-QDA project or codebook says, as far as qualcode has a place for it.

GUIDs are in small letters and without braces. Each part knows its place in the XML.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.diagnostics import Location
from qualcode.model.base import NOWHERE


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who coded."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code with those below it."""

    guid: str
    name: str
    is_codable: bool
    color: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()
    below: tuple["Code", ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable; `kind` is Text, Boolean, Integer, Float, Date or DateTime."""

    guid: str
    name: str
    kind: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class VariableValue:
    """The value of a variable, as it is written; empty where none is given."""

    variable: str
    kind: str
    text: str
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Case:
    """A case: its values, and the sources and selections that belong to it."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[VariableValue, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Coding:
    """That somebody applied a code to a selection or a source."""

    guid: str
    code: str
    user: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of a text, from one position to another."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    user: str = ""
    date: str = ""
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Untaken:
    """What qualcode has no place for, such as an area of a picture; a set has its `codes`."""

    kind: str
    name: str
    at: Location = NOWHERE
    why: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A text, or a file that has one. `content` is the text where it stands in the XML itself."""

    guid: str
    name: str
    kind: str
    content: str = ""
    path: str = ""
    original: str = ""
    description: str = ""
    user: str = ""
    date: str = ""
    selections: tuple[Selection, ...] = ()
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    values: tuple[VariableValue, ...] = ()
    untaken: tuple[Untaken, ...] = ()
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one thing to another."""

    origin: str
    target: str
    name: str = ""
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Project:
    """A project; a codebook alone is one without anything else. Notes are texts too."""

    name: str
    origin: str = ""
    description: str = ""
    date: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: Mapping[str, Source] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    untaken: tuple[Untaken, ...] = ()
    remarks: tuple[str, ...] = ()
