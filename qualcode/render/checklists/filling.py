"""Standards filled from a study: each item with what is known, where, and what is missing."""

from collections.abc import Iterator, Mapping

from qualcode.loading.methods import FILE
from qualcode.loading.standards import aspects, standard
from qualcode.model.method import Method, StatedIn
from qualcode.model.standard import Aspect, StandardItem
from qualcode.render.checklists.fact import Fact
from qualcode.render.checklists.facts import FACTS
from qualcode.render.checklists.report_places import ReportPlaces
from qualcode.render.edition import Edition
from qualcode.tables.checklists import Answer, Checklist, Item, Stated, Status

_NOTHING = Method.model_construct(id="")
"""What is said of an aspect that no file of methods mentions."""


def fill(name: str, edition: Edition, places: ReportPlaces) -> Checklist:
    """A standard filled from the study of an edition, in its language.

    Args:
        name: the id of the standard.
        edition: the study in one language.
        places: the report that says it.
    """
    asked, language = standard(name), edition.language
    needed = dict.fromkeys(aspect for item in asked.items for aspect in item.needs)
    answers = {aspect: _answer(aspect, edition, places) for aspect in needed}
    groups = {id: language.label(label) for id, label in asked.groups.items()}
    return Checklist(
        standard=asked.standard,
        name=asked.name,
        citation=asked.citation,
        language=language.code,
        file=f"{edition.study.project.codebook}/{FILE}",
        items=tuple(_item(item, groups, answers, edition) for item in asked.items),
    )


def _item(
    item: StandardItem, groups: Mapping[str, str], answers: Mapping[str, Answer], edition: Edition
) -> Item:
    return Item(
        number=item.number,
        group=groups[item.group],
        label=edition.language.label(item.label),
        asks=edition.language.label(item.asks),
        answers=tuple(answers[aspect] for aspect in item.needs),
    )


def _answer(name: str, edition: Edition, places: ReportPlaces) -> Answer:
    aspect, language = aspects()[name], edition.language
    method = edition.codebook.methods.get(name, _NOTHING)
    label, written_at = language.label(aspect.label), method.position if method.id else None
    if method.not_applicable:
        reason = language.label(method.not_applicable)
        return Answer(name, label, Status.NOT_APPLICABLE, text=reason, written_at=written_at)
    work_out = FACTS.get(name)
    fact = None if work_out is None else work_out(edition)
    stated = None if method.stated_in is None else places.find(method.stated_in)
    text = language.label(method.text)
    missing = tuple(_missing(aspect, method, fact, stated))
    is_begun = bool(text) or fact is not None or stated is not None
    return Answer(
        aspect=name,
        label=label,
        status=Status.PART if missing and is_begun else Status.OPEN if missing else Status.DONE,
        text=text,
        source=_source(method, edition),
        written_at=written_at,
        data="" if fact is None else fact.text,
        found_at=() if fact is None else fact.at,
        stated=stated,
        not_found="" if stated is not None else _named(method.stated_in, edition),
        missing=missing,
    )


def _missing(
    aspect: Aspect, method: Method, fact: Fact | None, stated: Stated | None
) -> Iterator[str]:
    """What has to be added before all is known and the report says it."""
    is_said = any(method.text.values()) and method.complete
    if not (is_said or aspect.filled == "person" or (fact is not None and fact.is_complete)):
        yield "text"
    if stated is None and not (fact is not None and fact.is_in_report):
        yield "stated_in"


def _named(stated: StatedIn | None, edition: Edition) -> str:
    """A part of the report and a section of it, as they were named."""
    if stated is None:
        return ""
    return ", ".join(filter(None, (stated.part, edition.language.label(stated.section))))


def _source(method: Method, edition: Edition) -> str:
    if method.source is None:
        return ""
    known = edition.codebook.documents.get(method.source.document)
    label = "" if known is None else edition.language.label(known.label)
    return ", ".join(filter(None, (label or method.source.document, method.source.at)))
