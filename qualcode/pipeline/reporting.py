"""What `check` has to say of a checked study, as it was asked to say it."""

from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.console.report import Report
from qualcode.diagnostics import Misuse, Severity
from qualcode.model.checks import Checks
from qualcode.pipeline.baselines import read_baseline, with_keys
from qualcode.pipeline.baselines import write_baseline as write_to
from qualcode.pipeline.changes import Changes, changes_since
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.git import place_in_repository
from qualcode.rules.baseline import Compared, Recorded, compare
from qualcode.rules.selection import Choice, chosen, unknown


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says about the findings; where it is silent, the project file speaks.

    Attributes:
        select: rules, by id, name or family, that count; they replace both lists of the project.
        ignore: rules that do not count; they replace those that the project ignores.
        severity: rules and how much they weigh, as `QC207=info`; they go before the project's.
        max_warnings: how many warnings are let pass.
        baseline: the file of findings that were there before.
        write_baseline: the file to record the present findings in.
        changed: the revision since which something must have changed to count.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    max_warnings: int | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    changed: str | None = None


def report(checked: Checked, asked: Asked) -> Report:
    """What there is to say.

    Raises:
        Misuse: an option names what is not there, or a baseline or git cannot be asked.
    """
    choice = _choice(checked, asked)
    changes = _changes(checked, asked)
    compared = _compared(checked, asked)
    concerned = tuple(one for one in compared.new if changes.concern(one))
    known = tuple(one for one in compared.known if changes.concern(one))
    accepted = tuple(one for one in checked.acceptances if changes.concern(one.found))
    findings = chosen(concerned, choice, checked.rules)
    kept = {one.rule for one in chosen((a.found for a in accepted), choice, checked.rules)}
    return Report(
        findings=findings,
        accepted=tuple(one for one in accepted if one.found.rule in kept),
        baselined=None if asked.baseline is None else chosen(known, choice, checked.rules),
        gone=_gone(checked, compared.gone, changes),
        left_out=len(concerned) - len(findings),
        case_files=changes.among(checked.case_files),
        rules=checked.rules,
        read=checked.place.read_text,
        prefix=place_in_repository(checked.place.root),
    )


def passes(checked: Checked, said: Report, asked: Asked) -> bool:
    """Whether what was found lets the check pass."""
    most = asked.max_warnings
    return said.passes(_checks(checked).max_warnings if most is None else most)


def write_baseline(checked: Checked, said: Report, asked: Asked) -> str:
    """What is found now recorded, if that was asked for; gives a line that says so.

    Nothing is recorded of a study that cannot be read.

    Raises:
        Misuse: only a part of the study was looked at, or the file cannot be written.
    """
    path = asked.write_baseline
    if path is None or checked.study is None:
        return ""
    if checked.place.selected or asked.changed is not None:
        raise Misuse("a baseline is of the whole study; leave out the paths and --changed")
    count = write_to(path, (*said.findings, *(said.baselined or ())), said.read)
    return f"recorded {count} {'finding' if count == 1 else 'findings'} in '{path}'"


def _checks(checked: Checked) -> Checks:
    return Checks() if checked.study is None else checked.study.project.checks


def _choice(checked: Checked, asked: Asked) -> Choice:
    weights = tuple(_weight(text) for text in asked.severity)
    _known((*asked.select, *asked.ignore, *(name for name, _ in weights)), checked)
    checks = _checks(checked)
    own = Choice(
        select=tuple(entry.name for entry in checks.select),
        ignore=tuple(entry.name for entry in checks.ignore),
        severity=tuple(
            (entry.name, Severity(entry.severity)) for entry in checks.severity.values()
        ),
    )
    choice = replace(own, severity=(*own.severity, *weights))
    if asked.select:
        choice = replace(choice, select=asked.select, ignore=())
    return replace(choice, ignore=asked.ignore) if asked.ignore else choice


def _weight(text: str) -> tuple[str, Severity]:
    name, _, weight = text.rpartition("=")
    if not name or weight not in tuple(Severity):
        raise Misuse(f"'{text}' sets no severity; write it as QC207=info (error, warning or info)")
    return name, Severity(weight)


def _known(names: tuple[str, ...], checked: Checked) -> None:
    """See that all names on the command line mean rules.

    Raises:
        Misuse: some do not; the message has one line for each.
    """
    wrong = [found for name in names if (found := unknown(name, checked.rules)) is not None]
    if wrong:
        raise Misuse("\n".join(f"{message}; {hint}" for message, hint in wrong))


def _changes(checked: Checked, asked: Asked) -> Changes:
    if asked.changed is None:
        return Changes(frozenset(), everything=True)
    return changes_since(checked, asked.changed)


def _compared(checked: Checked, asked: Asked) -> Compared:
    if asked.baseline is None:
        return Compared(checked.findings, (), ())
    baseline = read_baseline(asked.baseline)
    return compare(with_keys(checked.findings, checked.place.read_text), baseline)


def _gone(checked: Checked, gone: tuple[Recorded, ...], changes: Changes) -> tuple[Recorded, ...]:
    """What is no longer found, as far as it was looked for."""
    looked_at = frozenset(checked.case_files)
    return tuple(
        one
        for one in gone
        if (not checked.place.selected or one.file in looked_at)
        and (changes.everything or one.file in changes.files)
    )
