"""The names that the files of a codebook mention."""

from collections.abc import Iterator

from qualcode.model.names import VOCABULARY, Book, Kind, Mention, Path
from qualcode.model.typology import Trait
from qualcode.refactoring.cases import in_case, in_memos
from qualcode.refactoring.words import (
    in_condition,
    in_keys,
    in_placeholders,
    in_text,
    in_values,
    mapping,
)

_CLAUSES = ("necessary", "excluded_by", "sufficient")


def in_main_file(raw: object, book: Book) -> Iterator[Mention]:
    """What `codebook.yaml` mentions."""
    data = mapping(raw)
    for section, kind in (
        ("themes", Kind.THEME),
        ("documents", Kind.DOCUMENT),
        ("coders", Kind.CODER),
    ):
        yield from in_keys(data.get(section), (section,), kind)
    for id, vocabulary in mapping(data.get("vocabularies")).items():
        place = ("vocabularies", id, "values")
        values = mapping(vocabulary).get("values")
        yield from in_keys(values, place, Kind.VALUE, f"{VOCABULARY}{id}")
    for group, record in mapping(data.get("records")).items():
        yield from in_text(mapping(record).get("theme"), ("records", group, "theme"), Kind.THEME)
        place = ("records", group, "fields")
        yield from _codes(mapping(record).get("fields"), place, book, group)
    key = "possible_duplicates"
    yield from in_text(data.get(key), (key,), Kind.CODE)
    for i, entry in enumerate(_items(data.get("impossible"))):
        yield from in_condition(mapping(entry).get("when"), ("impossible", i, "when"), book)


def in_theme_file(raw: object, book: Book) -> Iterator[Mention]:
    """What a theme's file mentions."""
    data = mapping(raw)
    yield from in_text(data.get("theme"), ("theme",), Kind.THEME)
    yield from _codes(data.get("codes"), ("codes",), book)


def _codes(raw: object, path: Path, book: Book, group: str = "") -> Iterator[Mention]:
    yield from in_keys(raw, path, Kind.CODE, group)
    for id, body in mapping(raw).items():
        place = (*path, id)
        code = mapping(body)
        yield from in_text(code.get("theme"), (*place, "theme"), Kind.THEME)
        yield from in_text(code.get("parent"), (*place, "parent"), Kind.CODE, group)
        yield from in_memos(code.get("memos"), (*place, "memos"), book)
        owner = book.owner(id, group)
        if owner is not None and "vocabulary" not in code:
            yield from in_keys(code.get("values"), (*place, "values"), Kind.VALUE, owner)
        yield from _derived(mapping(code.get("derived")), (*place, "derived"), book, owner)


def _derived(
    raw: dict[str, object], path: Path, book: Book, owner: str | None
) -> Iterator[Mention]:
    bands = mapping(raw.get("bands"))
    yield from in_text(bands.get("of"), (*path, "bands", "of"), Kind.CODE)
    for i, band in enumerate(_items(bands.get("limits"))):
        place = (*path, "bands", "limits", i, "value")
        yield from in_values(mapping(band).get("value"), place, owner)
    yield from in_condition(raw.get("condition"), (*path, "condition"), book)
    group = str(raw.get("count") or raw.get("union") or "")
    yield from in_condition(raw.get("where"), (*path, "where"), book, group)
    yield from in_text(raw.get("field"), (*path, "field"), Kind.CODE, group)


def in_typology_file(raw: object, book: Book) -> Iterator[Mention]:
    """What a typology's file mentions."""
    data = mapping(raw)
    id = str(data.get("typology"))
    yield from in_text(data.get("typology"), ("typology",), Kind.TYPOLOGY)
    yield from in_keys(data.get("types"), ("types",), Kind.TYPE, id)
    assessment = mapping(data.get("assessment"))
    owners = tuple(f"{VOCABULARY}{assessment.get(key)}" for key in ("criteria", "ratings"))
    for name, body in mapping(data.get("types")).items():
        path = ("types", name)
        kind = mapping(body)
        yield from _conditions_of(kind, path, book)
        yield from _profile(kind.get("profile"), (*path, "profile"), book)
        yield from _assessed(kind, path, *owners)


