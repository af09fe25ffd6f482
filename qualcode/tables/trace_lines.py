"""What stands behind words of a draft, in lines with their depth: for terminals and Markdown."""

from collections.abc import Iterator, Sequence

from qualcode.model.codebook import Codebook
from qualcode.tables.markup import as_line
from qualcode.tables.traces import Ask, CaseBehind, Question, Standing, Traced, Use
from qualcode.tables.verdicts import types_in_words
from qualcode.tables.wording import (
    basis_in_words,
    coding_in_words,
    condition_in_words,
    evidence_in_words,
)
from qualcode.typology.explain import ClauseResult, Ground, question_about

Line = tuple[int, str]
"""How deep a line stands, and what it says."""

_LONGEST = 200
_SILENT = (Standing.UNKNOWN, Standing.NOT_APPLICABLE)


def lines_of(traced: Traced, book: Codebook, language: str) -> Iterator[Line]:
    """One stretch of a draft and all that stands behind it."""
    yield 0, f"{traced.at}: {traced.key or 'words of the author'}"
    if traced.words.strip():
        yield 1, _first_of(traced.words)
    if traced.cell:
        yield 1, traced.cell
    for note in traced.notes:
        yield 1, note
    for question in traced.questions:
        yield from _question(question, book, language)
    for one in traced.references:
        yield 1, one.words + (f" [{one.position}]" if one.position is not None else "")


def _first_of(words: str) -> str:
    """The first line of words, between quotation marks."""
    first, _, more = words.strip().partition("\n")
    line = " ".join(first.split())
    is_cut = bool(more) or len(line) > _LONGEST
    return f"'{line[:_LONGEST].rstrip()}{'…' if is_cut else ''}'"


def _question(one: Question, book: Codebook, language: str) -> Iterator[Line]:
    counted = ", ".join(f"{len(one.standing(s))} {s}" for s in Standing if one.standing(s))
    plain = f"{len(one.cases)} case{'' if len(one.cases) == 1 else 's'}"
    yield 1, f"{_asked(one, book)}: {counted if one.ask is Ask.COUNT else plain}"
    if one.ask is Ask.CASES:
        if one.cases:
            yield 2, _names(one.cases)
        return
    if one.ask is Ask.TYPES:
        yield from _types(one, book, language)
        return
    for standing in Standing:
        cases = one.standing(standing)
        told = [case for case in cases if _has_more(case, standing)]
        is_set_off = one.ask is Ask.COUNT and bool(told)
        if is_set_off:
            yield 2, f"{standing}:"
        for case in told:
            yield from _case(case, 3 if is_set_off else 2, language)
        left = [case for case in cases if case not in told]
        if left:
            yield 2, f"{standing} ({len(left)}): {_names(left)}"


def _has_more(one: CaseBehind, standing: Standing) -> bool:
    """Whether there is more to be said of a case than that nothing is known."""
    if standing not in _SILENT:
        return True
    codings = (ground.coding for ground in one.grounds)
    return any(coding is not None and not coding.is_unknown for coding in codings)


def _names(cases: Sequence[CaseBehind]) -> str:
    return ", ".join(one.case.id for one in cases)


def _asked(one: Question, book: Codebook) -> str:
    among = f" in '{one.group}'" if one.group else ""
    match one.ask:
        case Ask.COUNT if one.value is not None:
            test = question_about(book.codes[one.name], one.value)
            return f"count of cases{among} where {condition_in_words(test, book.codes, book)}"
        case Ask.TYPES:
            return f"types of '{one.name}'{among}"
        case Ask.CODED:
            return f"all that is coded{f' as {one.name}' if one.name else ''}"
        case Ask.CASES:
            return f"cases{among}"
    return f"values of {one.name}{among}"


def _case(one: CaseBehind, depth: int, language: str) -> Iterator[Line]:
    yield depth, one.case.id
    for ground in one.grounds:
        yield from _ground(ground, depth + 1, language)


def _types(one: Question, book: Codebook, language: str) -> Iterator[Line]:
    """Each decided case with its conditions; undecided ones together where the same is open."""
    open_cases: dict[tuple[str, tuple[str, ...]], list[CaseBehind]] = {}
    for case in one.cases:
        if case.verdict is None:
            continue
        types = types_in_words(case.verdict, book.typologies[case.verdict.typology], language)
        said = f"{case.verdict.kind}{f', {types}' if types else ''}"
        if case.standing is Standing.UNKNOWN:
            open_cases.setdefault((said, case.verdict.missing), []).append(case)
            continue
        yield 2, f"{case.case.id}: {said}"
        for clause in case.clauses:
            yield from _clause(clause, 3, book, language)
    for (said, missing), cases in open_cases.items():
        yield 2, f"{_names(cases)}: {said}"
        if missing:
            yield 3, f"hangs on: {', '.join(missing)}"


def _clause(one: ClauseResult, depth: int, book: Codebook, language: str) -> Iterator[Line]:
    words = condition_in_words(one.clause.when, book.codes, book)
    yield depth, f"{one.holding}: {one.part} {words}"
    for ground in one.grounds:
        yield from _ground(ground, depth + 1, language)


def _ground(one: Ground, depth: int, language: str) -> Iterator[Line]:
    name = f"{one.record}.{one.code}" if one.record else one.code
    place = "" if one.coding is None else f" [{one.coding.position}]"
    yield depth, f"{name}: {coding_in_words(one.coding)}{basis_in_words(one.coding)}{place}"
    for evidence in one.evidence:
        yield depth + 1, evidence_in_words(evidence, language)


def uses_in_lines(found: Sequence[Use]) -> Iterator[Line]:
    """The places in drafts that something stands behind, each with its words."""
    for one in found:
        yield 0, f"{one.at}: {one.key}"
        if one.words.strip():
            yield 1, _first_of(one.words)


def as_markdown(lines: Sequence[Line]) -> str:
    """Lines as a list with lists in it."""
    return "".join(f"{'  ' * depth}- {as_line(text)}\n" for depth, text in lines)
