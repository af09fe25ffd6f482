"""A baseline on disk: the findings that a project had when it began to be checked."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from qualcode.console.letters import lines_of
from qualcode.console.report import ReadText
from qualcode.diagnostics import Diagnostic, Misuse
from qualcode.render.writing import replace_file
from qualcode.rules.baseline import Recorded, recorded

FORMAT = 1
_HEAD = "qualcode_baseline"
_MAKE_ONE = "make one with --write-baseline"


def with_keys(
    found: Iterable[Diagnostic], read: ReadText
) -> tuple[tuple[Diagnostic, Recorded], ...]:
    """Findings, each with what it is known by in a baseline."""
    lines = cache(lambda file: lines_of(read(file)))
    return tuple((one, recorded(one, lines(one.at.file))) for one in found)


def read_baseline(path: Path) -> Counter[Recorded]:
    """What a baseline has, and how often.

    Raises:
        Misuse: it cannot be read.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Misuse(f"there is no baseline '{path}'; {_MAKE_ONE}") from None
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Misuse(f"the baseline '{path}' cannot be read: {reason}") from None
    except (ValueError, RecursionError):
        raise _no_baseline(path, "it is no JSON") from None
    if not isinstance(data, dict) or _HEAD not in data:
        raise _no_baseline(path, f"it has no '{_HEAD}'")
    if data[_HEAD] != FORMAT:
        raise _no_baseline(path, f"its format is not {FORMAT}, the one this version reads")
    entries = data.get("findings")
    if not isinstance(entries, list):
        raise _no_baseline(path, "it has no list of 'findings'")
    counts: Counter[Recorded] = Counter()
    for number, entry in enumerate(entries, 1):
        key, count = _entry(path, number, entry)
        counts[key] += count
    return counts


def _entry(path: Path, number: int, entry: object) -> tuple[Recorded, int]:
    if not isinstance(entry, dict):
        raise _no_baseline(path, f"entry {number} is no mapping")
    count = entry.get("count", 1)
    texts = [entry.get(name) for name in Recorded._fields]
    is_count = isinstance(count, int) and not isinstance(count, bool) and count > 0
    if not all(isinstance(text, str) for text in texts) or not is_count:
        raise _no_baseline(path, f"entry {number} lacks one of {', '.join(Recorded._fields)}")
    return Recorded(*map(str, texts)), count


def _no_baseline(path: Path, why: str) -> Misuse:
    return Misuse(f"'{path}' is no baseline: {why}; {_MAKE_ONE}")


def write_baseline(path: Path, found: Iterable[Diagnostic], read: ReadText) -> int:
    """Record findings, in place of an earlier baseline; gives how many.

    Raises:
        Misuse: the file is something else, or cannot be written.
    """
    if path.exists():
        read_baseline(path)
    counts = Counter(key for _, key in with_keys(found, read))
    entries = [_as_data(key, counts[key]) for key in sorted(counts)]
    text = json.dumps({_HEAD: FORMAT, "findings": entries}, ensure_ascii=False, indent=2) + "\n"
    try:
        replace_file(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Misuse(f"cannot write '{path}': {reason}") from error
    return counts.total()


def _as_data(key: Recorded, count: int) -> Mapping[str, object]:
    return {**key._asdict(), **({"count": count} if count > 1 else {})}