def _conditions_of(kind: dict[str, object], path: Path, book: Book) -> Iterator[Mention]:
    for key in _CLAUSES:
        yield from _clauses(kind.get(key), (*path, key), book)
    for i, item in enumerate(_items(kind.get("typical"))):
        trait = mapping(item)
        place = (*path, "typical", i)
        if "when" in trait:
            yield from in_condition(trait["when"], (*place, "when"), book)
        elif "text" not in trait:
            short = {key: value for key, value in trait.items() if key not in Trait.model_fields}
            yield from in_condition(short, place, book)
    for id, subtype in mapping(kind.get("subtypes")).items():
        necessary = mapping(subtype).get("necessary")
        yield from _clauses(necessary, (*path, "subtypes", id, "necessary"), book)


def _clauses(raw: object, path: Path, book: Book) -> Iterator[Mention]:
    for i, item in enumerate(_items(raw)):
        clause = mapping(item)
        place: Path = (*path, i)
        if "when" in clause:
            yield from in_condition(clause["when"], (*place, "when"), book)
        else:
            yield from in_condition(clause, place, book)


def _profile(raw: object, path: Path, book: Book) -> Iterator[Mention]:
    yield from in_keys(raw, path, Kind.CODE)
    for code, item in mapping(raw).items():
        place = (*path, code)
        owner = book.owner(code)
        if isinstance(item, dict):
            yield from in_values(item.get("ideal"), (*place, "ideal"), owner)
        else:
            yield from in_values(item, place, owner)


def _assessed(
    kind: dict[str, object], path: Path, criteria: str, ratings: str
) -> Iterator[Mention]:
    for key in ("strengths", "weaknesses"):
        for i, remark in enumerate(_items(kind.get(key))):
            place = (*path, key, i, "criteria")
            yield from in_values(mapping(remark).get("criteria"), place, criteria)
    yield from in_keys(kind.get("assessment"), (*path, "assessment"), Kind.VALUE, criteria)
    for name, rating in mapping(kind.get("assessment")).items():
        place = (*path, "assessment", name, "rating")
        yield from in_values(mapping(rating).get("rating"), place, ratings)


def in_rules_file(raw: object, book: Book) -> Iterator[Mention]:
    """What the file of the study's own rules mentions."""
    for id, body in mapping(mapping(raw).get("rules")).items():
        yield from _rule(mapping(body), ("rules", id), book)


def _rule(rule: dict[str, object], path: Path, book: Book) -> Iterator[Mention]:
    for key in ("when", "require", "refuse"):
        yield from in_condition(rule.get(key), (*path, key), book)
    for key in ("known", "in_order", "at"):
        yield from in_text(rule.get(key), (*path, key), Kind.CODE)
    yield from in_keys(rule.get("types"), (*path, "types"), Kind.TYPOLOGY)
    for typology, kind in mapping(rule.get("types")).items():
        yield from in_text(kind, (*path, "types", typology), Kind.TYPE, typology)
    each = mapping(rule.get("each"))
    group = str(each.get("records", ""))
    for key in ("where", "require", "refuse"):
        yield from in_condition(each.get(key), (*path, "each", key), book, group)
    yield from in_text(each.get("via"), (*path, "each", "via"), Kind.CODE, group)
    unique = mapping(rule.get("unique"))
    within = str(unique.get("records", ""))
    yield from in_text(unique.get("field"), (*path, "unique", "field"), Kind.CODE, within)
    cases = mapping(rule.get("cases"))
    yield from in_condition(cases.get("where"), (*path, "cases", "where"), book)
    yield from in_text(cases.get("each_value_of"), (*path, "cases", "each_value_of"), Kind.CODE)
    for key in ("message", "hint"):
        yield from in_placeholders(rule.get(key), (*path, key))
    for key, examples in mapping(rule.get("examples")).items():
        for i, example in enumerate(_items(examples)):
            yield from in_case(example, book, (*path, "examples", key, i))


def _items(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else []
