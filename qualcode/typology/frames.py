"""What a set of conditions speaks of, worked out once for all cases."""

from itertools import product
from types import MappingProxyType

from qualcode.model.codebook import Codebook
from qualcode.model.condition import Condition, Some, leaves
from qualcode.typology.space import Frame, Space, Vector, mentioned_values
from qualcode.typology.worlds import Worlds


def frame_of(conditions: tuple[Condition, ...], codebook: Codebook) -> Frame:
    """What a set of conditions speaks of, and what further records could satisfy of it."""
    fields = {name: kind.fields for name, kind in codebook.records.items()}
    quantified: dict[str, dict[Condition, Some]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Some):
                known = quantified.setdefault(leaf.records, {})
                if leaf.where not in known or known[leaf.where].count < leaf.count:
                    known[leaf.where] = leaf
    bare = Frame(
        codes=codebook.codes,
        fields=MappingProxyType(fields),
        mentioned=MappingProxyType(mentioned_values(conditions)),
        quantified=MappingProxyType(
            {group: tuple(somes.values()) for group, somes in quantified.items()}
        ),
        further=MappingProxyType({}),
    )
    further = {group: _further(bare, group) for group in quantified}
    return Frame(
        bare.codes, bare.fields, bare.mentioned, bare.quantified, MappingProxyType(further)
    )


def _further(frame: Frame, group: str) -> tuple[Vector, ...]:
    """What any number of further records of a group can add up to, capped where it stops mattering.

    One record satisfies some of the record conditions at once; several add up. The sums that can
    be reached are found by adding one record after the other until nothing new comes.
    """
    somes = frame.quantified[group]
    single = _single_record(frame, group)
    caps = tuple(some.count for some in somes)
    reached: set[Vector] = {tuple(0 for _ in somes)}
    border = reached
    while border:
        sums = {
            tuple(min(a + b, cap) for a, b, cap in zip(one, two, caps, strict=True))
            for one, two in product(border, single)
        }
        border = sums - reached
        reached = reached | border
    return tuple(sorted(reached))


def _single_record(frame: Frame, group: str) -> frozenset[Vector]:
    space = Space(frame, {}, {})
    formulas = [space.record_formula(some.where, group) for some in frame.quantified[group]]
    return Worlds(space.sizes).patterns(formulas)
