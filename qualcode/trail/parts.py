"""A case that is partly as it was and partly as it is: to see which change moved its verdict."""

from collections.abc import Collection
from types import MappingProxyType
from typing import Final

from qualcode.model.case import Case, Coding
from qualcode.tables.wording import coding_in_words
from qualcode.trail.plain import plain

Part = tuple[str, str]
"""A section of a case file and a name in it, such as a code under `codes`."""

_SECTIONS: Final = ("attributes", "codes", "records", "declared_types", "printed_labels")


def changed_parts(before: Case, after: Case) -> tuple[Part, ...]:
    """The parts of a case that say something else of it than before."""
    found = []
    for section in _SECTIONS:
        old, new = getattr(before, section), getattr(after, section)
        for name in {**old, **new}:
            if _essence(old.get(name)) != _essence(new.get(name)):
                found.append((section, name))
    return tuple(found)


def _essence(part: object) -> object:
    return part.claim if isinstance(part, Coding) else plain(part)


def mixed(before: Case, after: Case, chosen: Collection[Part]) -> Case:
    """The case as it was, but for the chosen parts, which are as they came to be."""
    sections = {}
    for section in _SECTIONS:
        old, new = getattr(before, section), getattr(after, section)
        picked = ((name, new if (section, name) in chosen else old) for name in {**old, **new})
        sections[section] = MappingProxyType({n: one[n] for n, one in picked if n in one})
    return after.model_copy(update=sections)


def part_in_words(part: Part, before: Case, after: Case) -> str:
    """How a part of a case moved."""
    section, name = part
    if section == "records":
        return f"{name} changed"
    if section not in ("attributes", "codes"):
        word = "declared type" if section == "declared_types" else "printed label"
        return f"the {word} in {name} changed"
    was, now = (getattr(case, section).get(name) for case in (before, after))
    if now is None or now.is_unknown:
        return f"{name} is no longer known"
    if was is None or was.is_unknown:
        if now.is_known:
            return f"{name} became known: {coding_in_words(now)}"
        return f"{name} became known in part: {coding_in_words(now)}"
    return f"{name} changed from {coding_in_words(was)} to {coding_in_words(now)}"
