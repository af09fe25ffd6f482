"""Cases shared out among coders, with an empty file for each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path, PurePosixPath

from qualcode.agreement.assigning import Assignment, assign
from qualcode.diagnostics import Misuse
from qualcode.model.base import exact
from qualcode.model.case import Case
from qualcode.model.places import CASE_FILE, CODINGS
from qualcode.model.study import Study
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked, ready
from qualcode.render.writing import replace_file
from qualcode.tables.sheets import empty_sheet


@dataclass(frozen=True, slots=True)
class Assigned:
    """The plan, the files that were made, and the cases that could not be given to anybody.

    `begun` have codings already and are left alone, `single` are single files without a folder.
    """

    plan: tuple[Assignment, ...]
    files: tuple[str, ...]
    begun: tuple[str, ...]
    single: tuple[str, ...]


def assign_cases(
    checked: Checked, coders: Sequence[str], overlap: float, seed: int, language: str
) -> Assigned:
    """Every case that nobody codes yet given to a coder, some to two; definitions are left out.

    Raises:
        Misuse: the study cannot be read, nobody of that name codes, or a file cannot be written.
    """
    study, _ = ready(checked)
    _refuse(coders, overlap, study)
    open_cases = [case for case in checked.sound if not case.fixture]
    free = {case.id: case for case in open_cases if _has_folder(case) and not case.codings}
    plan = assign(tuple(free), coders, Fraction(exact(overlap)), seed)
    texts = {
        _file(free[one.case], coder): empty_sheet(free[one.case], coder, study.codebook, language)
        for one in plan
        for coder in one.coders
    }
    _make(checked.place.root, texts)
    return Assigned(
        plan=plan,
        files=tuple(texts),
        begun=tuple(case.id for case in open_cases if case.codings),
        single=tuple(case.id for case in open_cases if not _has_folder(case)),
    )


def _refuse(coders: Sequence[str], overlap: float, study: Study) -> None:
    known = study.codebook.coders
    if not known:
        raise Misuse("the codebook names no coders; add 'coders: {eva: {label: Eva}}' to it")
    if not coders or len(set(coders)) < len(coders):
        raise Misuse(f"name each coder once, such as --coders {','.join(known)}")
    for coder in coders:
        if coder not in known:
            raise Misuse(no_such("coder", coder, known))
    if not 0 <= overlap <= 1:
        raise Misuse("the overlap is a share from 0 to 1, such as 0.3")


def _has_folder(case: Case) -> bool:
    return PurePosixPath(case.position.file).name == CASE_FILE


def _file(case: Case, coder: str) -> str:
    return str(PurePosixPath(case.position.file).parent / CODINGS / f"{coder}.yaml")


def _make(root: Path, texts: Mapping[str, str]) -> None:
    for file in texts:
        if (root / file).exists():
            raise Misuse(f"'{file}' is there already, so nothing was made; see 'qualcode check'")
    for file, text in texts.items():
        try:
            replace_file(root / file, text.encode())
        except OSError as error:
            raise Misuse(f"'{file}' cannot be written: {error.strerror}") from None
