"""Since when a claim does not follow: the last revision at which it did, and what moved since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.claims.checking import CheckedClaim
from qualcode.claims.claim import Quote
from qualcode.claims.data import Data
from qualcode.claims.judging import Grounds, Standing, judge
from qualcode.claims.reading import BadClaimError, read_claim
from qualcode.diagnostics import Diagnostic, Location, Misuse, Related
from qualcode.model.case import Case
from qualcode.model.study import Study
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.claims import Claims
from qualcode.pipeline.git import is_under_git
from qualcode.pipeline.history import Moment, history_of
from qualcode.pipeline.querying import names_of
from qualcode.pipeline.snapshots import Snapshot
from qualcode.rules import allows_verdicts
from qualcode.trail.parts import Part, changed_parts, part_in_words
from qualcode.typology.ask import Questions
from qualcode.typology.classify import Classifier
from qualcode.typology.solver import UnansweredError

_SIDES = (
    ("for it", "speaking_for"),
    ("against it", "against"),
    ("not known", "unknown"),
    ("not asked", "not_applicable"),
)
_ID_DIGITS = 10


@dataclass(frozen=True, slots=True)
class _Held:
    """When a claim last followed: the cases for and against it then, and what came after."""

    grounds: tuple[Grounds, ...]
    cases: Mapping[str, Case]
    broken_by: str


def with_history(checked: Checked, claims: Claims) -> Claims:
    """The same claims; where one followed at an earlier revision, its finding names what moved.

    They stay as they are where the study is not under git.
    """
    wrong = [one for one in claims.claims if _may_have_held(one)]
    if not wrong:
        return claims
    try:
        moments = history_of(checked.place).moments if is_under_git(checked.place.root) else ()
    except Misuse:
        return claims  # git is not installed, or refuses
    earlier = _Earlier(moments)
    told = (_told(one, checked, earlier) if one in wrong else one for one in claims.claims)
    return replace(claims, claims=tuple(told))


def _may_have_held(claim: CheckedClaim) -> bool:
    is_wrong = claim.standing in (Standing.FAILS, Standing.OPEN)
    return is_wrong and claim.kind != Quote.kind


class _Earlier:
    """The study at its revisions, the latest first; each is made ready to be asked once."""

    def __init__(self, moments: Sequence[Moment]) -> None:
        self._moments = moments
        self._data: dict[int, Data | None] = {}

    def held(self, text: str) -> _Held | None:
        """When a claim last followed, if it ever did."""
        for number in range(len(self._moments) - 1, -1, -1):
            data = self._at(number)
            grounds = None if data is None else _grounds_if_held(text, data)
            if data is not None and grounds is not None:
                cases = {case.id: case for case in data.cases}
                return _Held(grounds, cases, self._name(number + 1))
        return None

    def _at(self, number: int) -> Data | None:
        if number not in self._data:
            self._data[number] = _data(self._moments[number].after)
        return self._data[number]

    def _name(self, number: int) -> str:
        if number >= len(self._moments) or not self._moments[number].revision.is_committed:
            return "changes that are not committed yet"
        revision = self._moments[number].revision
        return f"{revision.id[:_ID_DIGITS]} ({revision.date}, {revision.author})"


def _data(snapshot: Snapshot) -> Data | None:
    project, book = snapshot.project, snapshot.codebook
    if project is None or book is None:
        return None
    study = Study(project=project, codebook=book, cases=tuple(snapshot.cases.values()))
    if not allows_verdicts(study):
        return None
    return Data(names_of(study), study.cases, Questions(book).truth, Classifier(book))


def _grounds_if_held(text: str, data: Data) -> tuple[Grounds, ...] | None:
    try:
        claim = read_claim(text, data.names)
        judged = None if isinstance(claim, Quote) else judge(claim, data)
    except (BadClaimError, UnansweredError):
        return None
    return judged.grounds if judged and judged.standing is Standing.HOLDS else None


def _told(claim: CheckedClaim, checked: Checked, earlier: _Earlier) -> CheckedClaim:
    held = earlier.held(claim.written.text)
    if held is None:
        return claim
    cases = {case.id: case for case in checked.sound}
    moved = tuple(_moved(claim, held, cases))
    head, *rest = claim.findings
    return replace(claim, findings=(_since(head, held, moved), *rest))


def _since(found: Diagnostic, held: _Held, moved: Sequence[Related]) -> Diagnostic:
    hint = f"it followed until {held.broken_by}; {found.hint}"
    return replace(found, hint=hint, related=(*found.related, *moved))


def _moved(claim: CheckedClaim, held: _Held, cases: Mapping[str, Case]) -> Iterator[Related]:
    """The cases that stand on another side than when the claim followed."""
    for then, now in zip(held.grounds, claim.grounds, strict=True):
        before, after = _sides(then), _sides(now)
        for name in dict.fromkeys((*before, *after)):
            if before.get(name) != after.get(name):
                was, case = held.cases.get(name), cases.get(name)
                parts = _parts(was, case, claim.codes)
                place = claim.at if case is None else _place(case, parts)
                said = _said(name, before, after)
                yield Related(place, f"{said}{_because(was, case, parts)}")


def _sides(grounds: Grounds) -> Mapping[str, str]:
    return {name: side for side, key in _SIDES for name in getattr(grounds, key)}


def _parts(was: Case | None, case: Case | None, codes: Sequence[str]) -> tuple[Part, ...]:
    """What a case says otherwise than then; of the codes of the claim, if it is any of them."""
    if was is None or case is None:
        return ()
    parts = changed_parts(was, case)
    return tuple(part for part in parts if part[1] in codes) or parts


def _place(case: Case, parts: Sequence[Part]) -> Location:
    """Where a case says now what it did not say then."""
    codings = (case.coding(name) for section, name in parts if section in ("codes", "attributes"))
    return next((coding.position for coding in codings if coding is not None), case.position)


def _said(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    if name not in after:
        return f"'{name}' was {before[name]}, and is no longer there"
    if name not in before:
        return f"'{name}' is new, and {after[name]}"
    return f"'{name}' was {before[name]} and is now {after[name]}"


def _because(was: Case | None, case: Case | None, parts: Sequence[Part]) -> str:
    if was is None or case is None:
        return ""
    said = ", ".join(part_in_words(part, was, case) for part in parts)
    return f": {said}" if said else ", as the codebook has changed"
