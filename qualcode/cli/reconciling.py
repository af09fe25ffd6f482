"""The command that shows what coders disagree on, and writes what was decided."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, Optional

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.options import Language
from qualcode.cli.saying import checked_study, say, say_json, show_findings

if TYPE_CHECKING:
    from qualcode.pipeline import Checked
    from qualcode.tables.reconciliation import Disagreement


class ReconcileFormat(StrEnum):
    """How disagreements are written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


_Case = Annotated[
    Optional[str],  # noqa: UP045
    typer.Argument(help="A case; all cases if none is given."),
]
_Format = Annotated[ReconcileFormat, typer.Option("--format")]
_Write = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--write", help="Write a file of decisions to fill in."),
]
_Apply = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--apply", help="Write the decisions of such a file into the cases."),
]


def reconcile(
    case: _Case = None,
    output_format: _Format = ReconcileFormat.TEXT,
    write: _Write = None,
    apply: _Apply = None,
    lang: Language = None,
) -> None:
    """Settle what coders disagree on.

    Shows each disagreement with every coder's value, evidence and note. With --write they go into a
    file with blanks for the value, who decided and why; with --apply its decisions go into the
    cases, where comments and layout stay as they are. A value that is there is never replaced
    unless the decision says so.

    Example: qualcode reconcile --write decisions.yaml
    """
    from qualcode import pipeline
    from qualcode.diagnostics import Misuse
    from qualcode.pipeline.reconciling import unsettled

    if write is not None and apply is not None:
        raise Misuse("give one of --write and --apply")
    checked = checked_study([])
    language = pipeline.language_of(checked, lang)
    if apply is not None:
        _apply(checked, apply)
    found = unsettled(checked, case)
    if write is not None:
        _write(found, write, language)
    else:
        _show(found, output_format, language)
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


def _write(found: "tuple[Disagreement, ...]", path: Path, language: str) -> None:
    from qualcode.pipeline.reconciling import write_decisions

    if not found:
        say("there is nothing to settle")
        return
    write_decisions(found, path, language)
    say(f"wrote {_counted(len(found), 'disagreement')} to '{path}'; fill it in, then:")
    say(f"  qualcode reconcile --apply {path}")


def _show(found: "tuple[Disagreement, ...]", wanted: ReconcileFormat, language: str) -> None:
    from qualcode.console.reconciliation import disagreements_as_text
    from qualcode.tables.reconciliation import disagreement_table, disagreements_as_data
    from qualcode.tables.table import to_markdown

    if wanted is ReconcileFormat.JSON:
        say_json(disagreements_as_data(found))
    elif wanted is ReconcileFormat.MD:
        say(to_markdown(disagreement_table(found, language)).rstrip("\n"))
    else:
        say(disagreements_as_text(found, language) or "coders disagree on nothing")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _apply(checked: "Checked", path: Path) -> NoReturn:
    from datetime import date

    from qualcode.pipeline.reconciling import apply_decisions
    from qualcode.tables.wording import coding_in_words

    applied = apply_decisions(checked, path, date.today().isoformat())
    show_findings(checked, applied.findings)
    for one in applied.settled:
        say(f"{one.case}: {one.code} is {coding_in_words(one.coding)}, decided by {one.by}")
    still = f"; {applied.left_open} left open" if applied.left_open else ""
    decisions = _counted(len(applied.settled), "decision")
    say(f"wrote {decisions} into {_counted(len(applied.files), 'case file')}{still}")
    raise typer.Exit(Exit.FINDINGS if applied.findings else Exit.CLEAN)
