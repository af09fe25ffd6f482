"""The schema of the case files of one study, made from its codebook."""

from collections.abc import Iterable, Mapping, Sequence

from qualcode.loading.cases import COMPLETE
from qualcode.model.base import in_language
from qualcode.model.case import Case, CoderCodings
from qualcode.model.codebook import Code, Codebook, RecordType, Scale
from qualcode.model.typology import Typology
from qualcode.schemas.codings import GROUNDS, STILL_UNKNOWN, coding, one_of
from qualcode.schemas.passages import DOCUMENTS, PASSAGES, passage_definitions, summaries
from qualcode.schemas.shapes import (
    NEVER,
    Definitions,
    Schema,
    Shape,
    either,
    entries,
    items,
    nullable,
    ref,
    shapes_of,
)

# The pattern language has no word for the letters of all languages: whatever is no ASCII mark.
_NO_MARK = r"\s\x00-\x2c\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f"
_CASE_ID = rf"^[^{_NO_MARK}.\-][^{_NO_MARK}]*$"
_BY_UNIT = ("attributes", "codes", "declared_types", "printed_labels", "defines")
_IS_COMPLETE: Schema = {
    "type": "boolean",
    "description": "false: there may be more than those listed.",
}


def case_file(book: Codebook, language: str, case_ids: Sequence[str] = ()) -> Schema:
    """The schema of a case file.

    Args:
        book: what can be said of a case.
        language: of the labels and definitions that editors show.
        case_ids: suggested where a case names another; it may also name one that is not there yet.
    """
    shape = shapes_of(Case)["Case"].without("id", "group", "records").optional(*_BY_UNIT)
    units = {name: in_language(unit.label, language) or name for name, unit in book.units.items()}
    # Not as `examples`: editors would show all of them at once when the pointer rests there.
    suggested = [{"label": name, "body": name} for name in case_ids]
    twin: Schema = {"type": ["string", "null"], "defaultSnippets": suggested}
    keys: Mapping[str, object] = {
        "case": {"type": "string", "pattern": _CASE_ID, "description": "The id of the case."},
        "unit": {"description": "The kind of case.", **one_of(units)},
        "possible_duplicate_of": twin,
        "accept": items(ref("Acceptance")),
        "memos": items(ref("Memo")),
        "documents": DOCUMENTS,
        "passages": PASSAGES,
        "summaries": summaries(book),
        **{key: {} for key in (*_BY_UNIT, *book.records)},
    }
    rules = [*(_of_unit(book, unit) for unit in book.units), _anonymous(book)]
    return shape.having(keys, ["case"]).schema(allOf=rules)


def codings_file(book: Codebook, language: str) -> Schema:
    """The schema of a coder's file: it does not say of which unit its case is."""
    labels = ((name, in_language(one.label, language)) for name, one in book.coders.items())
    coders = {name: label or name for name, label in labels}
    keys: Mapping[str, object] = {
        "case": {"type": "string", "description": "The id of the case beside it."},
        "coder": one_of(coders),
        "attributes": ref("attributes."),
        "codes": ref("codes."),
        "passages": PASSAGES,
        "accept": items(ref("Acceptance")),
        "memos": items(ref("Memo")),
        **{name: ref(f"records.{name}") for name in book.records},
    }
    shape = shapes_of(CoderCodings)["CoderCodings"].without("records")
    return shape.optional("attributes", "codes").having(keys).schema()


def case_definitions(book: Codebook, language: str) -> Definitions:
    """What a case file consists of: the codes by unit, the records, the types, the evidence."""
    shapes = shapes_of(Case)
    plain = {name: shapes[name].schema() for name in ("Acceptance", "Decision", "Memo", "Source")}
    return {
        **plain,
        **passage_definitions(book, language),
        "Grounds": GROUNDS,
        "StillUnknown": STILL_UNKNOWN,
        **_codes(book, language),
        **_sections(book),
        **_types(book, language),
        **_records(book, language),
    }


def _codes(book: Codebook, language: str) -> Definitions:
    needed = book.evidence == "required"
    return {
        f"code.{name}": coding(code, language, needs_evidence=needed)
        for name, code in book.codes.items()
    }


def _of_unit(book: Codebook, unit: str) -> Schema:
    """What holds for the cases of one unit."""
    keys = {key: ref(f"{key}.{unit}") for key in _BY_UNIT}
    groups = {
        name: ref(f"records.{name}") if unit in kind.units else ref("NoRecords")
        for name, kind in book.records.items()
    }
    is_of_it = {"properties": {"unit": {"const": unit}}, "required": ["unit"]}
    return {"if": is_of_it, "then": {"properties": {**keys, **groups}}}


