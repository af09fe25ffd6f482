"""What the data say of those who took part, and of the material that was collected."""

from collections import Counter
from collections.abc import Iterator, Sequence

from qualcode.model.case import Case, Coding
from qualcode.model.document import CaseDocument
from qualcode.render.checklists.fact import Fact, first_in_files, in_pairs, out_of
from qualcode.render.edition import ATTRIBUTE, Edition
from qualcode.render.language import Language


def title(edition: Edition) -> Fact | None:
    """The title that the project file gives the report; whether it says enough is for people."""
    project = edition.study.project
    said = edition.language.label(project.title)
    return Fact(said, (project.position,), is_in_report=True) if said else None


def sample_size(edition: Edition) -> Fact | None:
    """How many cases there are in each group, how many documents, and who speaks in these."""
    cases = observed(edition)
    if not cases:
        return None
    word = edition.language.gettext
    pairs: list[tuple[str, int | str]] = [
        (label, len(those)) for label, those in _by_group(edition, cases)
    ]
    if _documents(cases):
        pairs.append((word("documents"), len(_documents(cases))))
    pairs += _roles(edition, cases)
    at = first_in_files(case.position for case in cases)
    return Fact(in_pairs(pairs, edition.language), at)


def sample(edition: Edition) -> Fact | None:
    """Which attributes are known of how many cases of each group."""
    language = edition.language
    pairs, places = [], []
    for label, cases in _by_group(edition, observed(edition)):
        known = {
            code.id: codings
            for code in edition.codebook.codes.values()
            if code.role == ATTRIBUTE and not code.identifying
            if (codings := _known(cases, code.id))
        }
        names = {id: language.label(edition.codebook.codes[id].label) or id for id in known}
        said = (
            f"{names[id]} {out_of(len(codings), len(cases), language)}"
            for id, codings in known.items()
        )
        pairs += [(label, ", ".join(said))] if known else []
        places += [coding.position for codings in known.values() for coding in codings]
    if not pairs:
        return None
    text = f"{language.gettext('attributes known')}: {in_pairs(pairs, language)}"
    return Fact(text, first_in_files(places), is_complete=True)


def _known(cases: Sequence[Case], code: str) -> list[Coding]:
    codings = (case.coding(code) for case in cases)
    return [coding for coding in codings if coding is not None and coding.is_known]


def data_collection(edition: Edition) -> Fact | None:
    """How many documents there are of each kind, and from when they are."""
    documents, language = _documents(observed(edition)), edition.language
    if not documents:
        return None
    kinds = Counter(one.kind for one in documents)
    pairs: list[tuple[str, int | str]] = [
        (_value_label(edition, "document_kinds", kind) or language.gettext("documents"), number)
        for kind, number in kinds.items()
    ]
    dates = sorted(one.date for one in documents if one.date)
    if dates:
        period = dates[0] if dates[0] == dates[-1] else f"{dates[0]} – {dates[-1]}"
        pairs.append((language.gettext("dated"), period))
    return Fact(in_pairs(pairs, language), first_in_files(one.position for one in documents))


def repeat_interviews(edition: Edition) -> Fact | None:
    """In how many cases somebody of the same role speaks in more than one document."""
    cases = [case for case in observed(edition) if any(map(_speakers, case.documents.values()))]
    if not cases:
        return None
    again = sum(_speaks_again(case) for case in cases)
    label = edition.language.gettext("cases in which a role speaks in several documents")
    text = in_pairs([(label, out_of(again, len(cases), edition.language))], edition.language)
    return Fact(text, first_in_files(case.position for case in cases))


