"""The evidence behind a draft, sentence by sentence, as an appendix that may be handed on.

It shows no more than a page could: cases that only count are counted, cases in boxes go by their
numbers, codes that identify cases are left out, and where cases are named no words are quoted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.diagnostics import Diagnostic
from qualcode.model.base import Source
from qualcode.model.case import Case, Evidence
from qualcode.model.codebook import Code
from qualcode.render.cases import grounds_of, source_text
from qualcode.render.draft import Rendered, Report
from qualcode.render.edition import Edition
from qualcode.render.environment import make_environment
from qualcode.render.escaping import Markdown, md
from qualcode.render.marking import unmarked
from qualcode.render.parts import part_in
from qualcode.render.protection import check_names
from qualcode.render.troubles import TROUBLES, template_trouble
from qualcode.render.values import shown_coding, value_text
from qualcode.render.verdicts import verdict_in_words
from qualcode.render.writing import File
from qualcode.tables.traces import Ask, CaseBehind, Question, Standing
from qualcode.typology.explain import Ground

TEMPLATE = "evidence.md.j2"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a draft that come from the data, and what they ask of it."""

    words: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class GroundView:
    """What a case says of one code, with the places and words that it rests on."""

    label: Markdown
    value: Markdown
    grounds: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True)
class CaseEvidence:
    """One case that may be shown: how it stands to the question, and why."""

    name: Markdown
    standing: Markdown
    grounds: tuple[GroundView, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One thing that words ask of the data; `cases` are those that may be shown one by one."""

    asked: Markdown
    counts: Markdown
    cases: tuple[CaseEvidence, ...]


@dataclass(frozen=True, slots=True)
class StretchView:
    """Words of the draft with what stands behind them."""

    words: Markdown
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """The file of an appendix, or what keeps it from being written."""

    file: File | None
    findings: tuple[Diagnostic, ...] = ()


def appendix_of(report: Report, rendered: Rendered, stretches: Iterable[Stretch]) -> Appendix:
    """The evidence behind a draft as a file beside it.

    Args:
        report: what the draft is rendered from.
        rendered: the draft.
        stretches: its words that come from the data, in the order of the text.
    """
    part = part_in(f"{rendered.path.rsplit('/', 1)[-1]}.j2")
    edition = report.edition(part, rendered.numbers)
    writer = _Writer(edition, rendered.numbers)
    views = [view for one in stretches if (view := writer.stretch(one)).questions]
    environment = make_environment(edition.templates, edition.language, edition.recorder)
    try:
        text = environment.get_template(TEMPLATE).render(stretches=views)
    except TROUBLES as error:
        names = ("stretches", *environment.globals)
        return Appendix(None, (template_trouble(error, TEMPLATE, edition.templates, names),))
    plain = unmarked(text)
    shown = edition.templates.shown(TEMPLATE)
    leaks = check_names(plain, edition.study, shown, "" if part is None else part.id)
    path = f"{rendered.path.removesuffix('.md')}-evidence.md"
    return Appendix(None, leaks) if leaks else Appendix(File(path, plain))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts questions and answers in the words of a language."""

    edition: Edition
    numbers: Mapping[str, str]

    def stretch(self, one: Stretch) -> StretchView:
        questions = tuple(self._question(q) for q in one.questions if self._may_be_told(q))
        return StretchView(_first_words(one.words), questions)

    def _may_be_told(self, one: Question) -> bool:
        if one.ask is Ask.CASES:
            return bool(one.group)
        if one.ask is Ask.TYPES:
            return not self.edition.names_cases
        code = self.edition.codebook.codes.get(one.name)
        return code is None or self._may_be_shown(code)

    def _may_be_shown(self, code: Code) -> bool:
        return self.edition.names_cases or not code.identifying

    def _question(self, one: Question) -> QuestionView:
        cases = [case for case in one.cases if self.edition.shows(case.case.group)]
        told = () if one.ask is Ask.CASES else tuple(self._case(c, one) for c in cases)
        return QuestionView(md(self._asked(one)), md(self._counts(one)), told)

    def _asked(self, one: Question) -> str:
        language, book = self.edition.language, self.edition.codebook
        match one.ask:
            case Ask.TYPES:
                text = language.label(book.typologies[one.name].label) or one.name
            case Ask.CODED:
                text = language.gettext("All that is coded")
            case Ask.CASES:
                text = language.gettext("Cases")
            case _:
                code = book.codes[one.name]
                text = language.label(code.label) or code.id
                if one.value is not None:
                    text = f"{text}: {value_text(one.value, code, language)}"
        group = book.case_groups.get(one.group)
        return text if group is None else f"{text} ({language.label(group.label)})"

    def _counts(self, one: Question) -> str:
        word, number = self.edition.language.gettext, self.edition.language.number
        if one.ask is Ask.VALUES:
            known = number(len(one.standing(Standing.FOR)))
            share = word("%(known)s of %(total)s")
            return f"{word('stated for')} {share}" % {
                "known": known,
                "total": number(len(one.cases)),
            }
        if one.ask is not Ask.COUNT:
            return word("cases: %(n)s") % {"n": number(len(one.cases))}
        messages = (
            (Standing.FOR, word("for: %(n)s")),
            (Standing.AGAINST, word("against: %(n)s")),
            (Standing.UNKNOWN, word("not known: %(n)s")),
            (Standing.NOT_APPLICABLE, word("not applicable to %(n)s")),
        )
        counts = ((message, len(one.standing(standing))) for standing, message in messages)
        return ", ".join(message % {"n": number(n)} for message, n in counts if n)

    def _case(self, one: CaseBehind, question: Question) -> CaseEvidence:
        grounds = [*one.grounds, *(g for clause in one.clauses for g in clause.grounds)]
        views = (self._ground(ground, one.case) for ground in grounds)
        told = tuple(dict.fromkeys(view for view in views if view is not None))
        return CaseEvidence(self._name(one.case), self._standing(one, question), told)

    def _name(self, case: Case) -> Markdown:
        return md(self.numbers.get(case.id) or self.edition.language.label(case.label) or case.id)

    def _standing(self, one: CaseBehind, question: Question) -> Markdown:
        language = self.edition.language
        if one.verdict is not None:
            typology = self.edition.codebook.typologies[one.verdict.typology]
            return verdict_in_words(one.verdict, typology, language)
        words = {
            Standing.FOR: language.gettext("for") if question.ask is Ask.COUNT else "",
            Standing.AGAINST: language.gettext("against"),
            Standing.UNKNOWN: language.gettext("not stated"),
            Standing.NOT_APPLICABLE: language.gettext("not applicable"),
        }
        return md(words[one.standing])

    def _ground(self, one: Ground, case: Case) -> GroundView | None:
        language, coding = self.edition.language, one.coding
        code = self._declared(one, case)
        if coding is None or coding.is_unknown or code is None or not self._may_be_shown(code):
            return None
        value = shown_coding(coding, code, language)
        label = md(language.label(code.label) or code.id)
        return GroundView(label, Markdown(str(value)), self._grounds(one.evidence))

    def _declared(self, one: Ground, case: Case) -> Code | None:
        book = self.edition.codebook
        if not one.record:
            return book.codes.get(one.code)
        groups = (
            name
            for name, group in case.records.items()
            if one.record in group.records and one.code in book.records[name].fields
        )
        return next((book.records[name].fields[one.code] for name in groups), None)

    def _grounds(self, evidence: Sequence[Evidence]) -> tuple[Markdown, ...]:
        texts = (text for one in evidence if (text := self._ground_text(one)))
        return tuple(dict.fromkeys(texts))

    def _ground_text(self, one: Evidence) -> Markdown:
        """Where something is said, and what; a document of a case might tell which case it is."""
        edition = self.edition
        is_shared = one.document in edition.codebook.documents
        source = Source(document=one.document, at=one.at) if is_shared else None
        said = () if edition.names_cases else grounds_of((one,), edition)
        return Markdown(": ".join(filter(None, (source_text(source, edition), *said))))


def _first_words(words: str) -> Markdown:
    """The line by which a stretch of a draft is known: its title where it has one."""
    lines = [line.lstrip("> ").strip() for line in words.splitlines()]
    titled = (line for line in lines if len(lines) > 1 and line.startswith("**"))
    return Markdown(next(titled, next(filter(None, lines), "")).lstrip("# "))
