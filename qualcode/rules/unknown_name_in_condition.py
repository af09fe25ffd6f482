"""A condition names a code, a field or a record group that the codebook does not have.

A condition on nothing would never hold, and a type that rests on it would silently stay empty.
"""

from collections.abc import Iterator

from qualcode.diagnostics import (
    Diagnostic,
    Part,
    Rule,
    Severity,
    did_you_mean,
    finding,
    nearest,
    renaming,
    respelling,
    with_fix,
    with_part,
)
from qualcode.model.condition import DEGREE, Comparison
from qualcode.model.naming import canonical, code_names
from qualcode.model.study import Study
from qualcode.model.walk import all_asked

RULE = Rule(
    "QC101",
    "unknown-name-in-condition",
    Severity.ERROR,
    "A condition names a code or record group that is not in the codebook.",
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every name in a condition that leads nowhere."""
    book = study.codebook
    if not book.is_whole:
        return
    for leaf, codes, _, inside in all_asked(book):
        if isinstance(leaf, Comparison) and leaf.code not in codes:
            what = (
                f"{inside} have no field '{leaf.code}'"
                if inside
                else f"there is no code '{leaf.code}'"
            )
            is_field = any(leaf.code in kind.fields for kind in book.records.values())
            asked = "ask for a field of records with {some: <records>, where: {...}}"
            meant = canonical(leaf.code, code_names(codes))
            near = f"did you mean '{meant}'?" if meant else did_you_mean(leaf.code, codes)
            hint = near or (asked if is_field and not inside else "")
            mend = respelling if leaf.operator == DEGREE else renaming
            fix = mend(leaf.position, leaf.code, meant)
            found = finding(RULE, leaf.position, what, hint or "declare it, or take the test out")
            yield with_fix(found, fix)
        if not isinstance(leaf, Comparison) and leaf.records not in book.records:
            message = f"there are no records called '{leaf.records}'"
            hint = nearest(leaf.records, book.records)
            yield with_part(finding(RULE, leaf.position, message, hint), Part(("records",)))
    for typology in book.typologies.values():
        for kind in typology.types.values():
            for name, ideal in kind.profile.items():
                if name not in book.codes:
                    message = f"there is no code '{name}'"
                    yield finding(RULE, ideal.position, message, did_you_mean(name, book.codes))
