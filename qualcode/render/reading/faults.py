"""What is wrong within one template: names that are not there, and a part without a title."""

from collections.abc import Iterator, Mapping

from jinja2 import nodes

from qualcode.diagnostics import Diagnostic, Location, did_you_mean, finding
from qualcode.render.parts import part_in, title_in
from qualcode.render.reading.asked import PAGE, Misfit
from qualcode.render.reading.kinds import public
from qualcode.render.reading.macros import Body
from qualcode.render.reading.sources import Source
from qualcode.render.rules import BAD_TEMPLATE, NO_TITLE
from qualcode.render.templates import Templates

_OF_JINJA = frozenset({"caller", "kwargs", "loop", "self", "super", "varargs"})


def faults_in(body: Body, bodies: Mapping[str, Body], templates: Templates) -> Iterator[Diagnostic]:
    """What is wrong within a template.

    Args:
        body: the template.
        bodies: all templates by their names, as far as they could be read.
        templates: where templates are.
    """
    source = body.source
    yield from (_misfit(one, source) for asked in body.all_asked for one in asked.misfits)
    yield from _unknown_templates(source, templates)
    yield from _unknown_macros(body, bodies)
    yield from _unknown_filters(source)
    part = part_in(source.name)
    if part is not None:
        yield from _unknown_variables(source)
        if not title_in(source.tree):
            hint = 'begin it with {% set title = "..." %}'
            message = f"part '{part.id}' sets no title that is a constant"
            yield finding(NO_TITLE, Location(source.shown), message, hint)


def templates_read_by(source: Source) -> Iterator[nodes.Const]:
    """The names of other templates in a template, as far as they are constants."""
    for kind in (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends):
        for node in source.find(kind):
            name = getattr(node, "template", None)
            may_be_missing = getattr(node, "ignore_missing", False)
            if isinstance(name, nodes.Const) and not may_be_missing:
                yield name


def _misfit(misfit: Misfit, source: Source) -> Diagnostic:
    at = source.at(misfit.node)
    if misfit.reason:
        message = f"'{misfit.name}' cannot be called like this: {misfit.reason}"
        return finding(BAD_TEMPLATE, at, message)
    message = f"{misfit.kind.__name__} has no '{misfit.name}'"
    return finding(
        BAD_TEMPLATE, at, message, did_you_mean(misfit.name, sorted(public(misfit.kind)))
    )


def _unknown_templates(source: Source, templates: Templates) -> Iterator[Diagnostic]:
    for name in templates_read_by(source):
        if templates.path(name.value) is None:
            hint = did_you_mean(name.value, templates.there())
            message = f"there is no template '{name.value}'"
            yield finding(BAD_TEMPLATE, source.at(name), message, hint)


def _unknown_macros(body: Body, bodies: Mapping[str, Body]) -> Iterator[Diagnostic]:
    """Names that an imported template does not have; of whole imports, where they are called."""
    asked_for: list[tuple[nodes.Expr, str, str]] = [
        (node, body.whole[node.node.name], node.attr)
        for node in body.source.find(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name in body.whole
    ]
    asked_for += body.imported.values()
    for node, template, name in asked_for:
        if template in bodies and name not in bodies[template].exported:
            hint = did_you_mean(name, sorted(bodies[template].exported))
            message = f"the template '{template}' has no '{name}'"
            yield finding(BAD_TEMPLATE, body.source.at(node), message, hint)


def _unknown_filters(source: Source) -> Iterator[Diagnostic]:
    known = source.environment.filters
    for node in source.find(nodes.Filter):
        if node.name not in known:
            message = f"the template cannot be read: No filter named '{node.name}'."
            yield finding(BAD_TEMPLATE, source.at(node), message, did_you_mean(node.name, known))


def _unknown_variables(source: Source) -> Iterator[Diagnostic]:
    """Names that nothing in a template gives; of a part, since others may get theirs elsewhere."""
    set_here = {node.name for node in source.find(nodes.Name) if node.ctx != "load"}
    set_here |= {node.name for node in source.find(nodes.Macro)}
    set_here |= {node.target for node in source.find(nodes.Import)}
    for node in source.find(nodes.FromImport):
        set_here |= {one[1] if isinstance(one, tuple) else one for one in node.names}
    known = {PAGE, *source.environment.globals, *_OF_JINJA, *set_here}
    for name in source.find(nodes.Name):
        if name.name not in known:
            hint = did_you_mean(name.name, sorted(known))
            yield finding(BAD_TEMPLATE, source.at(name), f"there is no '{name.name}'", hint)
