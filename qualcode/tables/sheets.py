"""Empty files for coders to fill in, and the plan of who fills in which."""

from collections.abc import Iterable, Iterator, Sequence

from qualcode.agreement.assigning import Assignment
from qualcode.model.base import in_language
from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.values import KIND
from qualcode.tables.table import Table

_HEAD = """\
# Codings of one coder, made without sight of the others. Take the number sign away from a code,
# write its value and evidence; write 'unknown' for what you looked for and did not find.
case: {case}
coder: {coder}
codes:
"""


def empty_sheet(case: Case, coder: str, codebook: Codebook, language: str) -> str:
    """A coder's file for a case: its codes as comments, and nobody's values."""
    values = [
        line
        for code in codebook.codes.values()
        if case.unit in code.units and code.derived is None and code.role == "code"
        if code.scale is not Scale.PRESENCE
        for line in _lines(code, language)
    ]
    passages = list(_of_passages(case, codebook, language))
    text = _HEAD.format(case=case.id, coder=coder) + _as_comments(values)
    return f"{text}passages:\n{_as_comments(passages)}" if passages else text


def _as_comments(lines: Iterable[str]) -> str:
    return "".join(f"  # {line}\n" for line in lines)


def _of_passages(case: Case, codebook: Codebook, language: str) -> Iterator[str]:
    """What a passage looks like and which codes it can have, where the case has documents."""
    codes = [code for code in codebook.codes.values() if code.scale is Scale.PRESENCE]
    if not codes or not case.documents:
        return
    documents = " | ".join(case.documents)
    yield f"- {{document: {documents}, quote: the exact words, codes: [...]}}"
    yield "codes:"
    for code in codes:
        said = " ".join(in_language(code.definition, language).split())
        yield f"  {code.id}: {said}" if said else f"  {code.id}"


def _lines(code: Code, language: str) -> Iterator[str]:
    label, definition = in_language(code.label, language), in_language(code.definition, language)
    if definition or label != code.id:
        yield " ".join(f"{label}: {definition}".strip(": ").split())
    choices = " | ".join(code.value_ids) or KIND[code.scale]
    if code.may_not_apply:
        choices += " | not_applicable"
    yield f"{code.id}: {f'[{choices}]' if code.scale is Scale.SET else choices}"


def plan_table(plan: Sequence[Assignment], seed: int) -> Table:
    """One row a case, with its coders, and how many cases each of them has."""
    rows = tuple((one.case, ", ".join(one.coders)) for one in plan)
    names = sorted({coder for one in plan for coder in one.coders})
    counts = [f"{name} {sum(name in one.coders for one in plan)}" for name in names]
    twice = sum(len(one.coders) > 1 for one in plan)
    note = (
        f"Cases by coder: {', '.join(counts)}. Coded by two: {twice} of {len(plan)}. Seed {seed}."
    )
    return Table("who codes which case", ("in case", "coders"), rows, note)
