"""How far coders agree on passages: as tables and as data, with what a report has to say of it."""

from collections.abc import Iterator, Mapping, Sequence

from qualcode import __version__
from qualcode.agreement.marking import Marking
from qualcode.agreement.overlapping import PassageAgreement
from qualcode.agreement.ratings import Figure
from qualcode.tables.agreement import (
    as_number,
    digits,
    ends,
    figure_in_words,
    interval_as_data,
    interval_in_words,
    no_value,
    percent_in_words,
)
from qualcode.tables.agreement_method import Basis, basis_as_data, codebook_in_words
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT

TOGETHER = "all codes"
_FIGURES = ("overlap", "agree", "kappa", "alpha_u")
_COLUMNS = ("n", *_FIGURES, "95 % interval")


def passage_table(found: Sequence[PassageAgreement], *, by_pair: bool) -> Table:
    """One row a code, or a code and pair of coders, and all codes together below them."""
    columns = ("code", *(("coders",) if by_pair else ()), *_COLUMNS)
    rows = tuple((_name(one), *_coders(one, by_pair=by_pair), *_cells(one)) for one in found)
    names = [" of ".join((_name(one), *_coders(one, by_pair=by_pair))) for one in found]
    return Table("agreement on passages", columns, rows, "; ".join(_without_value(found, names)))


def passage_figures(found: Sequence[PassageAgreement]) -> Table:
    """One row an agreement, with all digits and nothing in words: for other programs to read."""
    columns = ("code", "coders", "documents", "characters", "passages", *_FIGURES, "low", "high")
    rows = tuple(
        (
            _name(one),
            " ".join(one.coders),
            str(one.documents),
            str(one.characters),
            str(sum(one.passages.values())),
            *map(digits, (*_figures(one).values(), *ends(one.interval))),
        )
        for one in found
    )
    return Table("agreement on passages", columns, rows)


def _name(one: PassageAgreement) -> str:
    return one.codes[0] if len(one.codes) == 1 else TOGETHER


def _coders(one: PassageAgreement, *, by_pair: bool) -> tuple[str, ...]:
    return (", ".join(one.coders),) if by_pair else ()


def _figures(one: PassageAgreement) -> Mapping[str, Figure]:
    return {
        "overlap": one.overlap,
        "agree": one.agree,
        "kappa": one.kappa,
        "alpha_u": one.alpha,
    }


def _cells(one: PassageAgreement) -> tuple[str, ...]:
    return (
        str(sum(one.passages.values())),
        percent_in_words(one.overlap),
        percent_in_words(one.agree),
        figure_in_words(one.kappa),
        figure_in_words(one.alpha),
        interval_in_words(one.interval),
    )


def _without_value(found: Sequence[PassageAgreement], names: Sequence[str]) -> Iterator[str]:
    """Why figures have no value, each reason once; what holds of all rows names none of them."""
    concerned: dict[tuple[str, str], list[str]] = {}
    for one, name in zip(found, names, strict=True):
        reasons = no_value({**_figures(one), "interval": one.interval})
        for reason in dict.fromkeys(reasons.values()):
            without = ", ".join(what for what, why in reasons.items() if why == reason)
            concerned.setdefault((without, reason), []).append(name)
    for (without, reason), some in concerned.items():
        whom = "" if len(some) == len(found) else f": {'; '.join(some)}"
        yield f"no {without}, because {reason}{whom}"


def passages_in_words(basis: Basis, marking: Marking, found: Sequence[PassageAgreement]) -> str:
    """What a report has to say of how agreement on passages was worked out."""
    shared = [text for text in marking.texts if len(text.marks) > 1]
    characters = sum(text.length for text in shared)
    method = basis.method
    return (
        f"Method: {len(shared)} documents with {characters} characters, in cases of which two or "
        f"more of the coders {', '.join(basis.coders)} have a file with codings; what they left "
        f"unmarked there counts as unmarked.{_left_out(marking)} n: passages. overlap: characters "
        "that both coders marked, of those that either marked. agree: characters of which both "
        "say the same, unmarked ones included. kappa: Cohen's on characters; of all codes "
        "together with each code weighing the same. alpha_u: Krippendorff's of 2004, its "
        f"disagreements added up over documents and codes.{_joined(found)} Intervals: "
        f"{method.samples} bootstrap samples of the documents, seed {method.seed}. "
        f"{codebook_in_words(basis)}"
    )


def _left_out(marking: Marking) -> str:
    said = [f"{', '.join(marking.unmarked)} marked no passage"] if marking.unmarked else []
    if marking.elsewhere:
        said.append(f"passages in documents whose text is not stored: {marking.elsewhere}")
    return f" Left out: {'; '.join(said)}." if said else ""


def _joined(found: Sequence[PassageAgreement]) -> str:
    """How many passages were taken together; all codes and coders are in the last rows."""
    joined = max((one.joined for one in found), default=0)
    about = " Passages of one coder and code that overlap count as one"
    return f"{about} (fewer by {joined})." if joined else ""


def passages_as_data(
    basis: Basis, marking: Marking, found: Sequence[PassageAgreement]
) -> Mapping[str, object]:
    """The envelope of `agree --passages --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        **basis_as_data(basis),
        "coders_without_passages": list(marking.unmarked),
        "passages_of_other_documents": marking.elsewhere,
        "method": {
            "alpha_u": "Krippendorff 2004",
            "seed": basis.method.seed,
            "samples": basis.method.samples,
            "interval": "bootstrap over documents, percentiles 2.5 and 97.5",
        },
        "documents": [
            {
                "case": text.case,
                "document": text.document,
                "characters": text.length,
                "coders": list(text.marks),
            }
            for text in marking.texts
        ],
        "passages": [_as_data(one) for one in found],
    }


def _as_data(one: PassageAgreement) -> Mapping[str, object]:
    figures = _figures(one)
    return {
        "codes": list(one.codes),
        "coders": list(one.coders),
        "documents": one.documents,
        "characters": one.characters,
        "marked": dict(one.passages),
        "counted_with_another": one.joined,
        **{name: as_number(figure) for name, figure in figures.items()},
        "interval": interval_as_data(one.interval),
        "no_value": no_value({**figures, "interval": one.interval}),
    }
