"""Queries and matrices over 100,000 invented passages and 500 codes, beside sqlite3 and pandas.

The peers have the places of the passages as numbers; qualcode verifies each quotation first, which
is a row of its own.
"""

import importlib
import random
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.documents.quotes import Stretch
from qualcode.model.anchor import Passage
from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook, Scale, Theme, Unit
from qualcode.model.condition import Condition
from qualcode.model.document import CaseDocument
from qualcode.query.axes import read_axis
from qualcode.query.excerpts import Excerpt, Kind
from qualcode.query.index import Index
from qualcode.query.matrix import Crossed, Matrix, cross
from qualcode.query.parsing import Names, parse
from qualcode.query.search import Found, search

CASES, PASSAGES, CODES = 1_000, 100, 500
"""Cases, passages in each, and codes in all; every tenth code stands above the nine after it."""

WORDS = ("brand", "værn", "slange", "nat", "vagt", "æble", "sirene", "røg", "vej", "kaffe", "møde")
QUERY = 'c010 and not coder:hn and text:"nat"'
BUILDING = "build the index of 100,000 passages"


@dataclass(frozen=True, slots=True)
class Row:
    """A coded passage as the peers have it: a row for each code."""

    number: int
    case: str
    code: str
    coder: str
    start: int
    end: int
    words: str


def query_jobs(seed: int) -> Mapping[str, Callable[[], object]]:
    """What to measure, by what it is called."""
    excerpts, book, rows = _made(random.Random(seed))
    known = {"case": (), "coder": ("hn", "åj")}
    names = Names(book, known, descends=False)
    index = Index(excerpts)
    for number in index.everything:
        assert index.place(number) is not None
    database = _database(rows)
    pandas: Any = importlib.import_module("pandas")  # it has no types, and none is needed here
    frame = pandas.DataFrame([_fields(row) for row in rows], columns=list(_COLUMNS))
    assert len(_query(index, names).surely) == len(_query_sql(database)) > 0
    assert sum(cell.count for cell in _matrix(index, names, "cases").cells.values()) == len(rows)
    return {
        BUILDING: lambda: Index(excerpts).having("code", "c010"),
        "verify 100,000 quotations": lambda: _verified(excerpts),
        f"query {QUERY}": lambda: _query(index, names),
        "sqlite3: the same query": lambda: _query_sql(database),
        "matrix codes cases": lambda: _matrix(index, names, "cases"),
        "sqlite3: group by": lambda: database.execute(
            "select code, name, count(*) from rows group by code, name"
        ).fetchall(),
        "pandas: crosstab": lambda: pandas.crosstab(frame["code"], frame["name"]),
        "matrix codes codes (overlaps)": lambda: _matrix(index, names, "codes"),
        "sqlite3: self-join on overlaps": lambda: database.execute(_OVERLAPS).fetchall(),
    }


def _made(chance: random.Random) -> tuple[list[Excerpt], Codebook, list[Row]]:
    codes = [f"c{i:03}" for i in range(CODES)]
    excerpts: list[Excerpt] = []
    rows: list[Row] = []
    for number in range(CASES):
        words = chance.choices(WORDS, k=4_000)
        # Numbers between the words make every stretch of text unlike all others.
        text = " ".join(f"{word} {i}" if i % 5 == 0 else word for i, word in enumerate(words))
        passages = []
        for _ in range(PASSAGES):
            place = _stretch(text, chance)
            coded = tuple(chance.sample(codes, chance.randint(1, 3)))
            passages.append(
                Passage(
                    document="talk",
                    quote=text[place.start : place.end],
                    position=place.start,
                    codes=coded,
                    coder=chance.choice(("hn", "åj")),
                )
            )
        case = _case(f"case-{number:04}", text, tuple(passages))
        for passage in passages:
            at = (len(excerpts), case.id, passage.coder, passage.start or 0, passage.quote)
            excerpts.append(
                Excerpt(Kind.PASSAGE, case, passage, passage.codes, passage.quote, passage.coder)
            )
            rows += [_row(at, code) for code in passage.codes]
    return excerpts, _book(codes), rows


def _stretch(text: str, chance: random.Random) -> Stretch:
    start = text.index(" ", chance.randrange(len(text) - 400)) + 1
    return Stretch(start, text.index(" ", start + chance.randint(60, 240)))


def _row(at: tuple[int, str, str, int, str], code: str) -> Row:
    number, case, coder, start, quote = at
    return Row(number, case, code, coder, start, start + len(quote), quote)


def _case(name: str, text: str, passages: tuple[Passage, ...]) -> Case:
    talk = CaseDocument(id="talk", __text__=text)
    return Case(
        id=name,
        unit="crew",
        attributes={},
        codes={},
        records={},
        declared_types={},
        printed_labels={},
        documents={"talk": talk},
        passages=passages,
    )


def _book(codes: list[str]) -> Codebook:
    declared = [
        Code(
            id=name,
            theme="talk",
            scale=Scale.PRESENCE,
            parent=None if i % 10 == 0 else codes[i - i % 10],
        )
        for i, name in enumerate(codes)
    ]
    return Codebook(
        id="bench",
        languages=("en",),
        units={"crew": Unit(id="crew")},
        themes={"talk": Theme(id="talk")},
        documents={},
        vocabularies={},
        records={},
        codes={code.id: code for code in declared},
        typologies={},
        case_groups={},
    )


def _never(_case: Case, _condition: Condition) -> frozenset[bool]:
    raise AssertionError("no value is asked for")


def _query(index: Index, names: Names) -> Found:
    return search(parse(QUERY, names), index, _never)


def _verified(excerpts: list[Excerpt]) -> int:
    fresh = Index(excerpts)
    return sum(fresh.place(number) is not None for number in fresh.everything)


def _matrix(index: Index, names: Names, columns: str) -> Matrix:
    rows, across = (read_axis(text, names, index.cases) for text in ("codes", columns))
    crossed = Crossed(rows, across, index.everything)
    return cross(crossed, index, lambda one: search(one, index, _never).surely)


_COLUMNS = ("number", "name", "code", "coder", "start", "until", "words")
_OVERLAPS = """
    select a.code, b.code, count(*) from rows a join rows b
    on a.name = b.name and a.start < b.until and b.start < a.until group by a.code, b.code
"""


def _fields(row: Row) -> tuple[object, ...]:
    return (row.number, row.case, row.code, row.coder, row.start, row.end, row.words)


def _database(rows: list[Row]) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute(f"create table rows ({', '.join(_COLUMNS)})")
    database.executemany("insert into rows values (?,?,?,?,?,?,?)", map(_fields, rows))
    database.execute("create index by_code on rows (code)")
    database.execute("create index by_name on rows (name, start)")
    return database


def _query_sql(database: sqlite3.Connection) -> list[tuple[int]]:
    # The peer knows no words: it finds 'nat' between spaces.
    return database.execute(
        "select distinct number from rows where code = 'c010' and coder != 'hn' "
        "and ' ' || words || ' ' like '% nat %'"
    ).fetchall()
