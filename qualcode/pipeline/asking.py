"""What a text asked the page for, put to the study again: so that each answer shows its cases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Scalar
from qualcode.model.study import Study
from qualcode.render.recording import METHODS, PARTS, QUANTITY_WORDS, TITLE, VERSION, Asked, Kind
from qualcode.tables.quantities import answers_of
from qualcode.tables.traces import Ask, CaseBehind, Question, Reference, Standing
from qualcode.typology.ask import Questions
from qualcode.typology.classify import Classifier
from qualcode.typology.explain import Ground, grounds_of, question_about, type_results

_PLAIN = (Kind.CASE, Kind.GROUP, Kind.CODE, Kind.TYPOLOGY)
_OF_GROUP = (Kind.COUNT, Kind.SPREAD, Kind.PLACED)
_OF_CASE = (Kind.VALUE, Kind.CODED, Kind.RECORDS, Kind.VERDICT)
_OF_CODE = (Kind.COUNT, Kind.SPREAD, Kind.VALUE)
_OF_TYPOLOGY = (Kind.PLACED, Kind.VERDICT)


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts what was asked to a study; what was worked out once is remembered."""

    study: Study
    classifier: Classifier
    questions: Questions

    def about_cases(self, asked: Iterable[Asked]) -> tuple[Question, ...]:
        """What was asked of cases, each once, with the cases that answer it."""
        found: dict[tuple[Ask, str, str, Scalar | None], dict[str, CaseBehind]] = {}
        for one in dict.fromkeys(asked):
            for question in self._questions(one):
                key = (question.ask, question.name, question.group, question.value)
                found.setdefault(key, {}).update({c.case.id: c for c in question.cases})
        questions = [
            Question(ask, name, group, tuple(cases.values()), value)
            for (ask, name, group, value), cases in found.items()
        ]
        return tuple(one for one in questions if not _is_covered(one, questions))

    def _questions(self, asked: Asked) -> Iterator[Question]:
        name, of = asked.name, asked.of
        match asked.kind:
            case Kind.COUNT if asked.value is not None:
                yield self._count(name, asked.value, of)
            case Kind.SPREAD:
                yield Question(Ask.VALUES, name, of, self._values(name, self._group(of)))
            case Kind.VALUE:
                yield Question(Ask.VALUES, name, "", self._values(name, self._case(of)))
            case Kind.CODED | Kind.RECORDS:
                yield Question(Ask.CODED, name, "", tuple(map(self._coded, self._case(of))))
            case Kind.PLACED:
                yield Question(Ask.TYPES, name, of, self._types(name, self._group(of)))
            case Kind.VERDICT:
                yield Question(Ask.TYPES, name, "", self._types(name, self._case(of)))
            case Kind.GROUP:
                yield Question(Ask.CASES, "", name, _listed(self._group(name)))
            case Kind.CASE:
                yield Question(Ask.CASES, "", "", _listed(self._case(name)))
            case Kind.FIGURE if of:
                yield Question(Ask.CODED, "", "", tuple(map(self._coded, self._case(of))))

    def _group(self, name: str) -> Sequence[Case]:
        return [case for case in self.study.cases if case.group == name and not case.fixture]

    def _case(self, name: str) -> Sequence[Case]:
        return [case for case in self.study.cases if case.id == name]

    def _count(self, code: str, value: Scalar, group: str) -> Question:
        answers = answers_of(self._group(group), code, value, self.questions)
        standings = (
            (Standing.FOR, answers.yes),
            (Standing.AGAINST, answers.no),
            (Standing.UNKNOWN, answers.unknown),
            (Standing.NOT_APPLICABLE, answers.excused),
        )
        cases = tuple(
            CaseBehind(case, standing, self._grounds(case, code, value))
            for standing, listed in standings
            for case in listed
        )
        return Question(Ask.COUNT, code, group, cases, value)

    def _values(self, code: str, cases: Iterable[Case]) -> tuple[CaseBehind, ...]:
        return tuple(
            CaseBehind(case, self._standing(case, code), self._grounds(case, code))
            for case in cases
        )

    def _standing(self, case: Case, code: str) -> Standing:
        value = self.questions.value(case, code)
        if value == UNKNOWN:
            return Standing.UNKNOWN
        return Standing.NOT_APPLICABLE if value == NOT_APPLICABLE else Standing.FOR

    def _grounds(self, case: Case, code: str, value: Scalar | None = None) -> tuple[Ground, ...]:
        book = self.study.codebook
        return grounds_of(question_about(book.codes[code], value), case, book)

    def _coded(self, case: Case) -> CaseBehind:
        codings = {**case.attributes, **case.codes}
        grounds = [Ground(code, one, "", one.evidence) for code, one in codings.items()]
        for group in case.records.values():
            for record in group.records.values():
                grounds += [
                    Ground(name, one, record.id, one.evidence or record.evidence)
                    for name, one in record.fields.items()
                ]
        return CaseBehind(case, Standing.FOR, tuple(grounds))

    def _types(self, name: str, cases: Iterable[Case]) -> tuple[CaseBehind, ...]:
        typology, book = self.study.codebook.typologies[name], self.study.codebook

        def behind(case: Case) -> CaseBehind:
            verdict = self.classifier.classify(case, typology)
            results = type_results(case, typology, book, self.classifier)
            decided = verdict.types if verdict.is_decided else ()
            clauses = tuple(c for one in results if one.type.id in decided for c in one.clauses)
            standing = Standing.FOR if verdict.is_decided else Standing.UNKNOWN
            return CaseBehind(case, standing, (), verdict, clauses)

        return tuple(map(behind, cases))


