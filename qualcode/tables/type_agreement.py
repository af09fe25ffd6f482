"""Whether what each coder says leads to the same types, and which codes make the difference.

Each coder's case is classified by itself. A code that no coder of the study codes stands as the
case's own file has it, such as facts that are taken over; all others are the coder's alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from qualcode.agreement.alpha import alpha_of
from qualcode.agreement.bootstrap import Interval, interval
from qualcode.agreement.chance import percent
from qualcode.agreement.comparing import Method
from qualcode.agreement.distances import NOMINAL
from qualcode.agreement.ratings import Figure, Undefined, Unit, pairable
from qualcode.model.case import Case, Coding, RecordGroup
from qualcode.model.consensus import sheet_of, sheets_of
from qualcode.model.typology import Typology
from qualcode.tables.questions import verdict_in_words
from qualcode.typology.classify import Classifier

_SECTIONS = ("attributes", "codes", "records")


@dataclass(frozen=True, slots=True)
class Difference:
    """A case that two coders' values put into different types.

    `moving` are the codes that change one of the two verdicts when the coders swap their values of
    it; of these, each of the `alone` makes the verdicts the same.
    """

    case: str
    coders: tuple[str, str]
    verdicts: tuple[str, str]
    moving: tuple[str, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeAgreement:
    """The agreement on the verdicts in one typology, and what it fails on."""

    typology: Typology
    units: int
    percent: Figure
    alpha: Figure
    interval: Interval | Undefined
    differences: tuple[Difference, ...]

    @property
    def causes(self) -> Mapping[str, tuple[int, int]]:
        """For each code how many differences it moves, and how many it settles by itself."""
        names = dict.fromkeys(name for one in self.differences for name in one.moving)
        counted = {
            name: (
                sum(name in one.moving for one in self.differences),
                sum(name in one.alone for one in self.differences),
            )
            for name in names
        }
        return dict(sorted(counted.items(), key=lambda item: (-item[1][0], -item[1][1], item[0])))


def type_agreement(
    cases: Sequence[Case], typology: Typology, classifier: Classifier, method: Method
) -> TypeAgreement:
    """How far the coders' values lead to the same verdicts."""
    coded = frozenset(name for case in cases for name in _coded(case))
    own = [case for case in cases if case.unit == typology.unit]
    alone = {case.id: _by_coder(case, coded) for case in own}
    label = _Label(typology, classifier)
    units: list[Unit] = [
        {coder: label(case) for coder, case in by_coder.items()} for by_coder in alone.values()
    ]
    kept = pairable(units)
    figure = alpha_of(kept, NOMINAL)
    return TypeAgreement(
        typology=typology,
        units=len(kept),
        percent=percent(units),
        alpha=figure(range(len(kept))),
        interval=interval(figure, len(kept), method.seed, method.samples),
        differences=tuple(
            difference
            for by_coder in alone.values()
            for difference in _differences(by_coder, label)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Label:
    """The verdict of a case as one word, so that verdicts can be compared."""

    typology: Typology
    classifier: Classifier

    def __call__(self, case: Case) -> str:
        verdict = self.classifier.classify(case, self.typology)
        if verdict.is_decided or not verdict.verdicts:
            return " ".join(filter(None, (verdict.kind.value, ", ".join(verdict.types))))
        return f"{verdict.kind}: {' or '.join(map(verdict_in_words, verdict.verdicts))}"


def _coded(case: Case) -> Iterator[str]:
    for codings in case.codings:
        yield from (*codings.attributes, *codings.codes, *codings.records)


def _by_coder(case: Case, coded: frozenset[str]) -> Mapping[str, Case]:
    """The case as each coder alone sees it; those who coded nothing do not see it."""
    written = next(sheets_of(case))
    return {
        codings.coder: _filled(written, sheet_of(case, codings), coded)
        for codings in case.codings
        if codings.has_values
    }


def _filled(written: Case, sheet: Case, coded: frozenset[str]) -> Case:
    def section(name: str) -> Mapping[str, object]:
        background = {k: v for k, v in getattr(written, name).items() if k not in coded}
        return MappingProxyType({**background, **getattr(sheet, name)})

    return sheet.model_copy(update={name: section(name) for name in _SECTIONS})


def _differences(by_coder: Mapping[str, Case], label: _Label) -> Iterator[Difference]:
    for (one, first), (other, second) in combinations(by_coder.items(), 2):
        verdicts = (label(first), label(second))
        if verdicts[0] == verdicts[1]:
            continue
        moving, alone = [], []
        for name in _differing(first, second):
            swapped = (label(_with(first, second, name)), label(_with(second, first, name)))
            if swapped != verdicts:
                moving.append(name)
            if swapped[0] == verdicts[1] or swapped[1] == verdicts[0]:
                alone.append(name)
        yield Difference(first.id, (one, other), verdicts, tuple(moving), tuple(alone))


def _differing(first: Case, second: Case) -> list[str]:
    """The codes and record groups that two coders see differently."""
    names = dict.fromkeys(
        name for case in (first, second) for part in _SECTIONS for name in getattr(case, part)
    )
    return [name for name in names if _claim(first, name) != _claim(second, name)]


def _claim(case: Case, name: str) -> object:
    group = case.records.get(name)
    if group is not None:
        return _claim_of_group(group)
    return _claim_of_coding(case.coding(name))


def _claim_of_coding(coding: Coding | None) -> object:
    return None if coding is None or coding.is_unknown else coding.claim


def _claim_of_group(group: RecordGroup) -> object:
    records = {
        (name, field): coding.claim
        for name, record in group.records.items()
        for field, coding in record.fields.items()
    }
    return (frozenset(group.records), frozenset(records.items()), group.complete)


def _with(case: Case, other: Case, name: str) -> Case:
    """The case with what the other one has of a code or a group of records."""
    update: dict[str, Mapping[str, object]] = {}
    for part in _SECTIONS:
        mine: dict[str, object] = dict(getattr(case, part))
        mine.pop(name, None)
        theirs = getattr(other, part).get(name)
        update[part] = MappingProxyType(mine if theirs is None else {**mine, name: theirs})
    return case.model_copy(update=update)
