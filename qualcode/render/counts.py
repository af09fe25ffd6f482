"""Counts of cases in words, always with how many cases they rest on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import Scalar
from qualcode.render.edition import Edition, NoSuchNameError
from qualcode.render.escaping import Markdown, md, opening
from qualcode.render.grid import EMPTY, Grid
from qualcode.render.language import Language
from qualcode.render.recording import Asked, Kind
from qualcode.render.values import coding_text, value_text
from qualcode.tables.quantities import Distribution, Quantity, count_cases, distribution


@dataclass(frozen=True, slots=True)
class QuantityView:
    """n of the known cases, ready for a sentence; print `phrase` and `cite` with the nouns."""

    subject: Markdown
    n: int
    known: int
    total: int
    is_stated: bool
    is_thin: bool
    _quantity: Quantity
    _language: Language

    def phrase(self, one: str, many: str, only: str = "", single: str = "") -> Markdown:
        """The quantity with its noun, such as 'two of the four cases' or 'most cases'.

        Where nothing is known this is 'not stated', and no sentence should be built on it.

        Args:
            one: the noun for one, such as 'case'.
            many: the noun for several.
            only: the noun for the only one there is, such as 'the one case'.
            single: the word for one of several, where the noun's gender asks for its own.
        """
        language, word = self._language, self._quantity.word
        if not self.is_stated:
            return md(language.gettext("not stated"))
        if word is None:
            if self.known == 1 and self.n:
                return md(only or f"{language.gettext('the one')} {one}")
            return md(f"{_numbers(self.n, self.known, language, single)} {many}")
        text = language.label(word.word)
        if self.n == 0:
            message = language.gettext("%(none)s of the %(cases)s")
            return md(message % {"none": text, "cases": many})
        return md(f"{text} {one if self.n == 1 else many}")

    def cite(self, noun: str) -> Markdown:
        """How many cases the quantity rests on, such as 'stated for 2 of 5 cases'."""
        return md(_cite(self._quantity, noun, self._language))


def _numbers(n: int, known: int, language: Language, single: str) -> str:
    """The start of a noun phrase: n of the known cases in number words."""
    word = single if n == 1 and single else language.number_word(n)
    words = {"n": word, "known": language.number_word(known)}
    if n == 0 and known == 1:
        return language.gettext("no")
    if n == known:
        return language.gettext("both" if known == 2 else "all %(known)s") % words
    return language.gettext("none of the %(known)s" if n == 0 else "%(n)s of the %(known)s") % words


def _cite(quantity: Quantity, noun: str, language: Language) -> str:
    """How many cases are known, of how many, and for how many the question does not arise."""
    message = "stated for %(known)s of %(total)s %(cases)s"
    if quantity.known == 0:
        message = "not stated for any of the %(total)s %(cases)s"
    elif quantity.is_thin:
        message = "stated for only %(known)s of %(total)s %(cases)s"
    known, total = language.number(quantity.known), language.number(quantity.total)
    text = language.gettext(message) % {"known": known, "total": total, "cases": noun}
    if quantity.not_applicable:
        excused = language.number(quantity.not_applicable)
        text += "; " + language.gettext("not applicable to %(n)s") % {"n": excused}
    if quantity.inferred:
        text += "; " + language.gettext("%(n)s inferred") % {
            "n": language.number(quantity.inferred)
        }
    return text


@dataclass(frozen=True, slots=True)
class SpreadView:
    """The values of one code over the cases of a group; `has_any` also where known in part."""

    text: Markdown
    has_any: bool
    known: int
    total: int
    is_stated: bool
    low: float | None
    high: float | None
    share: Markdown


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of cases: how many there are, and whether they may be shown one by one."""

    label: Markdown
    count: int
    is_listed: bool
    drawn_from: Markdown


def group_view(name: str, edition: Edition) -> GroupView:
    """A case group as a page shows it."""
    count = len(edition.group_cases(name))
    group = edition.codebook.case_groups[name]
    origin = edition.codebook.case_groups.get(group.drawn_from or "")
    return GroupView(
        label=md(edition.language.label(group.label)),
        count=count,
        is_listed=edition.shows(name),
        drawn_from=md(edition.language.label(origin.label) if origin is not None else ""),
    )


