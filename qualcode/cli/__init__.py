"""The command line: the entry point, and the one place that catches everything."""

import sys
from typing import NoReturn

from qualcode import __version__


def main() -> NoReturn:
    """Run the command line and exit."""
    if sys.argv[1:] == ["--version"]:
        # Answered before anything else is loaded: scripts ask for it often.
        sys.stdout.write(f"qualcode {__version__}\n")
        sys.exit(0)
    sys.exit(_run())


def _run() -> int:
    from qualcode.cli.commands import app
    from qualcode.cli.exits import Exit
    from qualcode.console.letters import visible_lines
    from qualcode.diagnostics import Misuse

    try:
        app()
    except Misuse as misuse:
        sys.stderr.write(visible_lines(f"qualcode: {misuse}\n"))
        return Exit.MISUSE
    except BrokenPipeError:
        # Whoever read our output has seen enough, as with `qualcode check | head`.
        sys.stderr.close()
    except Exception as bug:
        sys.stderr.write(
            visible_lines(f"qualcode {__version__} has a bug: {type(bug).__name__}: {bug}\n")
            + "please report it with the command you ran; nothing of yours was changed\n"
        )
        return Exit.BUG
    return Exit.CLEAN
