"""The agreement on types as tables and as data."""

from collections.abc import Sequence

from qualcode.agreement.ratings import Undefined
from qualcode.tables.agreement import figure_in_words, interval_in_words, percent_in_words
from qualcode.tables.table import Table
from qualcode.tables.type_agreement import TypeAgreement


def type_table(found: Sequence[TypeAgreement]) -> Table:
    """One row a typology."""
    columns = ("typology", "n", "agree", "alpha", "95 % interval")
    rows = tuple(
        (
            one.typology.id,
            str(one.units),
            percent_in_words(one.percent),
            figure_in_words(one.alpha),
            interval_in_words(one.interval),
        )
        for one in found
    )
    why = [
        f"{one.typology.id}: no alpha, because {one.alpha.reason}"
        for one in found
        if isinstance(one.alpha, Undefined)
    ]
    return Table("agreement on types", columns, rows, "; ".join(why))


def cause_table(found: Sequence[TypeAgreement]) -> Table:
    """One row a typology and code that moves a verdict on which coders differ."""
    rows = tuple(
        (one.typology.id, name, f"{moves} of {len(one.differences)}", str(settles))
        for one in found
        for name, (moves, settles) in one.causes.items()
    )
    note = "Each verdict that two coders differ on, with their values of one code swapped."
    columns = ("typology", "code", "moves verdicts", "settles alone")
    return Table("codes that make coders differ on types", columns, rows, note)


def difference_table(found: Sequence[TypeAgreement]) -> Table:
    """One row a case that two coders' values put into different types."""
    rows = tuple(
        (
            difference.case,
            one.typology.id,
            *(
                f"{coder}: {verdict}"
                for coder, verdict in zip(difference.coders, difference.verdicts, strict=True)
            ),
            ", ".join(difference.moving) or "only several codes together",
        )
        for one in found
        for difference in one.differences
    )
    columns = ("in case", "typology", "one coder", "the other", "by")
    return Table("cases that coders type differently", columns, rows)


def types_as_data(found: Sequence[TypeAgreement]) -> list[dict[str, object]]:
    """One entry a typology."""
    return [
        {
            "typology": one.typology.id,
            "n": one.units,
            "percent": None if isinstance(one.percent, Undefined) else float(one.percent),
            "alpha": None if isinstance(one.alpha, Undefined) else float(one.alpha),
            "interval": None
            if isinstance(one.interval, Undefined)
            else {"low": float(one.interval.low), "high": float(one.interval.high)},
            "no_value": {
                name: figure.reason
                for name, figure in (("alpha", one.alpha), ("interval", one.interval))
                if isinstance(figure, Undefined)
            },
            "causes": [
                {"code": name, "moves": moves, "settles_alone": settles}
                for name, (moves, settles) in one.causes.items()
            ],
            "differences": [
                {
                    "case": each.case,
                    "coders": list(each.coders),
                    "verdicts": list(each.verdicts),
                    "moving": list(each.moving),
                    "alone": list(each.alone),
                }
                for each in one.differences
            ],
        }
        for one in found
    ]