def _listed(cases: Iterable[Case]) -> tuple[CaseBehind, ...]:
    return tuple(CaseBehind(case, Standing.FOR) for case in cases)


def _is_covered(one: Question, others: Iterable[Question]) -> bool:
    """Whether cases are only named that something else was asked of."""
    if one.ask is not Ask.CASES:
        return False
    asked = {c.case.id for q in others if q.ask is not Ask.CASES for c in q.cases}
    return bool(asked) and asked.issuperset(c.case.id for c in one.cases)


def beside_cases(asked: Sequence[Asked], study: Study) -> tuple[Reference, ...]:
    """What was asked for that is not about cases: numbers, facts, and the codebook's own words."""
    book = study.codebook
    codes = {one.name for one in asked if one.kind in _OF_CODE}
    typologies = {one.name for one in asked if one.kind in _OF_TYPOLOGY}
    whole = {one.name for one in asked if one.kind is Kind.FACTS and one.of}
    found: dict[Reference, None] = {}
    for one in asked:
        is_told = (
            (one.kind is Kind.CODE and one.name in codes)
            or (one.kind is Kind.TYPOLOGY and one.name in typologies)
            or (one.kind is Kind.FACTS and not one.of and one.name in whole)
        )
        reference = None if is_told else _reference(one, book)
        if reference is not None:
            found[reference] = None
    return tuple(found)


def _reference(asked: Asked, book: Codebook) -> Reference | None:
    name = asked.name
    match asked.kind:
        case Kind.CODE:
            return Reference(f"from the codebook: code '{name}'", book.codes[name].position)
        case Kind.TYPOLOGY:
            at = book.typologies[name].position
            return Reference(f"from the codebook: typology '{name}'", at)
        case Kind.FIGURE:
            return Reference(f"from the codebook: figure '{name}'", book.figures[name].position)
        case Kind.FACTS:
            facts = book.facts[name]
            what = f"'{asked.of}' of '{name}'" if asked.of else f"'{name}'"
            at = facts.items[asked.of].position if asked.of else facts.position
            return Reference(f"from the facts of the study: {what}", at)
        case Kind.NUMBER:
            key = f", by the key '{asked.of}'" if asked.of else ""
            return Reference(f"the number of {name[:1].lower()}{name[1:]}{key}")
        case Kind.BOOK:
            return Reference(_BOOK[name], book.position if name in _IN_BOOK else None)
    return None


_IN_BOOK = (METHODS, QUANTITY_WORDS, VERSION)
_BOOK: Mapping[str, str] = MappingProxyType(
    {
        METHODS: "from the codebook: what it says of the methods",
        PARTS: "the parts of the report, their numbers and titles",
        QUANTITY_WORDS: "from the codebook: its quantity words and their limits",
        TITLE: "the title of the study",
        VERSION: "from the codebook: its version",
    }
)


def touches(asked: Asked, case: Case, code: str | None, codes: frozenset[str]) -> bool:
    """Whether a case stands behind what was asked, and in it a code, if one is given.

    Args:
        asked: what was asked.
        case: the case.
        code: the code; None for anything of the case.
        codes: those codes and typologies that rest on the code, and the code itself.
    """
    concerns = asked.of == (case.group if asked.kind in _OF_GROUP else case.id)
    if asked.kind in _PLAIN:
        concerns = (asked.kind is Kind.CASE and asked.name == case.id) or (
            asked.kind is Kind.GROUP and asked.name == case.group and not case.fixture
        )
        return concerns and code is None
    if asked.kind not in (*_OF_GROUP, *_OF_CASE, Kind.FIGURE) or not concerns:
        return False
    if asked.kind in _OF_GROUP and case.fixture:
        return False
    if code is None or asked.kind in (Kind.CODED, Kind.RECORDS, Kind.FIGURE):
        return code is None or _has(case, asked, code)
    return asked.name in codes


def _has(case: Case, asked: Asked, code: str) -> bool:
    """Whether what was asked of a whole case has a code, or a record group of that name."""
    groups = case.records if asked.kind is not Kind.RECORDS or not asked.name else (asked.name,)
    is_coded = case.coding(code) is not None and asked.kind is not Kind.RECORDS
    return is_coded or (code in case.records and code in groups)
