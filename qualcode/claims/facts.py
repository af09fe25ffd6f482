"""What the data say on a claim, in a sentence for people."""

from collections.abc import Sequence

from qualcode.claims.claim import Among
from qualcode.claims.standings import Margin, Tally


def counted_in_words(found: Tally, among: Among) -> str:
    """How many cases have it, do not, and are not known."""
    if found.total == 0:
        return f"there is no case in '{among.name}'{_excused(found)}"
    parts = [f"{_have(len(found.having))} it"]
    parts += [_do_not(len(found.lacking))] if found.lacking else []
    parts += [f"{_is(len(found.unknown))} not known"] if found.unknown else []
    cases = "the one case" if found.total == 1 else f"the {found.total} cases"
    return f"of {cases} in '{among.name}', {', '.join(parts)}{_excused(found)}"


def _excused(found: Tally) -> str:
    return f"; to {len(found.excused)} it does not apply" if found.excused else ""


def _have(number: int) -> str:
    return f"{number or 'none'} {'has' if number == 1 else 'have'}"


def _do_not(number: int) -> str:
    return f"{number} {'does' if number == 1 else 'do'} not"


def _is(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def words_in_words(fitting: Sequence[tuple[str, ...] | None], numbers_up_to: int) -> str:
    """Which words of the codebook fit, by the forms of each; None stands for a number."""
    named = tuple(f"'{forms[0]}'" for forms in fitting if forms is not None)
    if not named:
        return f"; up to {numbers_up_to} known cases the codebook has numbers, not words"
    if len(fitting) == 1:
        return f", which is {named[0]}"
    return f", which may be {' or '.join(named)}"


def margin_in_words(found: Margin, among: Among) -> str:
    """How many cases have only the first, only the second, and are not known."""
    total = len(found.first) + len(found.second) + len(found.unknown) + found.both
    if total == 0:
        return f"there is no case in '{among.name}' of which both are known"
    parts = [
        f"{_have(len(found.first))} only the first",
        f"{_have(len(found.second))} only the second",
    ]
    parts += [f"{_is(len(found.unknown))} not known"] if found.unknown else []
    return f"of the {total} cases in '{among.name}', {', '.join(parts)}"


def share_in_words(found: Tally, among: Among) -> str:
    """Which share of the known cases of a group has it."""
    if found.known == 0:
        return f"in '{among.name}' it is known of no case"
    share = 100 * len(found.having) / found.known
    unknown = f", {len(found.unknown)} not known" if found.unknown else ""
    numbers = f"{len(found.having)} of {found.known} known cases"
    return f"in '{among.name}' {numbers} ({share:.0f} %){unknown}{_excused(found)}"
