"""What stands behind a region of a text: the cases and codes that its words were made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.study import Study
from qualcode.render.recording import Asked, Kind
from qualcode.typology.classify import Classifier


@dataclass(frozen=True, slots=True)
class Behind:
    """The cases behind some words, and the codes and record groups that were looked at in them.

    Without any code, all that is coded in the cases was.
    """

    cases: tuple[Case, ...]
    codes: tuple[str, ...]
    groups: tuple[str, ...]


def behind(asked: Iterable[Asked], study: Study, classifier: Classifier) -> Behind:
    """The cases and codes behind what a text asked for."""
    names: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for one in asked:
        names[one.kind].append(one.name)
    typologies = [study.codebook.typologies[name] for name in names[Kind.TYPOLOGY]]
    compiled = [classifier.compiled(typology) for typology in typologies]
    codes = [*names[Kind.CODE], *(code for one in compiled for code in one.codes)]
    return Behind(
        cases=tuple(
            case
            for case in study.cases
            if case.id in names[Kind.CASE] or (case.group in names[Kind.GROUP] and not case.fixture)
        ),
        codes=tuple(dict.fromkeys(codes)),
        groups=tuple(dict.fromkeys(group for one in compiled for group in one.groups)),
    )
