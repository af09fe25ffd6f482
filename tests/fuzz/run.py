"""`make fuzz`: thousands of changed studies, on each of which commands end as they should.

FUZZ_INPUTS says how many, FUZZ_SEED repeats a run. An input that fails is made as small as possible
and its files are kept in `fuzz-failing/`.
"""

import faulthandler
import os
import resource
import secrets
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from types import FrameType

from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.commands import try_commands
from tests.fuzz.mutations import Input, inputs

STUDIES = (*("smallest", "wards", "kitchens", "kitchens", "smallest") * 8, "boligsocial")
"""The large study is changed now and then: a run on it takes as long as fifty on a small one."""
SECONDS = 60
"""The longest that all commands on one input may take together, on a busy machine."""
MEMORY = 2 << 30
"""Bytes of address space that the whole run may have."""
FAILING = Path("fuzz-failing")


class TooLongError(Exception):
    """A command went on and on."""


class Figures:
    """What a run has seen so far."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.ways: Counter[str] = Counter()
        self.files: Counter[str] = Counter()
        self.commands: Counter[str] = Counter()
        self.failures = 0
        self.slowest = (0.0, "")

    def lines(self) -> tuple[str, ...]:
        """The figures, for people to read."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return (
            f"{self.ways.total()} inputs tried: {_counts(self.ways)}",
            f"files changed: {_counts(self.files)}",
            f"commands run: {_counts(self.commands)}",
            f"failures: {self.failures}",
            f"slowest: {self.slowest[0]:.1f} s ({self.slowest[1]})",
            f"peak memory: {peak:.0f} MB",
        )


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counted.most_common())


def main() -> int:
    """Run, and print the figures; 1 if an input failed."""
    count = int(os.environ.get("FUZZ_INPUTS") or 20_000)
    start = int(os.environ.get("FUZZ_SEED") or secrets.randbelow(10**9))
    print(f"{count} inputs, FUZZ_SEED={start}", flush=True)  # noqa: T201
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _too_long)
    rmtree(FAILING, ignore_errors=True)
    figures = Figures()
    try:
        _run(count, start, figures)
    except KeyboardInterrupt:
        print("interrupted")  # noqa: T201
    except Exception as failure:  # noqa: BLE001  # whatever it is, it is what was looked for
        print(f"{type(failure).__name__}: {failure}\nits files are in {FAILING}/")  # noqa: T201
    print("\n".join(figures.lines()))  # noqa: T201
    return 1 if figures.failures else 0


def _run(count: int, start: int, figures: Figures) -> None:
    @seed(start)
    @settings(
        max_examples=count, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(inputs(STUDIES))
    def try_one(one: Input) -> None:
        _try(one, figures)

    try_one()


def _try(one: Input, figures: Figures) -> None:
    figures.ways[one.way] += 1
    figures.files.update(one.kinds)
    began = time.monotonic()
    signal.alarm(SECONDS)
    faulthandler.dump_traceback_later(2 * SECONDS, exit=True)  # where no signal gets through
    try:
        with TemporaryDirectory() as folder:
            figures.commands.update(try_commands(one, Path(folder)))
    except Exception:
        figures.failures += 1
        _keep(one)
        raise
    finally:
        signal.alarm(0)
        faulthandler.cancel_dump_traceback_later()
    if figures.ways.total() % 500 == 0:
        print(figures.lines()[0], file=sys.stderr, flush=True)  # noqa: T201
    took = time.monotonic() - began
    what = f"{one.study}, {one.way}, {', '.join(one.kinds)}"
    figures.slowest = max(figures.slowest, (took, what))


def _too_long(_: int, __: FrameType | None) -> None:
    raise TooLongError(f"more than {SECONDS} s")


def _keep(one: Input) -> None:
    """Keep the changed files of an input that failed; the last one kept is the smallest."""
    rmtree(FAILING, ignore_errors=True)
    for name, data in one.changed.items():
        path = FAILING / one.study / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
