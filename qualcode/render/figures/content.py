"""What a figure shows, in the words of one language; nothing here knows where it will stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a chart, over one or several bands; marked where it is not simply stated."""

    id: str
    title: str
    details: tuple[str, ...] = ()
    first: int = 0
    last: int = 0
    dashed: bool = False

    @property
    def is_spanning(self) -> bool:
        """Whether the box stands in more than one band."""
        return self.first != self.last


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two boxes; `relation` is its place among the relations of the chart."""

    start: str
    end: str
    relation: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """What the lines of one kind mean, and whether they lead from one box up to another."""

    label: str
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """Boxes in bands, with lines between them. A band without a name has no label."""

    bands: tuple[str, ...]
    nodes: tuple[Node, ...]
    relations: tuple[Relation, ...] = ()
    edges: tuple[Edge, ...] = ()
    dashed: str = ""
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder."""

    title: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps, the highest first."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that are read from left to right; an empty cell is not stated."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


Content = Chart | Ladder | Rows


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure in one language: its name, its title, what is said of it, and what it shows."""

    name: str
    title: str
    note: str
    source: str
    alt: str
    content: Content


def capital(text: str) -> str:
    """A text with a capital at its start."""
    return text[:1].upper() + text[1:]


def in_brackets(mark: str) -> str:
    """A mark, such as 'inferred', as it stands in a box."""
    return f"({mark})"