def counted(
    code: str, value: bool | int | float | str, group: str, edition: Edition
) -> QuantityView:
    """How many cases of a group surely have a value of a code."""
    declared = edition.code_of_cases(code)
    if declared.value_ids and value not in declared.value_ids:
        raise NoSuchNameError("value", str(value), declared.value_ids, code)
    cases = edition.group_cases(group)
    edition.recorder.note(Kind.COUNT, code, group, value)
    quantity = count_cases(cases, code, value, edition.codebook, edition.questions)
    return QuantityView(
        subject=_subject(declared, value, edition.language),
        n=quantity.n,
        known=quantity.known,
        total=quantity.total,
        is_stated=quantity.is_stated,
        is_thin=quantity.is_thin,
        _quantity=quantity,
        _language=edition.language,
    )


def _subject(code: Code, value: Scalar, language: Language) -> Markdown:
    """What a count asks for: the code, of a set with the member."""
    label = language.label(code.label)
    member = value_text(value, code, language)
    return md(f"{label} ({member})" if code.scale is Scale.SET else label)


def spread(code: str, group: str, edition: Edition) -> SpreadView:
    """The values that the cases of a group have in a code."""
    declared = edition.code_of_cases(code)
    edition.recorder.note(Kind.SPREAD, code, group)
    language = edition.language
    found = distribution(edition.group_cases(group), code, edition.codebook, edition.questions)
    counts = [f"{value_text(value, declared, language)} ({n})" for value, n in found.counts]
    numbers = found.numbers
    if numbers:
        ends = dict.fromkeys((language.number(numbers[0]), language.number(numbers[-1])))
        counts = ["–".join(ends)]
    counts += _narrowed(found, declared, language)
    return SpreadView(
        text=md(", ".join(counts)) if counts else _no_values(found, language),
        has_any=found.known + found.partly + found.not_applicable > 0,
        known=found.known,
        total=found.total,
        is_stated=found.known > 0,
        low=numbers[0] if numbers else None,
        high=numbers[-1] if numbers else None,
        share=_share(found, language),
    )


def _narrowed(found: Distribution, code: Code, language: Language) -> list[str]:
    """What is known of cases in part: 'at least 7', 'elected or hired (2)'."""
    texts = Counter(coding_text(coding, code, language) for coding in found.narrowed)
    is_number = code.scale in (Scale.COUNT, Scale.NUMBER)
    return [text if is_number else f"{text} ({n})" for text, n in texts.items()]


def _no_values(found: Distribution, language: Language) -> Markdown:
    return EMPTY if found.known else md(language.gettext("not stated"))


def _share(found: Distribution, language: Language) -> Markdown:
    numbers = {"known": language.number(found.known), "total": language.number(found.total)}
    parts = [language.gettext("%(known)s of %(total)s") % numbers]
    for message, n in (
        ("%(n)s in part", found.partly),
        ("%(n)s inferred", found.inferred),
        ("not applicable to %(n)s", found.not_applicable),
    ):
        parts += [language.gettext(message) % {"n": language.number(n)}] if n else []
    return md("; ".join(parts))


@dataclass(frozen=True, slots=True)
class Overview:
    """What is known of several codes: a table of those of which anything is, and the others."""

    table: Grid
    unknown: tuple[Markdown, ...]


def overview(codes: Sequence[str], groups: Sequence[str], edition: Edition) -> Overview:
    """Codes in rows; for each case group the values, and for how many cases they are known."""
    word = edition.language.gettext
    columns = [md(word("Characteristic"))]
    for group in groups:
        columns += [group_view(group, edition).label, md(word("stated for"))]
    found = {code: [spread(code, group, edition) for group in groups] for code in codes}
    labels = {code: md(edition.language.label(edition.code(code).label)) for code in codes}
    known = {code: spreads for code, spreads in found.items() if any(s.has_any for s in spreads)}
    rows = tuple(
        (opening(labels[code]), *(cell for s in spreads for cell in (s.text, s.share)))
        for code, spreads in known.items()
    )
    unknown = tuple(label for code, label in labels.items() if code not in known)
    behind = tuple(_behind_row(code, groups) for code in known)
    return Overview(Grid(tuple(columns), rows, behind), unknown)


def _behind_row(code: str, groups: Sequence[str]) -> tuple[tuple[Asked, ...], ...]:
    spreads = ((Asked(Kind.SPREAD, code, group),) for group in groups)
    return ((Asked(Kind.CODE, code),), *(one for spread in spreads for one in (spread, spread)))


def names_of(cases: Sequence[Case], group: str, edition: Edition) -> Markdown:
    """The cases by the numbers of their boxes or their titles; of unlisted groups their number."""
    if not edition.shows(group):
        return md(edition.language.number(len(cases)))
    names = (
        edition.numbering.name_of(case.id) or edition.language.label(case.label) or case.id
        for case in cases
    )
    return md(", ".join(names)) if cases else EMPTY
