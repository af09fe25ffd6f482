"""Facts of the study as a page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.model.facts import Fact, FactList
from qualcode.render.cases import source_text
from qualcode.render.edition import Edition, NoSuchNameError
from qualcode.render.escaping import Markdown, md
from qualcode.render.grid import EMPTY, Grid
from qualcode.render.recording import Asked, Kind
from qualcode.render.values import not_stated


@dataclass(frozen=True, slots=True)
class FactView:
    """One item of a list of facts."""

    id: str
    label: Markdown
    definition: Markdown
    source: Markdown
    _fact: Fact
    _list: FactList
    _edition: Edition

    def has(self, field: str) -> bool:
        """Whether the item has a value in a field."""
        return _declared(field, self._list) in self._fact.values

    def value(self, field: str) -> Markdown:
        """The value in a field: a text, a number, or several texts in a row; or 'not stated'."""
        language = self._edition.language
        texts = self.items_of(field)
        return Markdown(language.list(texts)) if texts else not_stated(language).text

    def items_of(self, field: str) -> tuple[Markdown, ...]:
        """The texts in a field one by one; none where there is no value."""
        value = self._fact.values.get(_declared(field, self._list))
        language = self._edition.language
        match value:
            case None:
                return ()
            case int() | float():
                is_year = self._list.fields[field].scale == "year"
                return (md(value if is_year else language.number(value)),)
            case tuple():
                return tuple(md(language.label(text)) for text in value)
        return (md(language.label(value)),)


@dataclass(frozen=True, slots=True)
class FactsView:
    """A list of facts; iteration gives its items."""

    label: Markdown
    definition: Markdown
    source: Markdown
    _list: FactList
    _edition: Edition

    def __iter__(self) -> Iterator[FactView]:
        return (_fact_view(fact, self._list, self._edition) for fact in self._list.items.values())

    def __len__(self) -> int:
        return len(self._list.items)

    def item(self, name: str) -> FactView:
        """One item."""
        if name not in self._list.items:
            raise NoSuchNameError("item", name, self._list.items, self._list.id)
        return _fact_view(self._list.items[name], self._list, self._edition)

    def table(self, *fields: str) -> Grid:
        """The items in rows, fields in columns; an item without a value has an empty cell."""
        label = self._edition.language.label
        heads = (md(label(self._list.fields[_declared(one, self._list)].label)) for one in fields)
        rows = tuple(
            (item.label, *(item.value(one) if item.has(one) else EMPTY for one in fields))
            for item in self
        )
        behind = tuple(
            ((Asked(Kind.FACTS, self._list.id, item.id),),) * (len(fields) + 1) for item in self
        )
        return Grid((self.label, *heads), rows, behind)


def facts_view(name: str, edition: Edition) -> FactsView:
    """The list of facts with an id."""
    known = edition.codebook.facts
    if name not in known:
        raise NoSuchNameError("list of facts", name, known)
    found = known[name]
    edition.recorder.note(Kind.FACTS, name)
    return FactsView(
        label=md(edition.language.label(found.label)),
        definition=md(edition.language.label(found.definition)),
        source=source_text(found.source, edition),
        _list=found,
        _edition=edition,
    )


def _fact_view(fact: Fact, listed: FactList, edition: Edition) -> FactView:
    edition.recorder.note(Kind.FACTS, listed.id, fact.id)
    return FactView(
        id=fact.id,
        label=md(edition.language.label(fact.label)),
        definition=md(edition.language.label(fact.definition)),
        source=source_text(fact.source, edition),
        _fact=fact,
        _list=listed,
        _edition=edition,
    )


def _declared(field: str, listed: FactList) -> str:
    if field not in listed.fields:
        raise NoSuchNameError("field", field, listed.fields, listed.id)
    return field
