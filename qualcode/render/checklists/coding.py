"""What the data say of the coding: who coded, with what, how it was checked."""

from collections.abc import Iterator
from fractions import Fraction

from qualcode import __version__
from qualcode.agreement.comparing import Agreement, Method, compare
from qualcode.agreement.judgements import judged
from qualcode.diagnostics import Location
from qualcode.documents.quotes import Quotation, verify
from qualcode.documents.stored import StoredText
from qualcode.model.case import Case
from qualcode.model.study import Study
from qualcode.model.walk import evidence_of
from qualcode.render.checklists.fact import Fact, first_in_files, in_pairs, out_of
from qualcode.render.checklists.participants import observed
from qualcode.render.edition import Edition
from qualcode.rules.memos import memos_of
from qualcode.tables.coding_tree import coding_tree
from qualcode.tables.reconciliation import disagreements

_WITHOUT_INTERVALS = Method(samples=1)
"""Nothing is asked here but the coefficients, so that samples for intervals are a waste."""


def coders(edition: Edition) -> Fact | None:
    """Who codes, by the codebook."""
    known, language = edition.codebook.coders, edition.language
    if not known:
        return None
    names = ", ".join(language.label(coder.label) or coder.id for coder in known.values())
    text = f"{language.number(len(known))}: {names}"
    at = first_in_files(coder.position for coder in known.values())
    return Fact(text, at, is_complete=True)


def tree(edition: Edition) -> Fact | None:
    """How many themes and codes there are, on how many levels."""
    book, language = edition.codebook, edition.language
    placed = [one for theme in book.themes for one in coding_tree(book, theme)]
    if not placed:
        return None
    word = language.gettext
    pairs = [
        (word("themes"), len({code.theme for _, code in placed})),
        (word("codes"), len(placed)),
        (word("levels below the themes"), 1 + max(depth for depth, _ in placed)),
    ]
    at = first_in_files(code.position for _, code in placed)
    return Fact(in_pairs(pairs, language), at, is_complete=True)


def theme_derivation(edition: Edition) -> Fact | None:
    """How many codes say where they come from, and how many have memos."""
    codes, language = edition.codebook.codes.values(), edition.language
    asked = [code for code in codes if code.asked_in or code.source is not None]
    noted = [code for code in codes if code.memos]
    if not asked and not noted:
        return None
    word = language.gettext
    pairs = [
        (word("codes that say where they come from"), out_of(len(asked), len(codes), language)),
        (word("codes with memos"), out_of(len(noted), len(codes), language)),
    ]
    return Fact(in_pairs(pairs, language), first_in_files(code.position for code in asked + noted))


def software(edition: Edition) -> Fact:
    """The program that holds the material."""
    at = edition.codebook.position
    return Fact(f"qualcode {__version__}", (Location(at.file, at.line),), is_complete=True)


def data_processing(edition: Edition) -> Fact | None:
    """How many documents are kept as text, and how many quotations were found in them."""
    language, word = edition.language, edition.language.gettext
    stored = [
        document
        for case in observed(edition)
        for document in case.documents.values()
        if document.text is not None
    ]
    if not stored:
        return None
    looked_up = list(_looked_up(edition.study))
    converted = sum(document.origin is not None for document in stored)
    pairs: list[tuple[str, int | str]] = [(word("documents kept as text"), len(stored))]
    if converted:
        pairs.append((word("of these converted from other files"), converted))
    if looked_up:
        found = out_of(sum(looked_up), len(looked_up), language)
        pairs.append((word("quotations found in them word for word"), found))
    return Fact(in_pairs(pairs, language), first_in_files(one.position for one in stored))


def _looked_up(study: Study) -> Iterator[bool]:
    """Whether each quotation from a stored document of its case was found there."""
    for sheet in study.sheets:
        if sheet.fixture:
            continue
        cited = (one for one in evidence_of(sheet, study.coded(sheet)) if not one.passage)
        for anchor in (*cited, *sheet.passages):
            document = sheet.documents.get(anchor.document)
            if document is not None and document.text and anchor.quote.strip():
                sought = Quotation(anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
                yield verify(sought, StoredText(document.text)).place is not None


def trustworthiness(edition: Edition) -> Fact | None:
    """How much was coded by several, how far they agree, and how many memos there are."""
    language, word = edition.language, edition.language.gettext
    cases = [case for case in observed(edition) if case.codings]
    memos = [held.memo.position for held in memos_of(edition.study)]
    pairs: list[tuple[str, int | str]] = []
    if cases:
        pairs += _agreement(edition, cases)
    if memos:
        pairs.append((word("memos"), len(memos)))
    if not pairs:
        return None
    sheets = (codings.position for case in cases for codings in case.codings)
    return Fact(in_pairs(pairs, language), first_in_files((*sheets, *memos)))


def _agreement(edition: Edition, cases: list[Case]) -> Iterator[tuple[str, int | str]]:
    language, word = edition.language, edition.language.gettext
    by_several = sum(
        len([codings for codings in case.codings if not codings.is_empty]) > 1 for case in cases
    )
    coded = sum(any(not codings.is_empty for codings in case.codings) for case in cases)
    yield word("cases coded by several"), out_of(by_several, coded, language)
    found = [compare(one, _WITHOUT_INTERVALS) for one in judged(cases, edition.codebook)]
    alphas = _alphas(found)
    if alphas:
        least, most = (language.number(round(float(one), 2)) for one in (min(alphas), max(alphas)))
        yield word("codes with an alpha"), len(alphas)
        yield word("Krippendorff's alpha"), least if least == most else f"{least} – {most}"
    yield word("disagreements that nobody has settled"), len(disagreements(cases))


def _alphas(found: list[Agreement]) -> list[Fraction]:
    return [one.alpha for one in found if isinstance(one.alpha, Fraction)]
