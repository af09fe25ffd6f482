"""What `check --watch` prints, and how it ends."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.cli.exits import Exit
from qualcode.cli.saying import say

if TYPE_CHECKING:
    from qualcode.pipeline import Place

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_NAMED = 3


def at_every_save(place: "Place", show: Callable[[], object]) -> Exit:
    """Show something at once, and again whenever a file of the study was saved, until Ctrl-C."""
    from qualcode.diagnostics import Misuse
    from qualcode.pipeline.watching import saves

    try:
        for changed in saves(place):
            _begin(changed)
            try:
                show()
            except Misuse as misuse:  # such as a file that is gone for a moment
                say(f"qualcode: {misuse}")
            sys.stdout.flush()
            sys.stderr.write("watching for changes; Ctrl-C ends\n")
            sys.stderr.flush()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    return Exit.CLEAN


def _begin(changed: tuple[str, ...]) -> None:
    """A fresh screen, or elsewhere a line that sets what follows apart."""
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
    elif changed:
        say("-" * 72)
    if changed:
        more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
        say(f"changed: {', '.join(changed[:_NAMED])}{more}")
