"""The command that says how far coders agree."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.options import Paths
from qualcode.cli.saying import checked_study, say, say_json

if TYPE_CHECKING:
    from qualcode.agreement.comparing import Method
    from qualcode.pipeline import Checked
    from qualcode.pipeline.agreeing import Coded
    from qualcode.tables.table import Table

    _Said = tuple[list[Table], Mapping[str, object], str]
    """Tables, the data for JSON, and how all of it was worked out."""


class AgreementFormat(StrEnum):
    """How agreement is written."""

    TABLE = "table"
    MD = "md"
    CSV = "csv"
    JSON = "json"


class By(StrEnum):
    """What agreement can be broken down by, beside codes."""

    PAIR = "pair"
    THEME = "theme"


class Sets(StrEnum):
    """How far sets lie apart."""

    MASI = "masi"
    JACCARD = "jaccard"


class Numbers(StrEnum):
    """How far numbers lie apart."""

    INTERVAL = "interval"
    RATIO = "ratio"


_By = Annotated[
    Optional[By],  # noqa: UP045
    typer.Option("--by", help="Each pair of coders by itself, or the codes of a theme together."),
]
_Types = Annotated[
    bool, typer.Option("--types", help="Whether the coders' values lead to the same types.")
]
_Passages = Annotated[
    bool, typer.Option("--passages", help="Whether coders mark the same passages, by code.")
]
_Format = Annotated[AgreementFormat, typer.Option("--format")]
_Sets = Annotated[Sets, typer.Option("--sets", help="Distance of sets.")]
_Numbers = Annotated[Numbers, typer.Option("--numbers", help="Distance of numbers and counts.")]
_Unknown = Annotated[
    bool, typer.Option("--unknown", help="Count 'unknown' as a category, not as missing.")
]
_Seed = Annotated[int, typer.Option("--seed", help="Seed of the intervals.")]


def agree(
    paths: Paths = None,
    by: _By = None,
    types: _Types = False,
    passages: _Passages = False,
    output_format: _Format = AgreementFormat.TABLE,
    sets: _Sets = Sets.MASI,
    numbers: _Numbers = Numbers.INTERVAL,
    unknown: _Unknown = False,
    seed: _Seed = 1,
) -> None:
    """Say how far coders agree.

    For each code the share of agreement, Krippendorff's alpha for its scale with an interval, and
    where there are categories kappa (Cohen's for two coders, Fleiss' for more) and Gwet's AC1.

    Example: qualcode agree cases/ --by pair
    """
    from qualcode.agreement.comparing import Method
    from qualcode.agreement.distances import INTERVAL, JACCARD, MASI, RATIO
    from qualcode.pipeline.agreeing import coded_by_several

    _refuse(by, types=types, passages=passages)
    method = Method(
        sets=MASI if sets is Sets.MASI else JACCARD,
        numbers=INTERVAL if numbers is Numbers.INTERVAL else RATIO,
        unknown_counts=unknown,
        seed=seed,
    )
    checked = checked_study(paths or [])
    if passages:
        said = _over_passages(checked, method, output_format, by_pair=by is By.PAIR)
    else:
        coded = coded_by_several(checked, method)
        said = _over_types(checked, coded) if types else _over_codes(coded, by, output_format)
    _show(said, output_format)
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


def _refuse(by: By | None, *, types: bool, passages: bool) -> None:
    from qualcode.diagnostics import Misuse

    if types and (by is not None or passages):
        raise Misuse(f"give one of {'--passages' if passages else '--by'} and --types")
    if passages and by is By.THEME:
        raise Misuse("passages are compared by code or pair: give one of --passages and --by theme")


def _over_passages(
    checked: "Checked", method: "Method", wanted: AgreementFormat, *, by_pair: bool
) -> "_Said":
    from qualcode.pipeline.agreeing import marked_by_several, on_passages
    from qualcode.tables import passage_agreement as tables

    marked = marked_by_several(checked, method)
    found = on_passages(marked, by_pair=by_pair)
    basis, marking = marked.basis, marked.marking
    table = tables.passage_table(found, by_pair=by_pair)
    table = tables.passage_figures(found) if wanted is AgreementFormat.CSV else table
    data = tables.passages_as_data(basis, marking, found)
    return [table], data, tables.passages_in_words(basis, marking, found)


def _with_method(coded: "Coded", tables: "list[Table]", parts: Mapping[str, object]) -> "_Said":
    from qualcode.tables.agreement_method import agreement_as_data, method_in_words

    return tables, agreement_as_data(coded.basis, parts), method_in_words(coded.basis)


def _over_types(checked: "Checked", coded: "Coded") -> "_Said":
    from qualcode.pipeline.agreeing import on_types
    from qualcode.tables import type_tables

    found = on_types(checked, coded)
    makers = (type_tables.type_table, type_tables.cause_table, type_tables.difference_table)
    tables = [make(found) for make in makers]
    return _with_method(coded, tables, {"typologies": type_tables.types_as_data(found)})


def _over_codes(coded: "Coded", by: By | None, wanted: AgreementFormat) -> "_Said":
    from qualcode.pipeline import agreeing
    from qualcode.tables import agreement

    if by is By.PAIR:
        pairs = agreeing.by_pair(coded)
        table = agreement.figure_table if wanted is AgreementFormat.CSV else agreement.pair_table
        return _with_method(coded, [table(pairs)], {"pairs": agreement.codes_as_data(pairs)})
    codes = agreeing.by_code(coded)
    if by is By.THEME:
        themes = agreement.by_theme(codes)
        data = {"themes": agreement.themes_as_data(themes)}
        return _with_method(coded, [agreement.theme_table(themes)], data)
    table = agreement.figure_table if wanted is AgreementFormat.CSV else agreement.code_table
    return _with_method(coded, [table(codes)], {"codes": agreement.codes_as_data(codes)})


def _show(said: "_Said", wanted: AgreementFormat) -> None:
    from qualcode.console.lines import wrapped
    from qualcode.console.tables import draw
    from qualcode.tables.table import to_csv, to_markdown

    tables, data, method = said
    if wanted is AgreementFormat.JSON:
        say_json(data)
    elif wanted is AgreementFormat.CSV:
        say(to_csv(tables[0]).rstrip("\n"))
    elif wanted is AgreementFormat.MD:
        say("\n".join((*map(to_markdown, tables), method)))
    else:
        for table in tables:
            if table.rows:
                draw(table)
        say("\n".join(wrapped(method, "")))
