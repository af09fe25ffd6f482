"""Lists of facts, read from a file of their own in the codebook's folder."""

from collections.abc import Collection, Iterator, Mapping

from pydantic import TypeAdapter

from qualcode.diagnostics import Rule, Severity, did_you_mean
from qualcode.loading.shape import Path, Raw, Shaper, describe
from qualcode.model.base import Frozen
from qualcode.model.facts import Fact, FactField, FactList

UNKNOWN_FIELD = Rule(
    "QC130", "unknown-fact-field", Severity.ERROR, "A fact with a field that its list has not."
)
WITHOUT_LABEL = Rule(
    "QC131", "fact-field-without-label", Severity.ERROR, "A field of facts without a label."
)
NO_FACT = Rule(
    "QC132", "wrong-fact", Severity.ERROR, "A fact that is no text, number or list of texts."
)
UNNAMED = Rule("QC133", "unnamed-fact", Severity.ERROR, "A fact or list of facts without a label.")
UNKNOWN_DOCUMENT = Rule(
    "QC134",
    "fact-from-unknown-document",
    Severity.ERROR,
    "A fact, or a method, whose source is not a document.",
)
RULES = (UNKNOWN_FIELD, WITHOUT_LABEL, NO_FACT, UNNAMED, UNKNOWN_DOCUMENT)

FILE = "facts.yaml"
KEYS = ("facts", "label", "definition", "source", "fields", "items", "document", "at", "scale")
_OF_AN_ITEM = ("label", "definition", "source")

_FIELD = TypeAdapter(FactField)
_FACT = TypeAdapter(Fact)
_LIST = TypeAdapter(FactList)


class _Header(Frozen):
    """The keys of a facts file; its lists are read one by one."""


_FILE = TypeAdapter(_Header)


def read_facts(shaper: Shaper, documents: Collection[str]) -> dict[str, FactList]:
    """The lists of a facts file; what is wrong with them is kept in the shaper.

    Args:
        shaper: reads the file.
        documents: the ids of the documents that a source may name.
    """
    raw = shaper.mapping(shaper.document.data, (), "a facts file") or {}
    shaper.build(_FILE, {key: value for key, value in raw.items() if key != "facts"}, ())
    lists = shaper.entries(raw.get("facts"), ("facts",), "'facts'")
    read = ((name, _list(shaper, body, path, documents)) for name, body, path in lists)
    return {name: found for name, found in read if found is not None}


def _list(shaper: Shaper, body: Raw, path: Path, documents: Collection[str]) -> FactList | None:
    fields = dict(_fields(shaper, body.get("fields"), (*path, "fields")))
    items = shaper.entries(body.get("items"), (*path, "items"), "'items'")
    facts = {
        name: fact
        for name, item, place in items
        if (fact := _fact(shaper, item, place, fields, documents)) is not None
    }
    _check_heading(shaper, body, path, documents)
    whole = {"label": "", **body, "fields": fields, "items": facts}
    return shaper.build(_LIST, whole, path)


def _fields(shaper: Shaper, raw: object, path: Path) -> Iterator[tuple[str, FactField]]:
    for name, body, place in shaper.entries(raw, path, "'fields'"):
        if name in _OF_AN_ITEM:
            message = f"'{name}' cannot be a field: every item has it anyway"
            shaper.say(UNKNOWN_FIELD, place, message, "take it out", key=True)
            continue
        if not body.get("label"):
            message = f"field '{name}' has no label, so no table can head it"
            hint = "add 'label: {...}' with its name in each language"
            shaper.say(WITHOUT_LABEL, place, message, hint, key=True)
            body["label"] = name
        field = shaper.build(_FIELD, body, place)
        if field is not None:
            yield name, field


def _fact(
    shaper: Shaper,
    body: Raw,
    path: Path,
    fields: Mapping[str, FactField],
    documents: Collection[str],
) -> Fact | None:
    known = {"id", *_OF_AN_ITEM, *(key for key in body if key.startswith("__"))}
    values = {}
    for name, value in body.items():
        place = (*path, name)
        if name in known:
            continue
        if name not in fields:
            message = f"'{body['id']}' has a field '{name}' that its list does not declare"
            hint = did_you_mean(name, (*fields, *_OF_AN_ITEM)) or "declare it under 'fields'"
            shaper.say(UNKNOWN_FIELD, place, message, hint, key=True)
        elif _is_value(value):
            values[name] = tuple(value) if isinstance(value, list) else value
        else:
            message = f"'{name}' must be a text, a number or a list of texts, found {_found(value)}"
            hint = "give a text for each language as '{da: ..., en: ...}', a list item by item"
            shaper.say(NO_FACT, place, message, hint)
    _check_heading(shaper, body, path, documents)
    kept = {key: value for key, value in body.items() if key in known}
    return shaper.build(_FACT, {"label": "", **kept, "values": values}, path)


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(_is_text(one) for one in value)
    return _is_text(value) or (isinstance(value, int | float) and not isinstance(value, bool))


def _is_text(value: object) -> bool:
    if isinstance(value, dict):
        return bool(value) and all(isinstance(text, str) for text in value.values())
    return isinstance(value, str)


def _found(value: object) -> str:
    if isinstance(value, list) and value:
        odd = next(one for one in value if not _is_text(one))
        return f"a list with {describe(odd)} in it"
    return "an empty list" if isinstance(value, list) else describe(value)


def _check_heading(shaper: Shaper, body: Raw, path: Path, documents: Collection[str]) -> None:
    """What a list and its items have alike: a label, and a source that is a document."""
    if not body.get("label"):
        hint = "add 'label: {...}' with its name in each language"
        shaper.say(UNNAMED, path, f"'{body['id']}' has no label", hint, key=True)
    check_source(shaper, body, path, documents)


def check_source(shaper: Shaper, body: Raw, path: Path, documents: Collection[str]) -> None:
    """Keep a finding where the source of an entry is not one of the documents."""
    source = body.get("source")
    name = source.get("document") if isinstance(source, dict) else None
    if isinstance(name, str) and name not in documents:
        message = f"there is no document '{name}'"
        hint = did_you_mean(name, documents) or "declare it under 'documents' in the codebook"
        shaper.say(UNKNOWN_DOCUMENT, (*path, "source", "document"), message, hint)
