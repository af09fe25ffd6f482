"""The memos of a study: those that there are, and new ones."""

from dataclasses import dataclass

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.model.study import Study
from qualcode.model.values import is_date
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.output import save_document
from qualcode.rules.memos import Held, memos_of, nameable
from qualcode.source import read_document
from qualcode.source.appending import with_item


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


@dataclass(frozen=True, slots=True)
class NewMemo:
    """A memo to be written: what it is about, in which case (if in one), and the rest of it."""

    about: str
    text: str
    coder: str
    date: str
    case: str | None = None


def add_memo(checked: Checked, new: NewMemo) -> str:
    """Write a memo into the file of its case or code; gives the file.

    Raises:
        Misuse: it cannot be written, or would be found fault with.
    """
    study = readable(checked)
    _check(new, study)
    file, holder, about = _place(new, study)
    parts = {"date": new.date, "coder": new.coder, "about": about, "text": new.text}
    item = {key: value for key, value in parts.items() if value}
    path = checked.place.root / file
    document, found = read_document(path, file)
    after = None if document is None or found else with_item(document, holder, "memos", item)
    if after is None:
        raise Misuse(
            f"the memo cannot be put into '{file}' without touching what else stands there; "
            "write it by hand, as a list item under 'memos:'"
        )
    try:
        save_document(path, after)
    except OSError as error:
        raise Misuse(f"'{file}' cannot be written: {(error.strerror or '').lower()}") from None
    return file


def _check(new: NewMemo, study: Study) -> None:
    coders = study.codebook.coders
    if not new.text.strip():
        raise Misuse("the memo has no text")
    if not is_date(new.date):
        raise Misuse(f"'{new.date}' is no date; write it as year, month and day: 2012-03-01")
    if coders and new.coder not in coders:
        raise Misuse(no_such("coder", new.coder, coders))


def _place(new: NewMemo, study: Study) -> tuple[str, tuple[str, ...], str]:
    """The file of a memo, the path of what holds it there, and what its `about` is to say."""
    cases = {case.id: case for case in study.cases}
    if new.case is not None:
        if new.case not in cases:
            raise Misuse(no_such("case", new.case, cases))
        case = cases[new.case]
        known = nameable(case, study.codebook)
        if new.about not in known:
            hint = did_you_mean(new.about, known) or f"there are {', '.join(known)}"
            message = f"there is no '{new.about}' in case '{case.id}' to have a memo about"
            raise Misuse(f"{message}; {hint}")
        about = "" if new.about == case.id else new.about
        return case.position.file, (), about
    if new.about in cases and new.about in study.codebook.codes:
        message = f"'{new.about}' is a case and a code"
        raise Misuse(f"{message}; with '--case {new.about}' the memo is about the case")
    if new.about in cases:
        return cases[new.about].position.file, (), ""
    if new.about in study.codebook.codes:
        return study.codebook.codes[new.about].position.file, ("codes", new.about), ""
    hint = did_you_mean(new.about, (*cases, *study.codebook.codes))
    hint = hint or "a passage or a record needs its case: --case CASE"
    raise Misuse(f"there is no case or code '{new.about}'; {hint}")
