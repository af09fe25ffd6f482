"""Verdicts: what a case is in one possible world, and what follows when worlds disagree."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qualcode.model.base import exact
from qualcode.model.typology import Typology


class Kind(StrEnum):
    """How a case stands to the types of a typology (see docs/verdicts.md)."""

    PURE = "pure"
    MAINLY = "mainly"
    BLEND = "blend"
    NEAR = "near"
    OVERLAP = "overlap"
    SEVERAL = "several"
    OUTSIDE = "outside"
    INVALID = "invalid"
    INSUFFICIENT = "insufficient"


_MEMBERS = (Kind.PURE, Kind.MAINLY, Kind.OVERLAP, Kind.SEVERAL)


@dataclass(frozen=True, slots=True, order=True)
class Verdict:
    """The verdict in one world. `types` are those the kind speaks of, in the typology's order."""

    kind: Kind
    types: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The types that the case belongs to: those of a blend or a near miss it only resembles."""
        return self.types if self.kind in _MEMBERS else ()


@dataclass(frozen=True, slots=True)
class Naming:
    """How a typology turns memberships and resemblances into a verdict.

    Resemblances are whole numbers out of `whole`, so that sums of them are exact and quick.
    """

    types: tuple[str, ...]
    may_coexist: bool
    blend: int
    margin: int

    @classmethod
    def of(cls, typology: Typology, whole: int) -> "Naming":
        """The naming that a typology declares, for resemblances out of `whole`."""
        return cls(
            types=tuple(typology.types),
            may_coexist=typology.exclusive == "no",
            blend=int(exact(typology.thresholds.blend) * whole),
            margin=int(exact(typology.thresholds.margin) * whole),
        )

    def members(self, holding: tuple[bool, ...]) -> Verdict | None:
        """The verdict of a world in which at least one type holds, or None.

        Args:
            holding: for each type whether it holds; where memberships are graded, then for each
                whether it holds firmly.
        """
        firm = holding[len(self.types) :]
        types = tuple(name for name, holds in zip(self.types, holding, strict=False) if holds)
        if not types:
            return None
        if len(types) == 1:
            is_pure = not firm or firm[self.types.index(types[0])]
            return Verdict(Kind.PURE if is_pure else Kind.MAINLY, types)
        return Verdict(Kind.SEVERAL if self.may_coexist else Kind.OVERLAP, types)

    def resembling(self, scores: tuple[int, ...]) -> Verdict:
        """The verdict of a world in which no type holds, from the resemblance to each."""
        best = max(scores, default=0)
        if best < self.blend:
            return Verdict(Kind.OUTSIDE)
        near = tuple(
            name
            for name, score in zip(self.types, scores, strict=True)
            if score >= self.blend and score >= best - self.margin
        )
        return Verdict(Kind.BLEND if len(near) > 1 else Kind.NEAR, near)


@dataclass(frozen=True, slots=True)
class Membership:
    """How far a case is in a type: from the least to the most over its possible worlds."""

    type: str
    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """The verdict of a case over all its possible worlds.

    `possible` types hold in some world, `certain` ones in all, `ruled_out` ones in none. A type is
    `probable` when its necessary conditions hold in every world and only exclusions are open, or
    when nothing speaks for it but a printed label. `missing` are the codes whose values the
    verdict hangs on. `worlds` counts the worlds that the typology's conditions can tell apart; None
    where they are too many to count.
    Where memberships are graded, `memberships` has their exact bounds, and `ambiguous` the types
    of which a world is exactly half in and half out: that never counts as in.
    """

    case: str
    typology: str
    kind: Kind
    types: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    probable: tuple[str, ...] = ()
    by_label_only: bool = False
    declared: str | None = None
    printed_label: str | None = None
    subtypes: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    missing: tuple[str, ...] = ()
    unknowns: int = 0
    worlds: int | None = 1
    memberships: tuple[Membership, ...] = ()
    ambiguous: tuple[str, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether every world gives the same verdict."""
        return self.kind is not Kind.INSUFFICIENT
