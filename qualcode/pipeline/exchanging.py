"""Studies from and for other programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Misuse
from qualcode.exchange.placing import place_study
from qualcode.exchange.refi.importing import Refused, new_study, read_exchange
from qualcode.exchange.refi.naming import plain_id
from qualcode.exchange.refi.taking import Taken
from qualcode.pipeline.memory import collector_at_rest

ENDINGS = (".qdpx", ".qdc")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to: the folder, and what was taken; or what is wrong with the file."""

    folder: Path
    taken: Taken | None
    findings: tuple[Diagnostic, ...] = ()
    xml: str = ""


def import_file(file: Path, into: Path | None, *, dry_run: bool = False) -> Imported:
    """A study from a file of another program, wholly or not at all.

    Args:
        file: a `.qdpx` or `.qdc` file.
        into: the folder of the study; named after the file if not given.
        dry_run: only say what would be done.

    Raises:
        Misuse: the file is none of these or cannot be read, or the folder is taken.
    """
    if file.suffix.lower() not in ENDINGS:
        raise Misuse(f"'{file.name}' is no file to import; give one that ends with .qdpx or .qdc")
    folder = into or Path(plain_id(file.stem, "study", "-"))
    with collector_at_rest():
        read = read_exchange(_bytes_of(file), file.name)
        if isinstance(read, Refused):
            return Imported(folder, None, read.found, read.xml)
        taken = new_study(read, file.name)
        if not dry_run:
            place_study(folder, lambda whole: _fill(whole, taken.files))
    return Imported(folder, taken)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Misuse(f"cannot read '{file}': {reason}") from error


def _fill(whole: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = whole / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def import_data(imported: Imported) -> dict[str, object]:
    """An import as JSON has it."""
    taken = imported.taken
    return {
        "format": "qualcode-import",
        "version": 1,
        "folder": imported.folder.as_posix(),
        "findings": [_finding(one) for one in imported.findings],
        "counts": {} if taken is None else dict(taken.counts),
        "files": [] if taken is None else sorted(taken.files),
        "not_taken": [] if taken is None else loss_data(taken),
        "decided": [] if taken is None else list(taken.remarks),
        "to_add": [] if taken is None else list(taken.to_add),
    }


def loss_data(taken: Taken) -> list[dict[str, object]]:
    """What was not taken, item by item; `line` is that of the XML, null where there is none."""
    return [
        {
            "kind": one.kind,
            "name": one.name,
            "why": one.why,
            "line": one.at.line if one.at.file else None,
        }
        for one in taken.losses
    ]


def _finding(one: Diagnostic) -> dict[str, object]:
    return {
        "rule": one.rule,
        "message": one.message,
        "file": one.at.file,
        "line": one.at.line,
        "column": one.at.column,
        "hint": one.hint,
    }
