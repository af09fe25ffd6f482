"""The claims of drafts as tables and as data."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qualcode import __version__
from qualcode.claims.checking import CheckedClaim
from qualcode.claims.judging import Grounds, Standing
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT

BROKEN = "broken"
"""What stands for the verdict of a claim that cannot be judged."""
_OTHERWISE = "said otherwise"
_IN_WORDS = {
    "holds": ("holds", "hold"),
    "fails": ("fails", "fail"),
    "open": ("is open", "are open"),
    _OTHERWISE: ("is said otherwise", "are said otherwise"),
    BROKEN: ("is broken", "are broken"),
}


def claim_table(claims: Sequence[CheckedClaim], file: str) -> Table:
    """The claims of one draft with their verdicts, a row each."""
    rows = tuple(
        (str(one.at.line), _on_one_line(one), verdict_of(one), one.facts or _first_message(one))
        for one in claims
    )
    return Table(file, ("line", "claim", "verdict", "the data"), rows)


def claim_table_with_cases(claims: Sequence[CheckedClaim], file: str) -> Table:
    """The same with the cases for, against and unknown."""
    rows = tuple(
        (
            str(one.at.line),
            one.written.bound.text,
            _on_one_line(one),
            verdict_of(one),
            *(_cases(one.grounds, side) for side in ("speaking_for", "against", "unknown")),
        )
        for one in claims
    )
    columns = ("line", "words", "claim", "verdict", "for", "against", "not known")
    return Table(file, columns, rows)


def _on_one_line(claim: CheckedClaim) -> str:
    return " ".join(claim.written.text.split())


def _first_message(claim: CheckedClaim) -> str:
    return claim.findings[0].message if claim.findings else ""


def _cases(grounds: Iterable[Grounds], side: str) -> str:
    several = tuple(grounds)
    names = [(one.of, ", ".join(getattr(one, side))) for one in several]
    if len(several) == 1:
        return names[0][1]
    return "; ".join(f"{of}: {listed}" for of, listed in names if listed)


def verdict_of(claim: CheckedClaim) -> str:
    """What became of a claim, in a word; a claim that holds may be said in other words."""
    if claim.standing is None:
        return BROKEN
    if claim.standing is Standing.HOLDS and claim.findings:
        return _OTHERWISE
    return claim.standing.value


def summed_up(claims: Sequence[CheckedClaim], drafts: int) -> str:
    """How many claims there are, and what became of them."""
    where = "1 draft" if drafts == 1 else f"{drafts} drafts"
    if not claims:
        return f"no claims in {where}"
    counts = Counter(map(verdict_of, claims))
    said = (
        f"{counts[verdict]} {one if counts[verdict] == 1 else many}"
        for verdict, (one, many) in _IN_WORDS.items()
        if counts[verdict]
    )
    return f"{len(claims)} claim{'' if len(claims) == 1 else 's'} in {where}: {', '.join(said)}"


def claims_as_data(claims: Sequence[CheckedClaim], drafts: Sequence[str]) -> Mapping[str, object]:
    """The envelope of `claim --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "drafts": list(drafts),
        "claims": [_as_data(one) for one in claims],
    }


def _as_data(claim: CheckedClaim) -> Mapping[str, object]:
    return {
        "file": claim.at.file,
        "line": claim.at.line,
        "column": claim.at.column,
        "end_line": claim.at.end_line,
        "end_column": claim.at.end_column,
        "claim": _on_one_line(claim),
        "kind": claim.kind,
        "words": claim.written.bound.text,
        "verdict": BROKEN if claim.standing is None else claim.standing.value,
        "data": claim.facts,
        "cases": [
            {
                "of": one.of,
                "for": list(one.speaking_for),
                "against": list(one.against),
                "unknown": list(one.unknown),
                "not_applicable": list(one.not_applicable),
            }
            for one in claim.grounds
        ],
        "findings": [
            {"rule": one.rule, "message": one.message, "hint": one.hint} for one in claim.findings
        ],
    }
