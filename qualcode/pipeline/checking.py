"""A study read and checked: what every command begins with."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from qualcode import rules, source
from qualcode.claims.rules import RULES as OF_CLAIMS
from qualcode.diagnostics import Accepted, Diagnostic, Misuse, Rule, Severity, in_order
from qualcode.drafts.rules import RULES as OF_DRAFTS
from qualcode.exchange import rules as exchange
from qualcode.exchange.refi import RULES as OF_REFI
from qualcode.loading import study as loading
from qualcode.loading.study import load_study
from qualcode.loading.study_rules import FILE as STUDY_RULES_FILE
from qualcode.model.case import Case
from qualcode.model.places import CASE_FILE, DOCUMENTS, case_file_of
from qualcode.model.study import Study
from qualcode.pipeline.derived import with_removals
from qualcode.pipeline.memory import collector_at_rest
from qualcode.pipeline.place import Place
from qualcode.pipeline.pointing import at_their_parts
from qualcode.qca.sets import RULES as OF_SETS
from qualcode.render import RULES as RENDER_RULES
from qualcode.rules import acceptance, check_cases, check_codebook, collected, decisions, selection
from qualcode.tables import proof_findings
from qualcode.typeset.rules import RULES as OF_DOCUMENTS
from qualcode.typology import findings
from qualcode.typology.classify import Classifier
from qualcode.typology.study_rules import RULES as OF_STUDY_RULES
from qualcode.typology.study_rules import RuleJudge, as_rule, check_rules

RULES: tuple[Rule, ...] = (
    *source.RULES,
    *loading.RULES,
    *rules.RULES,
    *findings.RULES,
    *proof_findings.RULES,
    *acceptance.RULES,
    *selection.RULES,
    *decisions.RULES,
    *collected.RULES,
    *OF_STUDY_RULES,
    *RENDER_RULES,
    *OF_DOCUMENTS,
    *OF_DRAFTS,
    *OF_CLAIMS,
    *OF_SETS,
    *OF_REFI,
    *exchange.RULES,
)
"""Every rule that a finding can name, by family."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A study with all that was found in it; `sound` cases have no errors and may be counted."""

    place: Place
    study: Study | None
    findings: tuple[Diagnostic, ...]
    acceptances: tuple[Accepted, ...]
    case_files: tuple[str, ...]
    sound: tuple[Case, ...]
    classifier: Classifier | None
    rules: tuple[Rule, ...] = RULES

    @property
    def accepted(self) -> tuple[Diagnostic, ...]:
        """The findings that their files accept."""
        return tuple(one.found for one in self.acceptances)

    @property
    def has_errors(self) -> bool:
        """Whether something found would make the analysis wrong."""
        return any(found.severity is Severity.ERROR for found in self.findings)

    @property
    def has_templates(self) -> bool:
        """Whether there are templates, and the codebook can say which names they may use."""
        if self.study is None or not self.study.codebook.is_whole:
            return False
        folder = self.place.root / self.study.project.templates
        return next(folder.rglob("*.j2"), None) is not None

    @property
    def has_drafts(self) -> bool:
        """Whether there are drafts, and all that they claim can be judged."""
        if self.classifier is None or self.study is None or self.has_errors or self.place.selected:
            return False
        folder = self.place.root / self.study.project.output
        return any(path.is_file() for path in folder.rglob("*.md"))

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found that ought to be looked at."""
        return all(found.severity is Severity.INFO for found in self.findings)


def ready(checked: Checked) -> tuple[Study, Classifier]:
    """The study and its classifier.

    Raises:
        Misuse: the codebook does not allow one.
    """
    if checked.study is None or checked.classifier is None:
        raise Misuse("the codebook has errors; run 'qualcode check' and correct them first")
    return checked.study, checked.classifier


def check(place: Place) -> Checked:
    """The study read and checked against all rules.

    All cases are read, because some rules compare them; what is found in case files that were not
    asked for is left out.

    Raises:
        Misuse: no case file is among those asked for.
    """
    with collector_at_rest():
        return _check(place)


def _check(place: Place) -> Checked:
    loaded = load_study(place.root, place.read_document)
    everywhere = (*loaded.case_files, *loaded.coding_files)
    asked = tuple(file for file in everywhere if place.has(case_file_of(file)) or place.has(file))
    if place.selected and not asked:
        raise Misuse(f"there are no case files in {_quoted(place.selected)}")
    files = tuple(file for file in loaded.case_files if file in asked)
    is_outside = _outside(everywhere, asked)
    study = loaded.study
    if study is None:
        found = in_order(one for one in loaded.diagnostics if not is_outside(one.at.file))
        return Checked(place, None, found, (), files, (), None)
    judged = _judge(study, loaded.diagnostics)
    known = _known(study, loaded.diagnostics, judged)
    by_reason = acceptance.accept(study, (*judged.found, *_in_checks(study, known)), known)
    sound = () if judged.classifier is None else _without_errors(study.cases, by_reason.standing)
    standing = at_their_parts(by_reason.standing, place)
    placed = at_their_parts((one.found for one in by_reason.accepted), place)
    accepted = (
        replace(one, found=found) for one, found in zip(by_reason.accepted, placed, strict=True)
    )
    return Checked(
        place=place,
        study=study,
        findings=in_order(one for one in standing if not is_outside(one.at.file)),
        acceptances=_in_order(one for one in accepted if not is_outside(one.found.at.file)),
        case_files=files,
        sound=tuple(case for case in sound if not is_outside(case.position.file)),
        classifier=judged.classifier,
        rules=known.rules,
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """All findings in a study, and its classifier where no error is in its way."""

    found: tuple[Diagnostic, ...]
    blocking: frozenset[Diagnostic]
    classifier: Classifier | None


def _judge(study: Study, on_reading: tuple[Diagnostic, ...]) -> _Judged:
    in_codebook = check_codebook(study)
    found = (*on_reading, *in_codebook, *check_cases(study))
    blocking = frozenset(errors((*on_reading, *in_codebook)))
    if not study.codebook.is_whole or errors(in_codebook):
        return _Judged(found, blocking, None)
    classifier = Classifier(study.codebook)
    cases = _without_errors(study.cases, found)
    has_all = study.has_all_cases and len(cases) == len(study.cases)
    readable = study.model_copy(update={"cases": cases, "has_all_cases": has_all})
    judge = RuleJudge(study.codebook, classifier, study.project.language)
    found = (
        *with_removals(found, study),
        *findings.check_verdicts(readable, classifier),
        *check_rules(study.codebook),
        *proof_findings.check_proofs(study.codebook),
        *judge.check(readable),
    )
    return _Judged(found, blocking, classifier)


def _known(study: Study, on_reading: tuple[Diagnostic, ...], judged: _Judged) -> acceptance.Known:
    """What is known when the study's acceptances, and the names in its checks, are looked at."""
    own = (as_rule(rule, study.project.language) for rule in study.codebook.rules.values())
    rules_file = f"{study.project.codebook}/{STUDY_RULES_FILE}"
    return acceptance.Known(
        rules=(*RULES, *own),
        blocking=judged.blocking,
        rules_are_whole=all(one.at.file != rules_file for one in errors(on_reading)),
        everything_judged=judged.classifier is not None,
    )


def _in_checks(study: Study, known: acceptance.Known) -> Iterator[Diagnostic]:
    """What is wrong with the project's choice of rules."""
    checks = study.project.checks
    return selection.check_names(checks, known.rules, rules_are_whole=known.rules_are_whole)


def _in_order(accepted: Iterable[Accepted]) -> tuple[Accepted, ...]:
    return tuple(sorted(accepted, key=lambda one: (one.found.at, one.found.rule)))


def errors(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings that would make the analysis wrong."""
    return tuple(one for one in found if one.severity is Severity.ERROR)


def _without_errors(cases: Iterable[Case], found: Iterable[Diagnostic]) -> tuple[Case, ...]:
    broken = {case_file_of(one.at.file) for one in errors(found)}
    return tuple(case for case in cases if case.position.file not in broken)


def _outside(files: Iterable[str], asked: Iterable[str]) -> Callable[[str], bool]:
    """Whether a file is a case, or a document of one, that was not asked for."""
    left = frozenset(files) - frozenset(asked)
    homes = [file.removesuffix(CASE_FILE) for file in left if file.endswith(f"/{CASE_FILE}")]
    folders = tuple(f"{home}{DOCUMENTS}/" for home in homes)
    return lambda file: file in left or file.startswith(folders)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
