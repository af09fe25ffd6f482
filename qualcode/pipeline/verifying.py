"""Verdicts that were written as JSON, worked out again and compared."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from qualcode.diagnostics import Misuse
from qualcode.model.study import Study
from qualcode.pipeline import classify, not_classified
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.place import Place
from qualcode.source import read_bytes
from qualcode.tables.verdicts import Classified, verdicts_as_data


def codebook_hash(place: Place, study: Study) -> str:
    """The SHA-256 of the codebook: of each YAML file's name and text, in the order of the names.

    Line ends count as one, so that a checkout on any system gives the same.
    """
    root = place.root / study.project.codebook
    total = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml"), key=lambda one: one.relative_to(root).as_posix()):
        data = read_bytes(path, path.relative_to(place.root).as_posix())
        text = data.replace(b"\r\n", b"\n") if isinstance(data, bytes) else b""
        total.update(f"{path.relative_to(root).as_posix()}\0{len(text)}\0".encode() + text)
    return total.hexdigest()


def verdict_data(checked: Checked, results: tuple[Classified, ...]) -> Mapping[str, object]:
    """Verdicts as `classify --format json` writes them.

    Raises:
        Misuse: the study cannot be read.
    """
    if checked.study is None:
        raise Misuse("the study cannot be read; run 'qualcode check' to see why")
    hashed = codebook_hash(checked.place, checked.study)
    return verdicts_as_data(checked.study, hashed, results, not_classified(checked))


def differences(checked: Checked, file: Path) -> tuple[str, ...]:
    """What is no longer as a file of verdicts says; nothing if all of it still follows.

    The file may hold a part of the verdicts: of some cases, or in one typology.

    Raises:
        Misuse: the file cannot be read, or is no file of verdicts.
    """
    saved = _read(file)
    now = json.loads(json.dumps(verdict_data(checked, classify(checked))))
    return tuple(_compared(saved, now))


def _read(file: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Misuse(f"'{file}' cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Misuse(f"'{file}' is not text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise Misuse(f"{file}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    try:
        for typology in data["typologies"]:
            _by_id(typology["cases"], "case")
        _by_id(data["typologies"], "typology")
        data["codebook"]["hash"]
    except (KeyError, TypeError):
        raise Misuse(
            f"'{file}' does not hold verdicts; write them with: "
            f"qualcode classify --format json --output '{file.name}'"
        ) from None
    return dict(data)


def _by_id(entries: Iterable[Mapping[str, Any]], key: str) -> dict[str, Mapping[str, Any]]:
    return {str(entry[key]): entry for entry in entries}


def _compared(saved: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if saved["codebook"] != now["codebook"]:
        yield "the codebook is not the one that the verdicts were made with"
    current = _by_id(now["typologies"], "typology")
    for name, old in _by_id(saved["typologies"], "typology").items():
        if name not in current:
            yield f"{name}: there is no such typology with cases any more"
            continue
        new = current[name]
        if (then := old.get("thresholds")) != new["thresholds"]:
            yield f"{name}: the thresholds were {then}, now {new['thresholds']}"
        yield from _compared_cases(name, old, new)


def _compared_cases(typology: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    then, now = _by_id(old["cases"], "case"), _by_id(new["cases"], "case")
    for case, entry in then.items():
        if case not in now:
            yield f"{typology}, {case}: has no verdict any more"
        elif _verdict(entry) != _verdict(now[case]):
            yield f"{typology}, {case}: was {_verdict(entry)}, is {_verdict(now[case])}"
        elif entry != now[case]:
            keys = sorted(k for k in {*entry, *now[case]} if entry.get(k) != now[case].get(k))
            yield f"{typology}, {case}: another {', '.join(keys)}"


def _verdict(entry: Mapping[str, Any]) -> str:
    types = entry.get("types") or entry.get("possible") or ()
    return f"{entry.get('verdict')} ({', '.join(map(str, types))})"
