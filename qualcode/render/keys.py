"""What is wrong with the keys that tables, figures and boxes are referred to by."""

from collections.abc import Iterable

from qualcode.diagnostics import Diagnostic, Location, Related, did_you_mean, finding
from qualcode.render.rules import GIVEN_TWICE, UNKNOWN_KEY


def unknown_key(key: str, at: Location, known: Iterable[str]) -> Diagnostic:
    """A reference to a key that no number has."""
    message = f"nothing is numbered under the key '{key}'"
    hint = did_you_mean(key, known) or f"give it a number with page.numbered(..., '{key}')"
    return finding(UNKNOWN_KEY, at, message, hint)


def given_twice(key: str, at: Location, first: Location) -> Diagnostic:
    """A key that is given to a number although another has it."""
    message = f"the key '{key}' is given to a second number"
    hint = "choose another key for one of them"
    return finding(GIVEN_TWICE, at, message, hint, (Related(first, "given here before"),))