def saturation(edition: Edition) -> Fact | None:
    """How many of the last documents, by date, brought no code that was new."""
    dated = sorted(
        (document.date, case.id, document.id, case)
        for case in observed(edition)
        for document in case.documents.values()
        if document.date and _codes_in(case, document)
    )
    if not dated:
        return None
    seen: set[str] = set()
    since_new = 0
    for _, _, document, case in dated:
        codes = _codes_in(case, case.documents[document])
        since_new = 0 if codes - seen else since_new + 1
        seen |= codes
    label = edition.language.gettext("last documents, by date, without a code that was new")
    text = in_pairs([(label, out_of(since_new, len(dated), edition.language))], edition.language)
    return Fact(text, first_in_files(case.position for _, _, _, case in dated))


def ethics(edition: Edition) -> Fact | None:
    """For how many documents of cases consent is noted."""
    documents, language = _documents(observed(edition)), edition.language
    noted = [one for one in documents if one.consent]
    if not noted:
        return None
    label = language.gettext("documents with consent noted")
    text = in_pairs([(label, out_of(len(noted), len(documents), language))], language)
    return Fact(text, first_in_files(one.place_of("consent") for one in noted))


def confidentiality(edition: Edition) -> Fact | None:
    """How many cases of each group are anonymous."""
    language = edition.language
    hidden = [
        (label, [case for case in cases if case.anonymous], len(cases))
        for label, cases in _by_group(edition, observed(edition))
    ]
    pairs = [(label, out_of(len(those), of, language)) for label, those, of in hidden if those]
    if not pairs:
        return None
    text = f"{language.gettext('anonymous')}: {in_pairs(pairs, language)}"
    return Fact(text, first_in_files(case.position for _, those, _ in hidden for case in those))


def observed(edition: Edition) -> tuple[Case, ...]:
    """The cases that were observed; definitions are none."""
    return tuple(case for case in edition.study.cases if not case.fixture)


def _by_group(edition: Edition, cases: Sequence[Case]) -> Iterator[tuple[str, tuple[Case, ...]]]:
    """The cases of each declared group under its label, the others under that of their unit."""
    groups = edition.codebook.case_groups
    names = [(case.group if case.group in groups else None, case.unit) for case in cases]
    for group, unit in dict.fromkeys(names):
        those = (case for case, name in zip(cases, names, strict=True) if name == (group, unit))
        label = _plural(edition, unit) if group is None else _group_label(edition, group)
        yield label, tuple(those)


def _group_label(edition: Edition, name: str) -> str:
    """What a group is called; one that shows the places of another says so."""
    groups, language = edition.codebook.case_groups, edition.language
    label, origin = language.label(groups[name].label) or name, groups[name].drawn_from
    if origin is None or origin not in groups:
        return label
    words = {"group": label, "origin": language.label(groups[origin].label) or origin}
    return language.gettext("%(group)s (among %(origin)s)") % words


def _plural(edition: Edition, unit: str) -> str:
    known, language = edition.codebook.units[unit], edition.language
    return language.label(known.plural) or language.label(known.label) or unit


def _documents(cases: Sequence[Case]) -> tuple[CaseDocument, ...]:
    return tuple(document for case in cases for document in case.documents.values())


def _roles(edition: Edition, cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    roles = Counter(role for one in _documents(cases) for role in one.respondents)
    if roles:
        language: Language = edition.language
        said = (
            f"{_value_label(edition, 'respondent_roles', role)} {language.number(number)}"
            for role, number in roles.items()
        )
        yield language.gettext("roles that speak in them"), ", ".join(said)


def _value_label(edition: Edition, vocabulary: str, name: str) -> str:
    known = edition.codebook.vocabularies.get(vocabulary)
    values = {} if known is None else {value.id: value.label for value in known.values}
    return edition.language.label(values.get(name, {})) or name


def _speakers(document: CaseDocument) -> tuple[str, ...]:
    return document.respondents


def _speaks_again(case: Case) -> bool:
    roles = Counter(role for one in case.documents.values() for role in set(_speakers(one)))
    return any(number > 1 for number in roles.values())


def _codes_in(case: Case, document: CaseDocument) -> frozenset[str]:
    passages = (one for one in case.passages if one.document == document.id)
    return frozenset(code for passage in passages for code in passage.codes)
