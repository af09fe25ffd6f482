"""What single verdicts cost: of the shipped cases, of a case with sixty unknown codes, and why."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qualcode import pipeline
from qualcode.pipeline import Checked
from qualcode.pipeline.checking import ready
from qualcode.pipeline.explaining import explain_case
from qualcode.typology.classify import Classifier
from qualcode.typology.explain import Asked
from tests.test_many_unknowns import SIXTY, all_of, verdict_of

ONE_EACH = "classify every shipped case"


def verdict_jobs(shipped: Path) -> dict[str, Callable[[], object]]:
    """What to measure, by what it is called."""
    checked = pipeline.check(pipeline.Place(shipped))
    cases = [case.id for case in checked.sound]
    slowest = max(cases, key=lambda case: _seconds(checked, case))
    quarters = {str(i): all_of(str(i), *SIXTY[i * 15 : i * 15 + 15]) for i in range(4)}
    return {
        ONE_EACH: lambda: pipeline.classify(_afresh(checked)),
        f"explain --flips of all {len(cases)} shipped cases": lambda: [
            _flips(_afresh(checked), case) for case in cases
        ],
        f"explain --flips of the slowest, {slowest}": lambda: _flips(_afresh(checked), slowest),
        "a case with 60 unknown codes in four types": lambda: verdict_of(**quarters),
    }


def _afresh(checked: Checked) -> Checked:
    """The study as if nothing had been worked out yet: classifiers remember verdicts."""
    study, _ = ready(checked)
    return replace(checked, classifier=Classifier(study.codebook))


def _flips(checked: Checked, case: str) -> object:
    return explain_case(checked, case, None, None, Asked(flips=True))


def _seconds(checked: Checked, case: str) -> float:
    start = time.perf_counter()
    _flips(_afresh(checked), case)
    return time.perf_counter() - start
