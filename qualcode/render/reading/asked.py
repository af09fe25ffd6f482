"""What a template asks the page for: each method with the words that are given to it.

A word may come from a constant, a variable that holds one, a loop over constants, or a macro's
parameter. Of objects only the kind is known, from what the methods of the page say they give.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jinja2 import nodes

from qualcode.diagnostics import Location
from qualcode.render.page import Page
from qualcode.render.reading.kinds import given_by, method, public
from qualcode.render.reading.sources import Source

PAGE = "page"
OWNER = "self"
"""The name under which a use has the words that its object was asked for by."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A constant, and where it stands; each is the same as itself only."""

    value: bool | int | float | str
    source: Source
    node: nodes.Const

    @property
    def location(self) -> Location:
        """Where it stands, without its quotes."""
        return self.source.at(self.node)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Whatever a macro is called with under a name."""

    name: str


@dataclass(frozen=True, slots=True)
class View:
    """An object of the page, or several: its class, and the words that it was asked for by."""

    kind: type
    is_many: bool = False
    named: tuple[Word | Parameter, ...] = ()


Item = Word | Parameter | View
Items = tuple[Item, ...]
"""What an expression can be; nothing where that cannot be told."""

Variables = Mapping[str, Items]


@dataclass(frozen=True, slots=True)
class Use:
    """A method of a class, with what is given to each of its parameters."""

    method: str
    arguments: tuple[tuple[str, Items], ...]

    @property
    def is_open(self) -> bool:
        """Whether it hangs on what a macro is called with."""
        return any(isinstance(item, Parameter) for _, items in self.arguments for item in items)

    def called_with(self, given: Variables) -> "Use":
        """The same, with what is given for the parameters of the macro that it stands in."""
        arguments = ((name, _put_in(items, given)) for name, items in self.arguments)
        return replace(self, arguments=tuple(arguments))


def _put_in(items: Items, given: Variables) -> Items:
    new = (given.get(one.name, ()) if isinstance(one, Parameter) else (one,) for one in items)
    # Each once: a macro may call itself with a list that it makes longer.
    return tuple(dict.fromkeys(item for several in new for item in several))


@dataclass(frozen=True, slots=True)
class Call:
    """A call of something that may be a macro."""

    callee: nodes.Expr
    positional: tuple[Items, ...]
    by_name: tuple[tuple[str, Items], ...]


@dataclass(frozen=True, slots=True)
class Misfit:
    """An attribute that an object has not, or a method that cannot be called like that."""

    node: nodes.Expr
    kind: type
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a template or a macro asks for, in the order of the text.

    `macros` are those that it defines, and `names` what its variables are at its end.
    """

    uses: tuple[Use, ...]
    calls: tuple[Call, ...]
    misfits: tuple[Misfit, ...]
    macros: tuple[nodes.Macro, ...]
    names: Variables


def asked_in(body: Sequence[nodes.Node], source: Source, names: Variables) -> Asked:
    """What a body asks for.

    Args:
        body: the nodes of a template or of a macro; macros in it are only listed.
        source: the template that they are from.
        names: what variables are to begin with.
    """
    walk, scope = _Walk(source), dict(names)
    for node in body:
        walk.node(node, scope)
    return Asked(
        tuple(walk.uses), tuple(walk.calls), tuple(walk.misfits), tuple(walk.macros), scope
    )


def items_of(expression: nodes.Expr, source: Source, names: Variables) -> Items:
    """What an expression can be."""
    return _Walk(source).items(expression, names)


