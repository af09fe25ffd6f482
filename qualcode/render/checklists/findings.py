"""What the data say of the findings: quotations, grounds, themes, and cases that stand apart."""

from collections import Counter
from collections.abc import Iterator

from qualcode.model.case import Case
from qualcode.model.walk import Coded
from qualcode.query.excerpts import Excerpt, Kind, excerpts_of
from qualcode.render.checklists.fact import Fact, first_in_files, in_pairs, out_of
from qualcode.render.checklists.participants import observed
from qualcode.render.edition import ATTRIBUTE, Edition
from qualcode.rules.memos import memos_of
from qualcode.tables.verdicts import classify_cases
from qualcode.typology.verdict import Kind as Verdict


def quotations(edition: Edition) -> Fact | None:
    """How many quotations there are, and of how many the role of the speaker is known."""
    found, language = _quoted(edition), edition.language
    if not found:
        return None
    spoken = [one for one in found if len(one.roles) == 1]
    word = language.gettext
    pairs = [
        (word("quotations"), len(found)),
        (word("with the role of the speaker"), len(spoken)),
        (word("cases quoted"), len({one.case.id for one in found})),
    ]
    at = first_in_files(one.anchor.position for one in found)
    return Fact(in_pairs(pairs, language), at, is_complete=len(spoken) == len(found))


def _quoted(edition: Edition) -> list[Excerpt]:
    excerpts = excerpts_of(observed(edition), edition.study, edition.language.code)
    return [one for one in excerpts if one.kind is not Kind.PARAPHRASE]


def consistency(edition: Edition) -> Fact | None:
    """How many of the values that claim something have their grounds."""
    language, word = edition.language, edition.language.gettext
    claims = [
        (one.coding, bool(one.coding.evidence) or _is_grounded_in_record(case, one))
        for case in edition.study.sheets
        if not case.fixture
        for one in edition.study.coded(case)
        if one.coding.needs_evidence
    ]
    if not claims:
        return None
    grounded = sum(has_grounds for _, has_grounds in claims)
    inferred = sum(coding.basis != "stated" for coding, _ in claims)
    pairs: list[tuple[str, int | str]] = [
        (word("values with evidence"), out_of(grounded, len(claims), language))
    ]
    if inferred:
        pairs.append((word("inferred or restored"), inferred))
    return Fact(in_pairs(pairs, language), first_in_files(one.position for one, _ in claims))


def _is_grounded_in_record(case: Case, one: Coded) -> bool:
    """Whether the evidence of the record that a value belongs to stands for all its fields."""
    return bool(one.record and case.records[one.section].records[one.record].evidence)


def major_themes(edition: Edition) -> Fact | None:
    """How many codes of each theme were applied."""
    language, book = edition.language, edition.codebook
    applied = {name for case in observed(edition) for name in _applied(case)}
    pairs = []
    for name, theme in book.themes.items():
        codes = [code for code in book.codes.values() if code.theme == name]
        used = sum(code.id in applied for code in codes)
        if used:
            share = out_of(used, len(codes), language)
            pairs.append((language.label(theme.label) or name, share))
    if not pairs:
        return None
    text = f"{language.gettext('codes applied, by theme')}: {in_pairs(pairs, language)}"
    return Fact(
        text, first_in_files(book.codes[one].position for one in applied if one in book.codes)
    )


def minor_themes(edition: Edition) -> Fact | None:
    """How many codes are found in one case only, and how many cases stand apart."""
    cases, language, word = observed(edition), edition.language, edition.language.gettext
    codes = edition.codebook.codes
    facts = {code.id for code in codes.values() if code.role == ATTRIBUTE}
    applied = Counter(name for case in cases for name in {*_applied(case)} - facts)
    if not applied:
        return None
    verdicts = tuple(_verdicts(edition, cases))
    memos = [held.memo.position for held in memos_of(edition.study) if held.case is not None]
    pairs: list[tuple[str, int | str]] = [
        (word("codes found in one case only"), sum(number == 1 for number in applied.values()))
    ]
    if verdicts:
        kinds = Counter(kind for _, kind in verdicts)
        pairs.append((word("verdicts outside all types"), kinds[Verdict.OUTSIDE]))
        pairs.append((word("between types"), kinds[Verdict.BLEND] + kinds[Verdict.NEAR]))
    if memos:
        pairs.append((word("memos in cases"), len(memos)))
    apart = [case.position for case, kind in verdicts if kind in _APART]
    return Fact(in_pairs(pairs, language), first_in_files((*apart, *memos)))


_APART = (Verdict.OUTSIDE, Verdict.BLEND, Verdict.NEAR)


def _applied(case: Case) -> Iterator[str]:
    """The codes that say something of a case or of its passages."""
    for name, coding in (*case.attributes.items(), *case.codes.items()):
        if coding.needs_evidence:
            yield name
    yield from (code for passage in case.passages for code in passage.codes)


def _verdicts(edition: Edition, cases: tuple[Case, ...]) -> Iterator[tuple[Case, Verdict]]:
    typologies = tuple(edition.codebook.typologies.values())
    for result in classify_cases(cases, typologies, edition.classifier):
        for case, verdict in zip(result.cases, result.verdicts, strict=True):
            yield case, verdict.kind
