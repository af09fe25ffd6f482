"""`make bench`: qualcode beside its peers on the same files, in one run.

Every row is the median of several interleaved runs, so that a busy moment hits all rows alike.
Ratios are what counts: the times depend on the machine.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

from qualcode import pipeline
from qualcode.loading.study import load_study
from qualcode.model.codebook import Code, Codebook, Scale
from tests.bench.exchange import DRY, exchange_jobs
from tests.bench.generate import UNIT, write_study
from tests.bench.queries import BUILDING, query_jobs
from tests.bench.tables import CASES, CHECK, table_jobs
from tests.bench.verdicts import ONE_EACH, verdict_jobs

SHIPPED = Path(__file__).parents[2]
SEED = 20120930
BIN = Path(sys.executable).parent

Job = Callable[[], object]


def main() -> None:
    """Measure and print."""
    console = Console()
    book = _codebook()
    with tempfile.TemporaryDirectory() as folder:
        for cases, rounds in ((1_000, 3), (10_000, 3)):
            root = Path(folder) / str(cases)
            write_study(root, SHIPPED, book, cases, SEED)
            jobs = _reading_jobs(root) | (_peer_jobs(root, book) if cases <= 1_000 else {})
            medians = _measure(jobs, rounds)
            _print(console, f"{cases:,} case files", medians, "CSafeLoader parses them")
            _print_rate(console, root)
    _print(console, "verdicts and reasons", _measure(verdict_jobs(SHIPPED), 3), ONE_EACH)
    _print(console, "100,000 passages, 500 codes", _measure(query_jobs(SEED), 3), BUILDING)
    with tempfile.TemporaryDirectory() as folder:
        medians = _measure(exchange_jobs(Path(folder)), 1)
        _print(console, "REFI-QDA, 50,000 codings", medians, DRY)
    with tempfile.TemporaryDirectory() as folder:
        medians = _measure(table_jobs(Path(folder), SHIPPED, book, SEED), 3)
        _print(console, f"tables of {CASES:,} cases", medians, CHECK)
    _print(console, "starting up", _measure(_start_jobs(), 9), "python -c pass")


def _codebook() -> Codebook:
    study = load_study(SHIPPED).study
    if study is None:
        raise SystemExit("the shipped study cannot be read; run 'qualcode check'")
    return study.codebook


def _reading_jobs(root: Path) -> dict[str, Job]:
    place = pipeline.Place(root)
    return {
        "CSafeLoader parses them": lambda: _parse_all(root),
        "qualcode check": lambda: pipeline.check(place),
        "qualcode check + classify": lambda: pipeline.classify(pipeline.check(place)),
    }


def _parse_all(root: Path) -> None:
    for path in sorted((root / "cases").rglob("*.yaml")):
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _peer_jobs(root: Path, book: Codebook) -> dict[str, Job]:
    schema = root / "schema.json"
    schema.write_text(json.dumps(_schema(book)), encoding="utf-8")
    files = [str(path) for path in sorted((root / "cases").rglob("*.yaml"))]
    return {
        "qualcode check, as a command": _command([BIN / "qualcode", "check", root / "cases"]),
        "check-jsonschema, as a command": _command(
            [BIN / "check-jsonschema", "--schemafile", schema, *files]
        ),
        "yamllint, as a command": _command([BIN / "yamllint", "-d", "relaxed", *files]),
    }


def _start_jobs() -> dict[str, Job]:
    qualcode = BIN / "qualcode"
    return {
        "python -c pass": _command([sys.executable, "-c", "pass"]),
        "qualcode --version": _command([qualcode, "--version"]),
        "qualcode --help": _command([qualcode, "--help"]),
        "qualcode check (shipped study)": _command([qualcode, "check", SHIPPED / "cases"]),
        "qualcode classify (shipped study)": _command([qualcode, "classify", SHIPPED / "cases"]),
    }


def _command(words: list[Path | str]) -> Job:
    def run() -> None:
        done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{words[0]} failed: {done.stderr.decode()[:400]}")

    return run


def _measure(jobs: Mapping[str, Job], rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def _print(console: Console, title: str, medians: Mapping[str, float], unit: str) -> None:
    table = Table(title=title, title_justify="left")
    table.add_column("what")
    table.add_column("median", justify="right")
    table.add_column(f"/ {unit}", justify="right")
    for name, median in medians.items():
        table.add_row(name, f"{median:.3f} s", f"{median / medians[unit]:.2f}")
    console.print(table)


def _print_rate(console: Console, root: Path) -> None:
    checked = pipeline.check(pipeline.Place(root))
    start = time.perf_counter()
    verdicts = sum(len(found.verdicts) for found in pipeline.classify(checked))
    taken = time.perf_counter() - start
    console.print(f"{verdicts:,} verdicts in {taken:.2f} s, {verdicts / taken:,.0f} a second")


def _schema(book: Codebook) -> dict[str, object]:
    """A JSON Schema that asks of case files what the codebook asks of single values."""
    codes = [code for code in book.codes.values() if UNIT in code.units and code.derived is None]
    coded = {
        section: {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                code.id: _coding_schema(code)
                for code in codes
                if (code.role == "attribute") == (section == "attributes")
            },
        }
        for section in ("attributes", "codes")
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["case", "unit"],
        "properties": {"case": {"type": "string"}, "unit": {"enum": list(book.units)}, **coded},
    }


def _coding_schema(code: Code) -> dict[str, object]:
    value: dict[str, object] = {"type": "string"}
    if code.scale is Scale.BOOLEAN:
        value = {"type": "boolean"}
    elif code.scale in (Scale.COUNT, Scale.NUMBER):
        value = {"type": "number", "minimum": 0}
    elif code.scale is Scale.SET:
        value = {"type": "array", "items": {"enum": list(code.value_ids)}}
    elif code.values:
        value = {"enum": list(code.value_ids)}
    known = {"anyOf": [value, {"enum": ["unknown", "not_applicable"]}]}
    return {"type": "object", "required": ["value"], "properties": {"value": known}}


if __name__ == "__main__":
    main()
