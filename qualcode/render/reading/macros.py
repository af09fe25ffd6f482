"""Macros: what they ask the page for, with what they are called with by other macros."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from qualcode.render.reading.asked import Asked, Call, Parameter, Use, Variables, asked_in, items_of
from qualcode.render.reading.sources import Source

MacroId = tuple[str, str]
"""The name of a template, and of a macro in it."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro: its parameters in order, what they are if not given, and what it asks for."""

    parameters: tuple[str, ...]
    defaults: Variables
    asked: Asked

    def given_in(self, call: Call) -> Variables:
        """What each parameter is in a call."""
        positional = dict(zip(self.parameters, call.positional, strict=False))
        return {**self.defaults, **positional, **dict(call.by_name)}


@dataclass(frozen=True, slots=True)
class Body:
    """A template without its macros, these, and what it has of other templates."""

    source: Source
    asked: Asked
    macros: Mapping[str, Macro]
    whole: Mapping[str, str]
    """The templates that were imported whole, by the names they go by here."""
    imported: Mapping[str, tuple[nodes.Const, str, str]]
    """Macros that were imported one by one: where, from which template, under which name."""

    @property
    def exported(self) -> frozenset[str]:
        """What another template can have of this one."""
        return frozenset((*self.macros, *self.asked.names))

    @property
    def all_asked(self) -> tuple[Asked, ...]:
        """What the template and its macros ask for."""
        return (self.asked, *(macro.asked for macro in self.macros.values()))

    def macro_of(self, callee: nodes.Expr) -> MacroId | None:
        """The macro that a call may be of."""
        match callee:
            case nodes.Name(name=name):
                if name in self.macros:
                    return self.source.name, name
                return self.imported[name][1:] if name in self.imported else None
            case nodes.Getattr(node=nodes.Name(name=alias), attr=name) if alias in self.whole:
                return self.whole[alias], name
        return None


def body_of(source: Source) -> Body:
    """A template as far as it can be read without the others."""
    asked = asked_in(source.tree.body, source, {})
    macros: dict[str, Macro] = {}
    pending = [*asked.macros]
    while pending:
        node = pending.pop()
        macros[node.name] = _macro(node, source, asked.names)
        pending += macros[node.name].asked.macros
    whole = {
        node.target: node.template.value
        for node in source.find(nodes.Import)
        if isinstance(node.template, nodes.Const)
    }
    imported = {
        local: (node.template, node.template.value, name)
        for node in source.find(nodes.FromImport)
        if isinstance(node.template, nodes.Const)
        for name, local in (one if isinstance(one, tuple) else (one, one) for one in node.names)
    }
    return Body(source, asked, macros, whole, imported)


def _macro(node: nodes.Macro, source: Source, names: Variables) -> Macro:
    parameters = tuple(one.name for one in node.args)
    inner = {**names, **{name: (Parameter(name),) for name in parameters}}
    defaults = dict(zip(reversed(parameters), reversed(node.defaults), strict=False))
    return Macro(
        parameters,
        {name: items_of(default, source, names) for name, default in defaults.items()},
        asked_in(node.body, source, inner),
    )


def uses_in(bodies: Mapping[str, Body]) -> tuple[Use, ...]:
    """All that templates ask for, also through macros; what stays open is left out.

    Args:
        bodies: the templates by their names.
    """
    macros = {(t, name): macro for t, body in bodies.items() for name, macro in body.macros.items()}
    opened: dict[MacroId, set[Use]] = {
        name: {use for use in macro.asked.uses if use.is_open} for name, macro in macros.items()
    }
    grows = True
    while grows:
        grows = False
        for name, macro in macros.items():
            through = {
                use for use in _through(macro.asked, bodies[name[0]], macros, opened) if use.is_open
            }
            grows = grows or not through <= opened[name]
            opened[name] |= through
    every = [(body, asked) for body in bodies.values() for asked in body.all_asked]
    called = (use for body, asked in every for use in _through(asked, body, macros, opened))
    return (*(use for _, asked in every for use in asked.uses), *called)


def _through(
    asked: Asked,
    body: Body,
    macros: Mapping[MacroId, Macro],
    opened: Mapping[MacroId, Iterable[Use]],
) -> Iterator[Use]:
    """What a body asks for by calling macros."""
    for call in asked.calls:
        name = body.macro_of(call.callee)
        if name is not None and name in macros:
            given = macros[name].given_in(call)
            yield from (use.called_with(given) for use in opened[name])
