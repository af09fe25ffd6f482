"""Which findings concern what was changed since a revision, and what depends on that."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qualcode.claims import rules as claims
from qualcode.diagnostics import Diagnostic
from qualcode.model.places import CASE_FILE, PROJECT_FILE
from qualcode.model.study import Study
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.git import changed_since
from qualcode.rules import figure_of_unknown_case


@dataclass(frozen=True, slots=True)
class Changes:
    """What was changed.

    Attributes:
        files: the files that changed, and those that depend on one of them as a whole.
        everything: whether a change touches all that is found.
        rules: rules about cases together, which a change of one case touches.
    """

    files: frozenset[str]
    everything: bool = False
    rules: frozenset[str] = frozenset()

    def concern(self, found: Diagnostic) -> bool:
        """Whether a finding is in what changed, or has to do with it."""
        return (
            self.everything
            or found.at.file in self.files
            or found.rule in self.rules
            or any(one.at.file in self.files for one in found.related)
        )

    def among(self, files: Iterable[str]) -> tuple[str, ...]:
        """Those of some files that changed or depend on what did."""
        return tuple(file for file in files if self.everything or file in self.files)


def changes_since(checked: Checked, revision: str) -> Changes:
    """What was changed since a revision.

    Whatever is in a study depends on its codebook and project file. A case depends on the
    documents and codings in its folder, and on other cases where a rule compares them; a template
    on those that it takes in.

    Raises:
        Misuse: the study is not under git, or there is no such revision.
    """
    changed = changed_since(checked.place.root, revision)
    study = checked.study
    if study is None or PROJECT_FILE in changed or _is_in(changed, study.project.codebook):
        return Changes(changed, everything=True)
    cases = _with_their_folders(changed, checked.case_files)
    templates = _with_takers(checked.place.root, study.project.templates, changed)
    touched = _is_in(changed, study.project.cases)
    return Changes(cases | templates, rules=_about_cases(study) if touched else frozenset())


def _is_in(files: Iterable[str], folder: str) -> bool:
    return any(file.startswith(f"{folder.rstrip('/')}/") for file in files)


def _with_their_folders(changed: frozenset[str], case_files: Iterable[str]) -> frozenset[str]:
    """Changed files, and cases in whose folder something changed."""
    whole = (file for file in case_files if file.endswith(f"/{CASE_FILE}"))
    moved = (file for file in whole if _is_in(changed, file.removesuffix(f"/{CASE_FILE}")))
    return changed | frozenset(moved)


def _with_takers(root: Path, folder: str, changed: frozenset[str]) -> frozenset[str]:
    """The changed templates, and those that name one of them, to import or include it."""
    names = {Path(file).name for file in changed if file.endswith(".j2")}
    texts = {path: _text(path) for path in (root / folder).rglob("*.j2")} if names else {}
    taken: set[Path] = set()
    while names:
        takers = {p for p in texts if p not in taken and any(n in texts[p] for n in names)}
        taken |= takers
        names = {path.name for path in takers}
    return frozenset(path.relative_to(root).as_posix() for path in taken)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _about_cases(study: Study) -> frozenset[str]:
    """The rules that look at all cases together and find something outside of them."""
    counting = (rule.id for rule in study.codebook.rules.values() if rule.cases is not None)
    of_claims = (rule.id for rule in claims.RULES)
    return frozenset((*counting, figure_of_unknown_case.RULE.id, *of_claims))
