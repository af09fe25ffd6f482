"""The contradictions of a comparative analysis as text: the codings that speak against a row."""

from collections.abc import Iterator, Sequence

from qualcode.console.lines import wrapped
from qualcode.tables.comparison import Contradiction
from qualcode.tables.wording import coding_in_words


def contradictions_as_text(found: Sequence[Contradiction]) -> str:
    """Each case whose outcome is not that of its row, with its codings and their evidence."""
    return "\n".join(line for one in found for line in _contradiction(one))


def _contradiction(one: Contradiction) -> Iterator[str]:
    state = "sufficient" if one.row.outcome == "1" else "not sufficient"
    others = ", ".join(name for name in one.row.cases if name != one.case)
    with_others = f", with {others}" if others else ""
    yield from wrapped(f"{one.case}: its row is {state}{with_others}, its outcome is not:", "")
    for name, grounds in one.grounds:
        for ground in grounds:
            coding = ground.coding
            place = "" if coding is None else f" [{coding.position}]"
            where = (f"{e.document}, {e.at}" if e.at else e.document for e in ground.evidence)
            evidence = "; ".join(where)
            said = f"{name}: {ground.code} {coding_in_words(coding)}{place}"
            yield from wrapped(f"{said}{f' ({evidence})' if evidence else ''}", "  ")
