"""The memos of a study: found, and new ones."""

from dataclasses import dataclass

from qualcode.diagnostics import Misuse
from qualcode.model.study import Study
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked
from qualcode.rules.memos import Held, memos_of, nameable


@dataclass(frozen=True, slots=True)
class Which:
    """Which memos are asked for; None asks for all."""

    about: str | None = None
    coder: str | None = None
    case: str | None = None


def memos(checked: Checked, which: Which) -> tuple[Held, ...]:
    """The memos that are asked for: by date, those without one first.

    Raises:
        Misuse: the study cannot be read, or there is nothing of a name that is asked for.
    """
    study = readable(checked)
    found = tuple(memos_of(study))
    cases = [case.id for case in study.cases]
    about = [name for case in study.cases for name in nameable(case, study.codebook)]
    coders = [one.memo.coder for one in found if one.memo.coder]
    for what, name, known in (
        ("case", which.case, cases),
        ("coder of a memo", which.coder, coders),
        ("code, case or record", which.about, (*study.codebook.codes, *about)),
    ):
        if name is not None and name not in known:
            raise Misuse(no_such(what, name, dict.fromkeys(known)))
    kept = (one for one in found if _is_asked_for(one, which))
    return tuple(sorted(kept, key=lambda one: one.memo.date))


def _is_asked_for(one: Held, which: Which) -> bool:
    return (
        which.about in (None, one.about)
        and which.coder in (None, one.memo.coder)
        and which.case in (None, "" if one.case is None else one.case.id)
    )


def readable(checked: Checked) -> Study:
    """The study, as far as it could be read.

    Raises:
        Misuse: it could not be read at all.
    """
    if checked.study is None:
        raise Misuse("the study cannot be read; run 'qualcode check' to see why")
    return checked.study
