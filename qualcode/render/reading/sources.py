"""A template as it is written: its syntax tree, and the line and column of each part of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.render.rules import BAD_TEMPLATE
from qualcode.render.templates import Templates

Node = TypeVar("Node", bound=nodes.Node)


UNREADABLE = (TemplateSyntaxError, OSError, UnicodeDecodeError, RecursionError)
"""What reading a template raises when it is none."""


@dataclass(eq=False)
class Source:
    """One template that could be read. Two sources are the same only if they are one."""

    name: str
    shown: str
    text: str = field(repr=False)
    tree: nodes.Template = field(repr=False)
    environment: Environment = field(repr=False)

    def at(self, node: nodes.Node) -> Location:
        """Where the word of a node stands: a quoted text, a name, or what follows a dot."""
        column, length = self._columns.get(id(node), (1, 0))
        return Location(self.shown, node.lineno, column, node.lineno, column + length)

    def find(self, kind: type[Node]) -> Iterator[Node]:
        """All nodes of a class, in the order of the text."""
        return (node for node in self._nodes if isinstance(node, kind))

    @cached_property
    def _nodes(self) -> tuple[nodes.Node, ...]:
        return tuple(_below(self.tree))

    @cached_property
    def _columns(self) -> dict[int, tuple[int, int]]:
        """Column and length of the words of all nodes: each takes the next one on its line."""
        places: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for line, token, column in self._tokens():
            word = token[1:-1] if token[:1] in ("'", '"') else token
            start = column + (len(token) != len(word))
            places.setdefault((line, word), []).append((start, len(word)))
        found = {}
        for node in self.find(nodes.Expr):
            queue = places.get((node.lineno, _word(node)))
            if queue:
                found[id(node)] = queue.pop(0) if len(queue) > 1 else queue[0]
        return found

    def _tokens(self) -> list[tuple[int, str, int]]:
        """The names and quoted texts of the template, with line and column."""
        lines = self.text.split("\n")
        passed: dict[int, int] = {}
        found = []
        for line, kind, token in self.environment.lex(self.text):
            if kind not in ("name", "string"):
                continue
            start = lines[line - 1].find(token, passed.get(line, 0))
            if start >= 0:
                passed[line] = start + len(token)
                found.append((line, token, start + 1))
        return found


def _below(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _below(child)


def _word(node: nodes.Expr) -> str:
    match node:
        case nodes.Const(value=str(value)):
            return value
        case nodes.Name(name=str(name)) | nodes.Filter(name=str(name)):
            return name
        case nodes.Getattr(attr=str(attr)):
            return attr
    return ""


def read_source(name: str, path: Path, templates: Templates, environment: Environment) -> Source:
    """The template in a file.

    Raises:
        Exception: one of `UNREADABLE`.
    """
    text = templates.text(path)
    tree = environment.parse(text, name, str(path))
    return Source(name, templates.shown(str(path)), text, tree, environment)


def reading_trouble(error: Exception, shown: str) -> Diagnostic:
    """The finding for a template that could not be read."""
    line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
    reason = error.message if isinstance(error, TemplateSyntaxError) else _reason(error)
    at = Location(shown, line, 1, line, 1)
    return finding(BAD_TEMPLATE, at, f"the template cannot be read: {reason}")


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return (getattr(error, "strerror", None) or "the system does not say why").lower()
