"""What `check --fix` prints and writes."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.cli.exits import Exit

if TYPE_CHECKING:
    from qualcode.pipeline import Place
    from qualcode.pipeline.fixing import Find
    from qualcode.pipeline.reporting import Asked


def refuse(*, fix: bool, diff: bool, watch: bool) -> None:
    """See that options go together.

    Raises:
        Misuse: they do not.
    """
    from qualcode.diagnostics import Misuse

    if diff and not fix:
        raise Misuse("--diff shows what --fix would change; give both")
    if watch and fix:
        raise Misuse("--watch only looks; run --fix by itself")


def mended(
    place: "Place",
    asked: "Asked",
    look: Callable[[], Exit],
    *,
    is_result: bool,
    only_diff: bool,
) -> Exit:
    """Mend what is safe and look what is left, or only show the difference."""
    if only_diff:
        return _say_difference(place, asked)
    all_written = _mend(place, asked, is_result=is_result)
    exit_code = look()
    return exit_code if all_written else max(exit_code, Exit.FINDINGS)


def _mend(place: "Place", asked: "Asked", *, is_result: bool) -> bool:
    """Write all safe fixes and say which; gives whether every file could be written.

    What was mended goes to stdout where it belongs to the result, else to stderr.
    """
    from qualcode.console.fixes import count_of_fixes, fixes_as_text
    from qualcode.pipeline.fixing import work_out_fixes, write_fixes

    fixed = write_fixes(place, work_out_fixes(place, _that_count(asked)))
    if fixed.mended:
        count = count_of_fixes(len(fixed.mended), len(fixed.changes), "fixed")
        stream = sys.stdout if is_result else sys.stderr
        stream.write(f"{fixes_as_text(fixed.mended)}\n{count}\n\n")
    for trouble in fixed.troubles:
        sys.stderr.write(f"qualcode: {trouble.message}\n")
    return not fixed.troubles


def _say_difference(place: "Place", asked: "Asked") -> Exit:
    """Print what the safe fixes would change; there is a finding if they would change anything."""
    from qualcode.console.fixes import count_of_fixes, diff_as_text
    from qualcode.diagnostics import Misuse
    from qualcode.loading.study import load_project
    from qualcode.pipeline.fixing import work_out_fixes

    if load_project(place.root)[0] is None:
        raise Misuse("the study cannot be read; run 'qualcode check' to see why")
    fixed = work_out_fixes(place, _that_count(asked))
    sys.stdout.write(diff_as_text(fixed.changes))
    count = count_of_fixes(len(fixed.mended), len(fixed.changes), "would be fixed")
    sys.stderr.write(f"{count}\n" if fixed.mended else "nothing to fix\n")
    for trouble in fixed.troubles:
        sys.stderr.write(f"qualcode: {trouble.message}\n")
    return Exit.FINDINGS if fixed.changes or fixed.troubles else Exit.CLEAN


def _that_count(asked: "Asked") -> "Find":
    """Gives the findings that count, as they were asked for; no others are mended."""
    from qualcode import pipeline
    from qualcode.pipeline.reporting import report

    return lambda place: report(pipeline.check(place), asked).findings
