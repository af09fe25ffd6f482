"""The places in drafts that a case, or a code in it, stands behind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.diagnostics import Misuse
from qualcode.drafts.markers import plain
from qualcode.drafts.note import note_in
from qualcode.drafts.reading import place, regions_of
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.condition import Comparison, leaves
from qualcode.pipeline import Checked, no_such
from qualcode.pipeline.asking import touches
from qualcode.pipeline.checking import ready
from qualcode.pipeline.tracing import read_draft, rendered_again
from qualcode.render.recording import Asked
from qualcode.tables.traces import Use
from qualcode.typology.classify import Classifier
from qualcode.typology.derive import without_derived
from qualcode.typology.explain import question_about


def where_used(
    checked: Checked, case: str, code: str | None, output: Path | None
) -> tuple[Use, ...]:
    """The stretches of the drafts in the output folder that a case stands behind, in order.

    Args:
        checked: the study, checked.
        case: the id of a case.
        code: only where this code of it counts, also through derived codes and typologies.
        output: the output folder; the study's own if None.

    Raises:
        Misuse: there is no such case or code, or a draft cannot be rendered again.
    """
    study, classifier = ready(checked)
    cases = {one.id: one for one in study.cases}
    if case not in cases:
        raise Misuse(no_such("case", case, cases))
    known = (*study.codebook.codes, *study.codebook.records)
    if code is not None and code not in known:
        raise Misuse(no_such("code", code, known))
    codes = None if code is None else _resting_on(code, study.codebook, classifier)
    sought = _Sought(cases[case], code, codes or frozenset())
    folder = checked.place.root / study.project.output if output is None else output
    shown = Path(study.project.output) if output is None else output
    files = [path for path in sorted(folder.glob("*/*.md")) if _is_draft(path)]
    if not files:
        raise Misuse(f"there are no drafts in '{shown.as_posix()}'; write them with 'render --all'")
    return tuple(
        replace(use, at=use.at._replace(file=(shown / path.relative_to(folder)).as_posix()))
        for path in files
        for use in _uses(checked, path, sought)
    )


def _is_draft(path: Path) -> bool:
    return note_in(path.read_bytes().decode("utf-8", errors="replace")) is not None


@dataclass(frozen=True, slots=True)
class _Sought:
    """A case, perhaps a code in it, and what else rests on that code."""

    case: Case
    code: str | None
    codes: frozenset[str]

    def is_behind(self, asked: Iterable[Asked]) -> bool:
        return any(touches(one, self.case, self.code, self.codes) for one in asked)


def _uses(checked: Checked, path: Path, sought: _Sought) -> Iterator[Use]:
    draft = read_draft(path)
    asked = rendered_again(checked, draft).asked
    for region in regions_of(draft.text):
        if sought.is_behind(asked.get(region.key, ())):
            at = place(draft.text, region.inner_start, draft.file, len(region.text))
            yield Use(at, region.key, plain(region.text))


def _resting_on(code: str, book: Codebook, classifier: Classifier) -> frozenset[str]:
    """The code, and those derived codes and typologies whose answers rest on it."""
    derived = (
        one.id
        for one in book.codes.values()
        if one.derived is not None and code in _mentioned(one.id, book)
    )
    typologies = (
        one.id
        for one in book.typologies.values()
        if code in (*(made := classifier.compiled(one)).codes, *made.groups)
    )
    return frozenset((code, *derived, *typologies))


def _mentioned(derived: str, book: Codebook) -> frozenset[str]:
    condition = without_derived(question_about(book.codes[derived]), book.codes)
    return frozenset(
        leaf.code if isinstance(leaf, Comparison) else leaf.records for leaf in leaves(condition)
    )
