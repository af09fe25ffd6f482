"""What an edit of the codebook moves: cases, cells and proofs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualcode.diagnostics import Diagnostic, Location
from qualcode.model.case import Case
from qualcode.pipeline.checking import Checked, check, errors, ready
from qualcode.pipeline.revisions import earlier_codebook
from qualcode.tables.moves import Broken, CaseMove, Moves, TypologyMoves
from qualcode.typology.cubes import region
from qualcode.typology.edits import Edit, Version, edits, incomparable, moved_cells
from qualcode.typology.proofs import outside, overlaps
from qualcode.typology.property_space import property_space

_MOST_CUBES = 3


def moves_since(checked: Checked, version: str) -> Moves | tuple[Diagnostic, ...]:
    """What moved since an earlier codebook, or the errors that keep that one from being read.

    The cases are those of now, in both: what is shown comes of the edit of the codebook alone.

    Raises:
        Misuse: the study cannot be read, or there is no such version.
    """
    study, _ = ready(checked)
    with earlier_codebook(checked.place, study.project, version) as place:
        before = check(place)
    if before.study is None or before.classifier is None:
        return tuple(_of_version(one, version) for one in errors(before.findings))
    both = {case.id: case for case in before.sound}
    cases = [(both[case.id], case) for case in checked.sound if case.id in both]
    old, new = before.study.codebook.typologies, study.codebook.typologies
    return Moves(
        version=version,
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        not_compared=tuple(case.id for case in checked.sound if case.id not in both),
        typologies=tuple(
            _moved(name, before, checked, cases, version) for name in new if name in old
        ),
    )


def _of_version(one: Diagnostic, version: str) -> Diagnostic:
    return replace(one, at=_in_version(one.at, version), related=())


def _placed(edit: Edit, version: str) -> Edit:
    return replace(edit, at=_in_version(edit.at, version)) if edit.is_gone else edit


def _in_version(at: Location, version: str) -> Location:
    return at._replace(file=f"{version}:{at.file}")


def _moved(
    name: str,
    before: Checked,
    after: Checked,
    cases: Sequence[tuple[Case, Case]],
    version: str,
) -> TypologyMoves:
    (old_study, old_classifier), (study, classifier) = ready(before), ready(after)
    old = (old_study.codebook.typologies[name], old_study.codebook)
    new = (study.codebook.typologies[name], study.codebook)
    moved = []
    for case_before, case in cases:
        if case.unit == new[0].unit == old[0].unit:
            was = old_classifier.classify(case_before, old[0])
            now = classifier.classify(case, new[0])
            if was.verdicts != now.verdicts:
                moved.append(CaseMove(case, was, now))
    edited = edits(old, new)
    if not edited:
        return TypologyMoves(*new, tuple(moved))
    changed = incomparable(old, new)
    return TypologyMoves(
        *new,
        tuple(moved),
        tuple(_placed(edit, version) for edit in edited),
        () if changed else moved_cells(old, new, _MOST_CUBES),
        changed,
        tuple(_broken(old, new)),
    )


def _broken(old: Version, new: Version) -> Iterator[Broken]:
    """The proofs that held before and hold no longer."""
    before, after = property_space(*old), property_space(*new)
    earlier = {one.types for one in overlaps(before, 1)}
    for one in overlaps(after, 1):
        if one.types not in earlier:
            yield Broken(f"{' and '.join(one.types)} exclude each other", one.cells)
    gap = region(after, outside(after), 1)
    if gap is not None and not before.has(outside(before)):
        yield Broken("every case belongs to a type", gap)
    for name, cells in before.holding.items():
        alive = name in after.holding and before.has(cells)
        if alive and not after.has(after.holding[name]):
            yield Broken(f"some case can be {name}", None)
