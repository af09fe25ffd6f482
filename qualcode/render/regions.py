"""Which parts of a template come from the data: each expression, and each statement that prints.

What stands at the top of a template outside of them are the author's words. A region is named by
what the template asks for there, so that it keeps its name when its words or its place change.
"""

import re
from collections.abc import Iterator, Sequence, Set

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_PRINTING = (
    nodes.For,
    nodes.If,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.Include,
    nodes.With,
    nodes.Scope,
    nodes.ScopedEvalContextModifier,
)
_WORD = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")
_LONGEST = 60
_WITHOUT_NAME = "text"


class MarkingGenerator(CodeGenerator):
    """Compiles a template so that it says where each of its regions begins and ends."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  # as in Jinja
        """Compile a template."""
        constant = frozenset({"_", *_names_without_context(node)})
        node.body = list(_marked(node.body, constant))
        super().visit_Template(node, frame)


def _names_without_context(tree: nodes.Template) -> Iterator[str]:
    """What a template imports that cannot see the page; it gives the same words at any time."""
    for node in tree.find_all(nodes.Import):
        if not node.with_context:
            yield node.target
    for listed in tree.find_all(nodes.FromImport):
        if not listed.with_context:
            yield from (name if isinstance(name, str) else name[1] for name in listed.names)


def _marked(body: Sequence[nodes.Node], constant: Set[str]) -> Iterator[nodes.Node]:
    for node in body:
        match node:
            case nodes.Output():
                for child in node.nodes:
                    yield from _printed(child, constant)
            case nodes.Block():
                node.body = list(_marked(node.body, constant))
                yield node
            case nodes.Assign(target=nodes.Tuple() as names, node=nodes.Tuple() as values) if (
                _can_be_split(names, values)
            ):
                pairs = zip(names.items, values.items, strict=True)
                single = [nodes.Assign(name, value, lineno=node.lineno) for name, value in pairs]
                yield from _marked(single, constant)
            case nodes.Assign() | nodes.AssignBlock():
                targets = [one.name for one in _with(node.target).find_all(nodes.Name)]
                yield nodes.ExprStmt(_call("begin_value", targets), lineno=node.lineno)
                yield node
                yield nodes.ExprStmt(_call("end_value"), lineno=node.lineno)
            case nodes.Stmt() if isinstance(node, _PRINTING) and _prints(node):
                yield from _set_off(node, node, constant)
            case _:
                yield node


def _can_be_split(names: nodes.Tuple, values: nodes.Tuple) -> bool:
    """Whether several values can be set one by one, since none is made from another's name."""
    set_now = {one.name for one in names.find_all(nodes.Name)}
    used = {one.name for one in values.find_all(nodes.Name)}
    return len(names.items) == len(values.items) and not set_now & used


def _printed(child: nodes.Expr, constant: Set[str]) -> Iterator[nodes.Node]:
    output = nodes.Output([child], lineno=child.lineno)
    if isinstance(child, nodes.TemplateData):
        yield output
    else:
        yield from _set_off(child, output, constant)


def _set_off(named: nodes.Node, printing: nodes.Node, constant: Set[str]) -> Iterator[nodes.Node]:
    """Something that prints, between marks; without, where it would print the same at any time."""
    names = list(dict.fromkeys(one.name for one in _with(named).find_all(nodes.Name)))
    if constant >= set(names) and not isinstance(named, nodes.Include):
        yield printing
        return
    line = printing.lineno
    yield nodes.Output([_call("open_region", slug_of(named), names)], lineno=line)
    yield printing
    yield nodes.Output([_call("close_region")], lineno=line)


def _with(node: nodes.Node) -> nodes.Node:
    """A node from which `find_all` finds the node itself as well."""
    return nodes.Scope([node])


def _call(method: str, *arguments: object) -> nodes.Call:
    constants = [nodes.Const(one) for one in arguments]
    return nodes.Call(nodes.EnvironmentAttribute(method), constants, [], None, None)


def _prints(node: nodes.Node) -> bool:
    if isinstance(node, nodes.CallBlock | nodes.Include):
        return True
    return any(
        not isinstance(child, nodes.TemplateData) or child.data.strip()
        for output in node.find_all(nodes.Output)
        for child in output.nodes
    ) or any(True for _ in node.find_all((nodes.CallBlock, nodes.Include)))


def slug_of(node: nodes.Node) -> str:
    """What a region is called: the names and ids that the template has there, in order."""
    words = list(dict.fromkeys(_words(_naming(node))))
    slug = ""
    for word in words:
        longer = f"{slug}.{word}" if slug else word
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug or _WITHOUT_NAME


def _naming(node: nodes.Node) -> nodes.Node:
    """The part of a statement that says what it is about."""
    match node:
        case nodes.If(test=test):
            return test
        case nodes.For(iter=over):
            return over
        case nodes.CallBlock(call=call):
            return call
        case nodes.FilterBlock(body=body) if body:
            return nodes.Scope(body)
    return node


def _words(node: nodes.Node) -> Iterator[str]:
    """Names and ids in an expression; `page` and the names of filters say nothing."""
    match node:
        case nodes.Name(name=name):
            words = [] if name in {"page", "_"} else [name]
        case nodes.Const(value=bool(value)):
            words = [str(value).lower()]
        case nodes.Const(value=str(value)):
            words = [value]
        case nodes.Getattr(node=inner, attr=attr):
            words = [*_words(inner), attr]
        case nodes.Keyword(value=value):
            words = list(_words(value))
        case _:
            words = [word for child in node.iter_child_nodes() for word in _words(child)]
    yield from (word for word in (one.lower() for one in words) if _WORD.match(word))
