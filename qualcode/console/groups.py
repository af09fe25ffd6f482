"""How well groups and types agree, as text."""

from collections.abc import Iterator

from qualcode.clusters.grouping import Groups
from qualcode.console.lines import wrapped
from qualcode.tables.groups import number_in_words


def agreement_as_text(found: Groups) -> str:
    """The agreement, how it hangs on single cases, and how alike the cases of a type are."""
    return "\n".join(_lines(found))


def _lines(found: Groups) -> Iterator[str]:
    least, most = min(found.without.values()), max(found.without.values())
    said = (
        f"agreement of groups and types (adjusted Rand index): {number_in_words(found.agreement)}"
    )
    between = f"{number_in_words(least)} to {number_in_words(most)}"
    yield from wrapped(f"{said}; {between} with one case left out", "")
    apart = found.homogeneity
    within, others = number_in_words(apart.within), number_in_words(apart.between)
    yield from wrapped(f"mean distance within types {within}, between types {others}", "")
    for kind, number in apart.silhouettes.items():
        yield from wrapped(f"silhouette of {kind}: {number_in_words(number)}", "  ")
    if apart.is_mixed:
        yield from wrapped(
            "Cases of one type lie no nearer to one another than to cases of other types.", ""
        )
