"""A project with many codings, in and out."""

from collections.abc import Callable
from pathlib import Path

from qualcode import pipeline
from qualcode.pipeline.exchanging import export_file, import_file
from tests.refi import coding, guid, packed, project, selection, text_source

_SOURCES = 50
_SELECTIONS = 500
_WORDS = 5_000
DRY = "qualcode import --dry-run"


def exchange_jobs(folder: Path) -> dict[str, Callable[[], object]]:
    """Jobs over a project of 50 sources with 500 selections of two codings each: 50,000."""
    file = folder / "many.qdpx"
    file.write_bytes(_project())
    names = iter(range(1_000_000))
    import_file(file, folder / "study")
    checked = pipeline.check(pipeline.Place(folder / "study"))
    return {
        DRY: lambda: import_file(file, folder / "dry", dry_run=True),
        "qualcode import": lambda: import_file(file, folder / f"in-{next(names)}"),
        "qualcode check": lambda: pipeline.check(pipeline.Place(folder / "study")),
        "qualcode export": lambda: export_file(checked, folder / f"out-{next(names)}.qdpx", ""),
    }


def _project() -> bytes:
    codes = "".join(
        f'<Code guid="{guid(n)}" name="Kode {n}" isCodable="true"/>' for n in range(1, 101)
    )
    users = f'<Users><User guid="{guid(900)}" name="Å"/></Users>'
    text = " ".join(f"ord{n}" for n in range(_WORDS))
    sources = "".join(_source(n) for n in range(_SOURCES))
    files = {f"{guid(1000 + n)}.txt": text.encode() for n in range(_SOURCES)}
    body = f"{users}<CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{sources}</Sources>"
    return packed(project(body), files)


def _source(number: int) -> str:
    first = 10_000 + number * 10_000
    listed = "".join(
        selection(
            first + 3 * n,
            40 * n,
            40 * n + 60,
            "",
            coding(first + 3 * n + 1, 1 + n % 100, 900)
            + coding(first + 3 * n + 2, 1 + (n + 7) % 100, 900),
        )
        for n in range(_SELECTIONS)
    )
    return text_source(1000 + number, listed, name=f"Kilde {number}")
