"""The codebook as a document: the coding tree of a report's appendix, and each code in full."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from qualcode.model.base import Source
from qualcode.model.codebook import Code, Codebook, CodeValue, Scale
from qualcode.model.migration import Migration
from qualcode.model.typology import Type
from qualcode.render.escaping import md
from qualcode.render.language import Language
from qualcode.tables.coding_tree import coding_tree

_SCALES: Mapping[Scale, str] = MappingProxyType(
    {
        Scale.PRESENCE: "presence",
        Scale.BOOLEAN: "boolean",
        Scale.NOMINAL: "nominal",
        Scale.ORDINAL: "ordinal",
        Scale.SET: "set",
        Scale.COUNT: "count",
        Scale.NUMBER: "number",
        Scale.DATE: "date",
        Scale.TEXT: "text",
        Scale.TEXTS: "texts",
        Scale.REFERENCE: "reference",
    }
)
"""The fixed words for scales, as message ids."""


class CodebookDocument:
    """Writes one codebook in one language, as Markdown."""

    def __init__(self, book: Codebook, language: Language) -> None:
        """A writer of a codebook that could be read."""
        self._book = book
        self._language = language
        self.word = language.gettext

    def text(self, heading: str = "") -> str:
        """The whole document, under a heading, or under the label of the codebook."""
        title = heading or self._label(self._book.label) or md(self._book.id)
        version = f"{self.word('Version')} {md(self._book.version)}" if self._book.version else ""
        blocks = [f"# {title}", version, f"## {self.word('Coding tree')}"]
        blocks += [self._tree(), *self._themes(), *self._records(), *self._typologies()]
        blocks += self._migrations()
        return "\n\n".join(block for block in blocks if block) + "\n"

    def _tree(self) -> str:
        lines: list[str] = []
        for id, theme in self._book.themes.items():
            lines.append(f"- **{self._label(theme.label) or md(id)}**")
            for depth, code in coding_tree(self._book, id):
                lines.append(f"{'  ' * (depth + 1)}- {self._named(code.id, code.label)}")
        return "\n".join(lines)

    def _themes(self) -> Iterator[str]:
        for id, theme in self._book.themes.items():
            codes = [code for _, code in coding_tree(self._book, id)]
            if codes:
                yield f"## {self._label(theme.label) or md(id)}"
                yield self._label(theme.definition)
                for code in codes:
                    yield from self._code(code, "###")

    def _records(self) -> Iterator[str]:
        if self._book.records:
            yield f"## {self.word('Records')}"
        for id, record in self._book.records.items():
            yield f"### {self._named(id, record.label)}"
            yield self._source(record.source)
            for field in record.fields.values():
                yield from self._code(field, "####")

    def _typologies(self) -> Iterator[str]:
        if self._book.typologies:
            yield f"## {self.word('Typologies')}"
        for id, typology in self._book.typologies.items():
            yield f"### {self._named(id, typology.label)}"
            yield self._label(typology.definition)
            yield "\n".join(self._item(one) for one in typology.types.values())

    def _item(self, kind: Type) -> str:
        text = self._label(kind.definition)
        return f"- {self._named(kind.id, kind.label)}" + (f": {text}" if text else "")

    def _code(self, code: Code, head: str) -> Iterator[str]:
        yield f"{head} {self._named(code.id, code.label)}"
        yield self._facts(code)
        yield self._label(code.definition)
        yield self._criteria(code.include_when, code.exclude_when)
        yield self._values(code.values)
        yield self._source(code.source)

    def _facts(self, code: Code) -> str:
        units = (self._book.units.get(unit) for unit in code.units)
        named = [self._label(unit.label) or md(unit.id) for unit in units if unit is not None]
        parent = self._book.codes.get(code.parent or "")
        asked = self._label(code.asked_in)
        facts = (
            (self.word("Unit"), self._language.list(named)),
            (self.word("Scale"), self.word(_SCALES[code.scale])),
            (self.word("Below"), "" if parent is None else self._label(parent.label)),
            (self.word("Comes from"), asked),
            (self.word("Derived"), self.word("yes") if code.derived is not None else ""),
        )
        return "; ".join(f"{what}: {text}" for what, text in facts if text) + "."

    def _criteria(self, include: Mapping[str, str], exclude: Mapping[str, str]) -> str:
        pairs = ((self.word("Include when"), include), (self.word("Exclude when"), exclude))
        texts = ((what, self._label(label)) for what, label in pairs)
        return "\n".join(f"- {what}: {text}" for what, text in texts if text)

    def _values(self, values: Sequence[CodeValue]) -> str:
        lines = []
        for value in values:
            texts = [self._label(value.definition)]
            for what, label in (
                (self.word("Include when"), value.include_when),
                (self.word("Exclude when"), value.exclude_when),
            ):
                texts += [f"{what}: {self._label(label)}"] if label else []
            examples = [self._label(example) for example in value.examples]
            texts += [f"{self.word('Examples')}: {'; '.join(examples)}"] if examples else []
            said = " ".join(_sentence(text) for text in texts if text)
            lines.append(f"- {self._named(value.id, value.label)}" + (f": {said}" if said else ""))
        return "\n".join(lines)

    def _source(self, source: Source | None) -> str:
        if source is None:
            return ""
        known = self._book.documents.get(source.document)
        name = md(source.document) if known is None else self._label(known.label)
        place = f"{name or md(source.document)}, {md(source.at)}" if source.at else name
        return f"{self.word('Source')}: {place}."

    def _migrations(self) -> Iterator[str]:
        if self._book.migrations:
            yield f"## {self.word('Changes of names')}"
            yield "\n".join(map(self._migration, self._book.migrations))

    def _migration(self, one: Migration) -> str:
        names = ", ".join(f"`{name}`" for name in one.to)
        because = self._label(one.because)
        by = f" ({md(one.by)})" if one.by else ""
        return f"- {md(one.date)}: `{one.name}` → {names}{f': {because}' if because else ''}{by}"

    def _named(self, id: str, label: Mapping[str, str]) -> str:
        text = self._label(label)
        return f"{text} (`{id}`)" if text else f"`{id}`"

    def _label(self, label: Mapping[str, str]) -> str:
        return str(md(self._language.label(label)))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