def _sections(book: Codebook) -> Definitions:
    """Attributes and codes of each unit."""
    found = {}
    for unit in (*book.units, ""):  # the empty name: those of all units together
        own = [
            code
            for code in book.codes.values()
            if code.scale is not Scale.PRESENCE
            and (not unit or not code.units or unit in code.units)
        ]
        facts = [code for code in own if code.role == "attribute"]
        found[f"attributes.{unit}"] = _section(facts)
        found[f"codes.{unit}"] = _section(code for code in own if code.role != "attribute")
    return found


def _section(codes: Iterable[Code]) -> Schema:
    keys = {code.id: ref(f"code.{code.id}") for code in codes}
    return nullable({"type": "object", "properties": keys, "additionalProperties": False})


def _types(book: Codebook, language: str) -> Definitions:
    """The typologies of each unit, with the types that a case can name."""
    found: dict[str, Schema] = {}
    for name, typology in book.typologies.items():
        found[f"type.{name}"] = _type(typology, language)
        found[f"named.{name}"] = _named(name)
    for unit in book.units:
        own = [name for name, typology in book.typologies.items() if typology.unit == unit]
        for section in ("declared_types", "printed_labels"):
            keys = {name: ref(f"named.{name}") for name in own}
            closed = {"type": "object", "properties": keys, "additionalProperties": False}
            found[f"{section}.{unit}"] = nullable(closed)
        keys = {name: ref(f"type.{name}") for name in own}
        found[f"defines.{unit}"] = Shape("The types that the case stands for.", keys).schema()
    return found


def _type(typology: Typology, language: str) -> Schema:
    label = in_language(typology.label, language) or typology.id
    types = {
        name: in_language(kind.label, language) or name for name, kind in typology.types.items()
    }
    return {"description": label, **one_of(types)}


def _named(typology: str) -> Schema:
    shape = shapes_of(Case)["NamedType"]
    keys = {"type": ref(f"type.{typology}"), "evidence": ref("Grounds")}
    return either(ref(f"type.{typology}"), shape.having(keys).schema())


def _records(book: Codebook, language: str) -> Definitions:
    found: dict[str, Schema] = {"NoRecords": _group({}, NEVER)}
    for name, kind in book.records.items():
        for field, code in kind.fields.items():
            found[f"field.{name}.{field}"] = coding(code, language, needs_evidence=False)
        found[f"record.{name}"] = _record(kind, needs_evidence=book.evidence == "required")
        label = in_language(kind.label, language) or name
        found[f"records.{name}"] = _group({"description": label}, ref(f"record.{name}"))
    return found


def _group(told: Schema, record: Schema) -> Schema:
    keys = {COMPLETE: _IS_COMPLETE}
    return {**told, **entries(record, properties=keys)}


def _record(kind: RecordType, *, needs_evidence: bool) -> Schema:
    """One record; where evidence is due, it has some itself or each of its fields has."""
    shape = shapes_of(Case)["Record"].without("id", "fields")
    fields = {field: ref(f"field.{kind.id}.{field}") for field in kind.fields}
    whole = shape.having({**fields, "evidence": ref("Grounds")})
    if not needs_evidence:
        return whole.schema()
    some = {"evidence": {"type": "array", "minItems": 1}}
    given: Schema = {"required": ["evidence"], "properties": some}
    others: Schema = {key: {} for key in shape.keys}
    each = {"properties": others, "additionalProperties": {"type": "object", **given}}
    return whole.schema(anyOf=[given, each])


def _anonymous(book: Codebook) -> Schema:
    """That an anonymous case says nothing that would tell which place it is."""
    telling = [code.id for code in book.codes.values() if code.identifying]
    section = {"properties": dict.fromkeys(telling, ref("StillUnknown"))}
    groups = {name: _telling_fields(kind) for name, kind in book.records.items()}
    return {
        "if": {"properties": {"anonymous": {"const": True}}, "required": ["anonymous"]},
        "then": {"properties": {"attributes": section, "codes": section, **groups}},
    }


def _telling_fields(kind: RecordType) -> Schema:
    telling = [field for field, code in kind.fields.items() if code.identifying]
    record = {"properties": dict.fromkeys(telling, ref("StillUnknown"))}
    return {"additionalProperties": record, "properties": {COMPLETE: {}}}
