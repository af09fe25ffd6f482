"""Findings about a typology itself: where its types are not what they must be."""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, finding
from qualcode.model.codebook import Codebook
from qualcode.model.typology import Typology
from qualcode.tables.proofs import Words, words_for
from qualcode.typology.cubes import region
from qualcode.typology.proofs import named_only, outside, overlaps
from qualcode.typology.property_space import property_space

OVERLAP = Rule(
    "QC470",
    "types-overlap",
    Severity.ERROR,
    "Two types that must exclude each other can hold of one case.",
)
GAP = Rule(
    "QC471",
    "types-leave-a-gap",
    Severity.ERROR,
    "Types that must cover every case leave some out.",
)
DEAD = Rule(
    "QC472",
    "type-without-cells",
    Severity.WARNING,
    "No case can be of a type: its conditions contradict each other.",
)
RULES = (OVERLAP, GAP, DEAD)


def check_proofs(codebook: Codebook) -> Iterator[Diagnostic]:
    """Where a typology is not what it must be.

    Raises:
        UnansweredError: the conditions are too entangled for an exact answer in time.
    """
    words = words_for(codebook)
    for typology in codebook.typologies.values():
        yield from _check(typology, codebook, words)


def _check(typology: Typology, codebook: Codebook, words: Words) -> Iterator[Diagnostic]:
    space = property_space(typology, codebook)
    for name, cells in space.holding.items():
        if name not in named_only(space) and not space.has(cells):
            message = f"no case can be of type '{name}': its conditions contradict each other"
            hint = f"run 'qualcode typology {typology.id}' to see which"
            yield finding(DEAD, typology.types[name].position, message, hint)
    if typology.exclusive == "required":
        for found in overlaps(space, most_cubes=1):
            one, two = (typology.types[name] for name in found.types)
            example = words(found.cells.example)
            said = f"types '{one.id}' and '{two.id}' must exclude each other"
            message = f"{said}; both hold where {example}"
            hint = "make a condition of one of them stricter, or declare 'exclusive: expected'"
            yield finding(
                OVERLAP, one.position, message, hint, [Related(two.position, "the other type")]
            )
    if typology.exhaustive == "required":
        gap = region(space, outside(space), most_cubes=1)
        if gap is not None:
            message = f"the types must cover every case; none holds where {words(gap.example)}"
            hint = "add a type, widen one, or declare 'exhaustive: expected'"
            yield finding(GAP, typology.position, message, hint)
