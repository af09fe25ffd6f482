"""Values in groups, and the words that people were quoted with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.model.case import Case, Evidence
from qualcode.model.codebook import CodeValue
from qualcode.render.cases import role_name
from qualcode.render.edition import Edition, NoSuchNameError
from qualcode.render.escaping import Markdown, md, opening
from qualcode.render.grid import Grid
from qualcode.render.recording import Kind
from qualcode.render.values import name_of, not_stated


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """Values of a code that have the same attribute."""

    label: Markdown
    values: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Exact words from a document, and who said them."""

    text: Markdown
    role: Markdown


def grouped_values(code: str, by: str, edition: Edition) -> tuple[ValueGroup, ...]:
    """The values of a code by an attribute of theirs.

    Args:
        code: the code whose values have the attribute.
        by: the attribute; a code of this name has its values, with labels and order.
        edition: what the page is made from.
    """
    values = edition.code(code).values
    known = {name: None for value in values for name in value.attributes}
    if by not in known:
        raise NoSuchNameError("attribute of values", by, known, code)
    groups = [
        _group(md(name_of(one, edition.language)), values, by, one.id, edition)
        for one in edition.code(by).values
    ]
    groups.append(_group(not_stated(edition.language).text, values, by, None, edition))
    return tuple(group for group in groups if group.values)


def grouped_table(code: str, by: str, edition: Edition) -> Grid:
    """The values of a code by an attribute of theirs, as a table with a row for each group."""
    columns = (edition.code(one).label for one in (by, code))
    rows = (
        (opening(one.label), Markdown("<br>".join(one.values)))
        for one in grouped_values(code, by, edition)
    )
    return Grid(tuple(opening(md(edition.language.label(one))) for one in columns), tuple(rows))


def _group(
    label: Markdown, values: Sequence[CodeValue], by: str, wanted: str | None, edition: Edition
) -> ValueGroup:
    own = (value for value in values if value.attributes.get(by) == wanted)
    return ValueGroup(label, tuple(md(name_of(value, edition.language)) for value in own))


def quotations(codes: Sequence[str], group: str | None, edition: Edition) -> tuple[Quotation, ...]:
    """What the evidence for codes quotes, each quotation once, in the order of the cases.

    Args:
        codes: ids of codes.
        group: a case group whose cases may be shown one by one; all such groups if none is given.
        edition: what the page is made from.
    """
    edition.refuse_beside_names("what people were quoted with")
    wanted = [edition.code_of_cases(code).id for code in codes]
    groups = edition.codebook.case_groups if group is None else (group,)
    shown = [one for one in groups if group is not None or edition.shows(one)]
    cases = [case for one in shown for case in edition.shown_cases(one)]
    found = (_quotation(one, edition) for case in cases for one in _quoted(case, wanted, edition))
    return tuple(dict.fromkeys(found))


def _quoted(case: Case, codes: Sequence[str], edition: Edition) -> Iterator[Evidence]:
    for code in codes:
        coding = case.coding(code)
        quoted = [one for one in coding.evidence if one.quote] if coding is not None else []
        if quoted:
            edition.recorder.note(Kind.VALUE, code, case.id)
        yield from quoted


def _quotation(evidence: Evidence, edition: Edition) -> Quotation:
    return Quotation(md(evidence.quote), role_name(evidence.role, edition))
