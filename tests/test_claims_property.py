"""Claims against a second, slow way to judge them: list the worlds of all cases, and count.

Shares no code with `qualcode.claims` but the reading of a claim's text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualcode.claims.claim import Quote
from qualcode.claims.data import Data
from qualcode.claims.judging import judge
from qualcode.claims.reading import read_claim
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code, Codebook, CodeValue, QuantityWord, Scale, Theme, Unit
from qualcode.model.condition import NOT_APPLICABLE
from qualcode.query.parsing import Names
from qualcode.typology.ask import Questions
from qualcode.typology.classify import Classifier

MOODS = ("low", "middle", "high")
WORDS = (
    QuantityWord(word={"": "none"}, count=0),
    QuantityWord(word={"": "all"}, share=1),
    QuantityWord(word={"": "some"}, up_to_share=0.5),
    QuantityWord(word={"": "most"}, below_share=1),
)
NUMBERS_UP_TO = 2
BOOK = Codebook(
    id="crews",
    languages=("en",),
    units={"crew": Unit(id="crew")},
    themes={"talk": Theme(id="talk")},
    documents={},
    vocabularies={},
    records={},
    codes={
        "plan": Code(id="plan", theme="talk", scale=Scale.BOOLEAN, may_not_apply=True),
        "open": Code(id="open", theme="talk", scale=Scale.BOOLEAN, may_not_apply=True),
        "mood": Code(
            id="mood",
            theme="talk",
            scale=Scale.ORDINAL,
            values=tuple(CodeValue(id=one) for one in MOODS),
        ),
    },
    typologies={},
    case_groups={},
    quantity_words=WORDS,
    number_words_up_to=NUMBERS_UP_TO,
)
NAMES = Names(BOOK, {"group": ("east", "west"), "case": (), "document": (), "role": ()})

World = Mapping[str, object]


class Crew(NamedTuple):
    """A case as it was made: what each of its codes may be."""

    group: str
    plans: tuple[object, ...]
    opens: tuple[object, ...]
    moods: tuple[object, ...]

    def worlds(self) -> Iterator[World]:
        for plan, is_open, mood in product(self.plans, self.opens, self.moods):
            yield {"plan": plan, "open": is_open, "mood": mood}


class Asked(NamedTuple):
    """A condition as text, which codes it asks for, and whether it is true in a world."""

    text: str
    codes: frozenset[str]
    holds: Callable[[World], bool]


TRUE, FALSE, IDLE = (True,), (False,), (NOT_APPLICABLE,)
UNKNOWN_FLAG = (True, False, NOT_APPLICABLE)
FLAGS = st.sampled_from([TRUE, FALSE, IDLE, UNKNOWN_FLAG, UNKNOWN_FLAG])
MOOD = st.sets(st.sampled_from(MOODS), min_size=1).map(lambda some: tuple(sorted(some)))
CREWS = st.lists(st.builds(Crew, st.sampled_from(["east", "west"]), FLAGS, FLAGS, MOOD), max_size=6)
LEAVES = (
    Asked("plan = true", frozenset(["plan"]), lambda world: world["plan"] is True),
    Asked("open = false", frozenset(["open"]), lambda world: world["open"] is False),
    Asked("mood = low", frozenset(["mood"]), lambda world: world["mood"] == "low"),
    Asked("mood >= middle", frozenset(["mood"]), lambda world: world["mood"] != "low"),
)


def _not(one: Asked) -> Asked:
    return Asked(f"not ({one.text})", one.codes, lambda world: not one.holds(world))


def _and(one: Asked, two: Asked) -> Asked:
    text = f"({one.text}) and ({two.text})"
    return Asked(text, one.codes | two.codes, lambda world: one.holds(world) and two.holds(world))


def _or(one: Asked, two: Asked) -> Asked:
    text = f"({one.text}) or ({two.text})"
    return Asked(text, one.codes | two.codes, lambda world: one.holds(world) or two.holds(world))


TESTS = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        inner.map(_not), st.builds(_and, inner, inner), st.builds(_or, inner, inner)
    ),
    max_leaves=3,
)


def _coding(options: tuple[object, ...]) -> Coding:
    if len(options) == 1:
        return Coding.model_validate({"value": options[0]})
    if options == UNKNOWN_FLAG or len(options) == len(MOODS):
        return Coding(value="unknown")
    return Coding.model_validate({"any_of": options})


def _case(number: int, crew: Crew) -> Case:
    codes = {"plan": crew.plans, "open": crew.opens, "mood": crew.moods}
    return Case(
        id=f"c{number}",
        unit="crew",
        group=crew.group,
        attributes={},
        codes={name: _coding(options) for name, options in codes.items()},
        records={},
        declared_types={},
        printed_labels={},
    )


def judged(text: str, crews: Sequence[Crew]) -> str:
    cases = tuple(_case(number, crew) for number, crew in enumerate(crews))
    claim = read_claim(text, NAMES)
    assert not isinstance(claim, Quote)
    return judge(claim, Data(NAMES, cases, Questions(BOOK).truth, Classifier(BOOK))).standing


def standing(truths: set[bool]) -> str:
    return "open" if len(truths) > 1 else "holds" if truths == {True} else "fails"


YES, NO, EXCUSED = "yes", "no", "excused"
State = tuple[str, ...]


def is_idle(world: World, test: Asked) -> bool:
    return "mood" not in test.codes and all(world[code] == NOT_APPLICABLE for code in test.codes)


def state(world: World, test: Asked) -> str:
    if is_idle(world, test):
        return EXCUSED
    return YES if test.holds(world) else NO


def states(crews: Sequence[Crew], *tests: Asked) -> Iterator[tuple[State, ...]]:
    """What each case is in each world of the study, for each of the tests."""
    own = [{tuple(state(w, test) for test in tests) for w in crew.worlds()} for crew in crews]
    yield from product(*own)


def known(crews: Sequence[Crew], test: Asked) -> list[bool]:
    """The answers of the cases of which it is known whether they pass a test."""
    found = []
    for crew in crews:
        answers = {test.holds(world) for world in crew.worlds()}
        is_excused = all(is_idle(world, test) for world in crew.worlds())
        if len(answers) == 1 and not is_excused:
            found.append(answers.pop())
    return found


def counts(crews: Sequence[Crew], test: Asked, *, only_known: bool) -> set[tuple[int, int]]:
    """So many cases of so many, in each world."""
    if only_known:
        answers = known(crews, test)
        return {(sum(answers), len(answers))}
    found = set()
    for world in states(crews, test):
        counted = [one for (one,) in world if one != EXCUSED]
        found.add((counted.count(YES), len(counted)))
    return found


def word(n: int, total: int) -> str:
    if total == 0:
        return ""
    if n == 0:
        return "none"
    if n == total:
        return "all"
    if total <= NUMBERS_UP_TO:
        return ""
    return "some" if 2 * n <= total else "most"


KNOWN = st.sampled_from(["", "known "])


@settings(max_examples=120)
@given(CREWS, TESTS, KNOWN, st.sampled_from(["", "at least ", "at most "]), st.integers(0, 4))
def test_a_count_holds_where_it_holds_in_every_world(
    crews: list[Crew], test: Asked, only: str, bound: str, number: int
) -> None:
    east = [crew for crew in crews if crew.group == "east"]
    compare = {"": int.__eq__, "at least ": int.__ge__, "at most ": int.__le__}[bound]
    truths = {
        total > 0 and compare(n, number) for n, total in counts(east, test, only_known=bool(only))
    }
    assert judged(f"{bound}{number} of {only}east: {test.text}", crews) == standing(truths)


@settings(max_examples=120)
@given(CREWS, TESTS, KNOWN, st.integers(0, 3), st.integers(0, 4))
def test_a_count_of_so_many_holds_where_so_many_count(
    crews: list[Crew], test: Asked, only: str, number: int, of: int
) -> None:
    found = counts(crews, test, only_known=bool(only))
    truths = {total > 0 and (n, total) == (number, of) for n, total in found}
    assert judged(f"{number} of {of} of {only}crew: {test.text}", crews) == standing(truths)


@settings(max_examples=120)
@given(CREWS, TESTS, KNOWN, st.sampled_from(["none", "all", "some", "most"]))
def test_a_quantity_word_holds_where_every_world_is_called_by_it(
    crews: list[Crew], test: Asked, only: str, claimed: str
) -> None:
    found = counts(crews, test, only_known=bool(only))
    truths = {word(n, total) == claimed for n, total in found}
    assert judged(f"{claimed} of {only}crew: {test.text}", crews) == standing(truths)


@settings(max_examples=120)
@given(CREWS, TESTS, TESTS, KNOWN)
def test_more_of_one_than_of_another_is_decided_in_each_world_of_a_case(
    crews: list[Crew], one: Asked, two: Asked, only: str
) -> None:
    own = [{(one.holds(w), two.holds(w)) for w in crew.worlds()} for crew in crews]
    if only:
        own = [ends for ends in own if all(len(set(side)) == 1 for side in zip(*ends, strict=True))]
    truths = {
        sum(first for first, _ in world) > sum(second for _, second in world)
        for world in product(*own)
    }
    assert judged(f"more of {only}crew: {one.text} than {two.text}", crews) == standing(truths)


@settings(max_examples=120)
@given(CREWS, TESTS, KNOWN)
@example([Crew("east", IDLE, TRUE, ("low",)), Crew("west", TRUE, TRUE, ("low",))], LEAVES[0], "")
def test_a_greater_share_of_one_group_is_greater_in_every_world(
    crews: list[Crew], test: Asked, only: str
) -> None:
    groups = ([crew for crew in crews if crew.group == name] for name in ("east", "west"))
    east, west = (counts(group, test, only_known=bool(only)) for group in groups)
    truths = {
        total > 0 and others > 0 and n * others > m * total
        for (n, total), (m, others) in product(east, west)
    }
    text = f"more of {only}east than of {only}west: {test.text}"
    assert judged(text, crews) == standing(truths)
