"""A small invented codebook for talks, and random cases, excerpts and expressions over it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from hypothesis import strategies as st

from qualcode.documents.quotes import Stretch, quotation_of
from qualcode.documents.stored import StoredText
from qualcode.model.anchor import Passage
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code, Codebook, CodeValue, Scale, Theme, Unit
from qualcode.model.condition import Comparison
from qualcode.model.document import CaseDocument
from qualcode.query.expression import (
    Beside,
    Coded,
    Either,
    Every,
    Expression,
    Has,
    Says,
    Valued,
    Without,
)
from qualcode.query.parsing import Names

WORDS = ("åben", "fælles", "nat", "nattevagt", "kaffe", "brand", "hver", "sø")
MOODS = ("low", "middle", "high")
ROLES = ("chief", "volunteer")
BELOW = {"joy": ("joy", "pride", "glee"), "pride": ("pride", "glee"), "glee": ("glee",)}
LEAVES = {"night": ("night",), "work": ("work",)}
CODES: Mapping[str, tuple[str, ...]] = MappingProxyType({**BELOW, **LEAVES})
"""Each code for passages with those below it."""
THEMES = MappingProxyType({"feeling": ("joy", "pride", "glee"), "doing": ("night", "work")})


def _code(name: str, theme: str, parent: str | None = None) -> Code:
    return Code(id=name, theme=theme, scale=Scale.PRESENCE, parent=parent)


def codebook() -> Codebook:
    codes = [
        _code("joy", "feeling"),
        _code("pride", "feeling", "joy"),
        _code("glee", "feeling", "pride"),
        _code("night", "doing"),
        _code("work", "doing"),
        Code(
            id="mood",
            theme="value",
            units=("crew",),
            scale=Scale.ORDINAL,
            values=tuple(CodeValue(id=one) for one in MOODS),
        ),
        Code(id="open", theme="value", units=("crew",), scale=Scale.BOOLEAN),
    ]
    return Codebook(
        id="talks",
        languages=("en",),
        units={name: Unit(id=name) for name in ("crew", "club")},
        themes={name: Theme(id=name) for name in (*THEMES, "value")},
        documents={},
        vocabularies={},
        records={},
        codes={code.id: code for code in codes},
        typologies={},
        case_groups={},
    )


class Known(NamedTuple):
    """A passage as it was made: where it stands, and what its case may be worth."""

    case: str
    document: str
    start: int
    end: int
    codes: tuple[str, ...]
    coder: str
    roles: tuple[str, ...]
    words: str
    unit: str
    moods: tuple[str, ...]
    opens: tuple[bool, ...]


class Made(NamedTuple):
    """Random cases, and the same passages as they were made, in the same order."""

    cases: tuple[Case, ...]
    known: tuple[Known, ...]


@st.composite
def made(draw: st.DrawFn) -> Made:
    cases: list[Case] = []
    known: list[Known] = []
    for number in range(draw(st.integers(0, 3))):
        case, passages = draw(_case(f"c{number}"))
        cases.append(case)
        known += passages
    return Made(tuple(cases), tuple(known))


@st.composite
def _case(draw: st.DrawFn, name: str) -> tuple[Case, list[Known]]:
    unit = draw(st.sampled_from(("crew", "crew", "club")))
    moods = tuple(draw(st.lists(st.sampled_from(MOODS), min_size=1, max_size=3, unique=True)))
    opens = tuple(draw(st.lists(st.booleans(), min_size=1, max_size=2, unique=True)))
    documents: dict[str, CaseDocument] = {}
    passages: list[Passage] = []
    known: list[Known] = []
    for document in ("a", "b"):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=9))
        text = " ".join(words)
        roles = tuple(draw(st.lists(st.sampled_from(ROLES), max_size=2, unique=True)))
        documents[document] = CaseDocument(id=document, respondents=roles, __text__=text)
        stored = StoredText(text)
        for first, last, codes, coder in draw(_stretches(len(words))):
            start = len(" ".join((*words[:first], ""))) if first else 0
            end = start + len(" ".join(words[first : last + 1]))
            made = quotation_of(Stretch(start, end), stored)
            anchor = {"document": document, "quote": made.quote, "position": made.position}
            context = {"prefix": made.prefix, "suffix": made.suffix}
            passages.append(
                Passage.model_validate({**anchor, **context, "codes": codes, "coder": coder})
            )
            at = (name, document, start, end, codes, coder, roles, made.quote)
            known.append(Known(*at, unit, moods, opens))
    coded = unit == "crew"
    case = Case(
        id=name,
        unit=unit,
        attributes={},
        codes={"mood": _partly(moods), "open": _partly(opens)} if coded else {},
        records={},
        declared_types={},
        printed_labels={},
        documents=documents,
        passages=tuple(passages),
    )
    return case, known


_Stretches = list[tuple[int, int, tuple[str, ...], str]]


def _stretches(words: int) -> st.SearchStrategy[_Stretches]:
    at = st.integers(0, words - 1)
    codes = st.lists(st.sampled_from(tuple(CODES)), max_size=3, unique=True).map(tuple)
    one = st.tuples(at, at, codes, st.sampled_from(("hn", "åj", "")))
    return st.lists(one.map(lambda o: (min(o[:2]), max(o[:2]), o[2], o[3])), max_size=4)


def _partly(values: Sequence[str | bool]) -> Coding:
    return Coding(value=values[0]) if len(values) == 1 else Coding(any_of=tuple(values))


def names() -> Names:
    known = {
        "case": ("c0", "c1", "c2"),
        "unit": ("crew", "club"),
        "role": ROLES,
        "coder": ("hn", "åj"),
        "document": ("a", "b"),
    }
    return Names(codebook(), known)


_TESTS = [
    *(Comparison("mood", how, one) for one in MOODS for how in ("equals", "at_least", "below")),
    *(Comparison("open", "equals", one) for one in (True, False)),
]
ONES: st.SearchStrategy[Expression] = st.one_of(
    st.sampled_from([Coded(below) for below in CODES.values()]),
    st.sampled_from([Coded(codes) for codes in THEMES.values()]),
    st.sampled_from([Valued(test, ("crew",)) for test in _TESTS]),
    st.sampled_from([Has(field, one) for field, of in names().known.items() for one in of]),
    st.sampled_from([Says(words) for words in ("nat", "NAT*", "åben fælles", "*vagt", "SØ")]),
)


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(Every),
        several.map(Either),
        inner.map(Without),
        st.builds(Beside, inner, inner, st.sampled_from(("overlaps", "within"))),
        st.builds(Beside, inner, inner, st.just("near"), st.integers(0, 12)),
    )


EXPRESSIONS = st.recursive(ONES, _larger, max_leaves=6)