class _Walk:
    """A way through the nodes of one body; the scope says what variables are at each."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.uses: list[Use] = []
        self.calls: list[Call] = []
        self.misfits: list[Misfit] = []
        self.macros: list[nodes.Macro] = []

    def node(self, node: nodes.Node, scope: dict[str, Items]) -> None:
        """Look at a node and all that is in it."""
        match node:
            case nodes.Macro():
                self.macros.append(node)
                return
            case nodes.For():
                self._loop(node, scope)
                return
            case nodes.CallBlock():
                self.node(node.call, scope)
                inner = {**scope, **{one.name: () for one in node.args}}
                self._all(node.body, inner)
                return
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self.node(value, scope)
                    self._set(target, value, inner)
                self._all(node.body, inner)
                return
            case nodes.Call():
                self._call(node, scope)
            case nodes.Getattr():
                self._attribute(node, scope)
        self._all(node.iter_child_nodes(), scope)
        if isinstance(node, nodes.Assign):
            self._set(node.target, node.node, scope)
        if isinstance(node, nodes.AssignBlock):
            self._assign(node.target, (), scope)

    def _all(
        self, inner: Iterator[nodes.Node] | Sequence[nodes.Node], scope: dict[str, Items]
    ) -> None:
        for one in inner:
            self.node(one, scope)

    def _loop(self, node: nodes.For, scope: dict[str, Items]) -> None:
        self.node(node.iter, scope)
        each = tuple(one for item in self.items(node.iter, scope) for one in _each(item))
        inner = dict(scope)
        self._assign(node.target, each, inner)
        if node.test is not None:
            self.node(node.test, inner)
        self._all(node.body, inner)
        self._all(node.else_, dict(scope))

    def _set(self, target: nodes.Node, value: nodes.Node, scope: dict[str, Items]) -> None:
        match target, value:
            case nodes.Tuple(items=targets), nodes.Tuple(items=values) if len(targets) == len(
                values
            ):
                for one, other in zip(targets, values, strict=True):
                    self._set(one, other, scope)
            case _:
                self._assign(target, self.items(value, scope), scope)

    def _assign(self, target: nodes.Node, items: Items, scope: dict[str, Items]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = items
        for one in target.find_all(nodes.Name):
            scope[one.name] = ()

    def items(self, expression: nodes.Node, scope: Variables) -> Items:
        """What an expression can be."""
        match expression:
            case nodes.Const(value=bool() | int() | float() | str() as value):
                return (Word(value, self._source, expression),)
            case nodes.List(items=inner) | nodes.Tuple(items=inner):
                return tuple(item for one in inner for item in self.items(one, scope))
            case nodes.Name(name=name):
                return (View(Page),) if name == PAGE else scope.get(name, ())
            case nodes.Getattr(node=owner, attr=name):
                return self._parts(owner, name, (), scope)
            case nodes.Call(node=nodes.Getattr(node=owner, attr=name), args=[first, *_]):
                return self._parts(owner, name, self.items(first, scope), scope)
            case nodes.Call(node=nodes.Getattr(node=owner, attr=name)):
                return self._parts(owner, name, (), scope)
            case nodes.Getitem(node=several):
                views = (one for one in self.items(several, scope) if isinstance(one, View))
                return tuple(replace(view, is_many=False) for view in views)
        return ()

    def _parts(self, owner: nodes.Node, name: str, first: Items, scope: Variables) -> Items:
        """What an attribute of an object is, or its method gives."""
        found = []
        words = tuple(item for item in first if not isinstance(item, View))
        for view in self._views(owner, scope):
            given = given_by(view.kind, name)
            if given is not None:
                found.append(View(given.kind, given.is_many, view.named or words))
        return tuple(found)

    def _views(self, owner: nodes.Node, scope: Variables) -> Iterator[View]:
        for item in self.items(owner, scope):
            if isinstance(item, View) and not item.is_many:
                yield item

    def _attribute(self, node: nodes.Getattr, scope: Variables) -> None:
        for view in self._views(node.node, scope):
            if node.attr not in public(view.kind):
                self.misfits.append(Misfit(node, view.kind, node.attr))

    def _call(self, node: nodes.Call, scope: Variables) -> None:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            return
        positional = tuple(self.items(one, scope) for one in node.args)
        by_name = {one.key: self.items(one.value, scope) for one in node.kwargs}
        self.calls.append(Call(node.node, positional, tuple(by_name.items())))
        if not isinstance(node.node, nodes.Getattr):
            return
        name = node.node.attr
        for view in self._views(node.node.node, scope):
            takes = method(view.kind, name)
            if takes is None:
                continue
            try:
                bound = takes.bind(view.named, *positional, **by_name).arguments
            except TypeError as error:
                self.misfits.append(Misfit(node.node, view.kind, name, str(error)))
                continue
            self.uses.append(Use(f"{view.kind.__name__}.{name}", _flat(bound)))


def _each(item: Item) -> Items:
    """What a loop over something gives one by one."""
    if isinstance(item, View) and not item.is_many:
        given = given_by(item.kind, "__iter__")
        return () if given is None else (View(given.kind, False, item.named),)
    return (replace(item, is_many=False),) if isinstance(item, View) else (item,)


def _flat(bound: Mapping[str, tuple[Items, ...] | Items]) -> tuple[tuple[str, Items], ...]:
    """Arguments by parameter, those of a parameter for all the rest put together."""
    return tuple(
        (name, tuple(item for one in given for item in (one if isinstance(one, tuple) else (one,))))
        for name, given in bound.items()
    )
