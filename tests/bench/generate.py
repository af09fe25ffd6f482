"""Realistic case files in any number, from a seed: what the benchmark reads.

The cases are invented: their values are drawn at random from the shipped codebook.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.condition import Comparison
from qualcode.model.walk import Asked, asked

CODES_PER_CASE = 20
UNIT = "plan"
GROUP = "boxes"


def write_study(root: Path, shipped: Path, book: Codebook, cases: int, seed: int) -> None:
    """Write a study with the shipped codebook and so many invented cases into a new folder."""
    root.mkdir(parents=True)
    shutil.copyfile(shipped / "qualcode.yaml", root / "qualcode.yaml")
    for part in ("codebooks", "templates"):
        shutil.copytree(shipped / part, root / part)
    folder = root / "cases" / GROUP
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    # Values drawn at random would make combinations that the codebook rules out.
    bound = {leaf.leaf.code for leaf in _impossible(book) if isinstance(leaf.leaf, Comparison)}
    codes = [c for c in book.codes.values() if _can_be_coded(c) and c.id not in bound]
    for number in range(cases):
        text = _case(f"case-{number:06}", chance, codes, book)
        (folder / f"case-{number:06}.yaml").write_text(text, encoding="utf-8")


def _impossible(book: Codebook) -> Iterator[Asked]:
    for entry in book.impossible:
        yield from asked(entry.when, book, entry.unit)


def _can_be_coded(code: Code) -> bool:
    listed = code.scale in (Scale.NOMINAL, Scale.ORDINAL, Scale.SET, Scale.BOOLEAN)
    return listed and UNIT in code.units and code.derived is None and code.role != "attribute"


def _case(name: str, chance: random.Random, codes: list[Code], book: Codebook) -> str:
    number = int(name.rpartition("-")[2])
    lines = [
        "# Fictional: drawn at random for a benchmark.",
        f"case: {name}",
        f"unit: {UNIT}",
        "label: {da: Opdigtet område, en: Invented area}",
        "anonymous: true",
        "attributes:",
        *_coding("residents_count", str(1000 + number), chance),
        *_coding("department_count", str(chance.randint(1, 12)), chance),
        "codes:",
    ]
    for code in chance.sample(codes, min(CODES_PER_CASE, len(codes))):
        lines += _coding(code.id, _value(code, chance), chance)
    actors = [value.id for value in book.vocabularies["actors"].values]
    lines += ["forums:", "  complete: false"]
    for forum, kind in (("sg", "steering_group"), ("ps", "project_secretariat")):
        members = ", ".join(chance.sample(actors, 4))
        lines += [f"  {forum}:", f"    kind: {kind}", f"    actors: [{members}]"]
        lines += _evidence(chance, 4)
    return "\n".join((*lines, ""))


def _coding(code: str, value: str, chance: random.Random) -> list[str]:
    return [f"  {code}:", f"    value: {value}", *_evidence(chance, 4)]


def _value(code: Code, chance: random.Random) -> str:
    if code.scale is Scale.BOOLEAN:
        return chance.choice(("true", "false"))
    if code.scale is Scale.SET:
        return f"[{', '.join(chance.sample(code.value_ids, min(2, len(code.value_ids))))}]"
    return chance.choice((*code.value_ids, "unknown"))


def _evidence(chance: random.Random, indent: int) -> list[str]:
    line = chance.randint(1000, 3500)
    lines = (
        "evidence:",
        "  - document: report",
        f'    at: "L{line}-{line + 3}"',
        "    says:",
        '      da: "Den adspurgte beskriver, hvordan opgaven bliver løst i området."',
        '      en: "The person asked describes how the task is solved in the area."',
    )
    return [" " * indent + text for text in lines]
