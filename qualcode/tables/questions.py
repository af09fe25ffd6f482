"""What is worth asking about cases, in words, as a table and as data."""

from collections.abc import Mapping, Sequence

from qualcode import __version__
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.condition import NOT_APPLICABLE
from qualcode.model.typology import Typology
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT
from qualcode.tables.wording import dimension_in_words
from qualcode.typology.attribution import Attribution
from qualcode.typology.explain import ClauseResult, Explanation
from qualcode.typology.flips import Flip
from qualcode.typology.inquiry import Inquiry, OpenQuestion, Power
from qualcode.typology.minimal import MinimalSets
from qualcode.typology.recoding import Place
from qualcode.typology.sensitivity import Range, Sensitivity
from qualcode.typology.verdict import Verdict

Inquiries = Sequence[tuple[Case, Typology, Inquiry]]

NOTE = "In numbers of verdicts: any answer settles them, some answer does, or it only narrows them."

POWERS = {Power.SETTLES: "settles", Power.CAN_SETTLE: "can settle", Power.NARROWS: "narrows"}


def verdict_in_words(verdict: Verdict) -> str:
    """The verdict of one world: its kind, and the types it speaks of."""
    return f"{verdict.kind} {', '.join(verdict.types)}".rstrip()


def name_of_place(place: Place) -> str:
    """A code, or a field of a record with the record that it is in."""
    return place[0] if len(place) == 1 else ".".join(place[1:])


def question_in_words(question: OpenQuestion) -> str:
    """What a question asks for: a code, a member of a set, a field of a record, more records."""
    if question.further:
        return f"further {question.owner[0]}"
    name = name_of_place(question.owner)
    if question.member is None:
        return name
    if question.member == NOT_APPLICABLE:
        return f"whether {name} applies"
    return f"whether {name} has {question.member}"


def question_table(inquiries: Inquiries) -> Table:
    """One row a question, the one that settles most verdicts of most cases first."""
    verdicts: dict[str, list[int]] = {}
    cases: dict[str, set[str]] = {}
    for case, _, inquiry in inquiries:
        for question in inquiry.questions:
            asked = question_in_words(question)
            verdicts.setdefault(asked, [0 for _ in POWERS])[question.power] += 1
            cases.setdefault(asked, set()).add(case.id)
    ranked = sorted(verdicts.items(), key=lambda item: [-number for number in item[1]])
    rows = tuple((asked, *map(str, (len(cases[asked]), *numbers))) for asked, numbers in ranked)
    return Table("questions to the field", ("question", "cases", *POWERS.values()), rows, NOTE)


def questions_by_case(inquiries: Inquiries) -> Table:
    """One row a case, typology and question: for other programs to read."""
    rows = tuple(
        (case.id, typology.id, question_in_words(question), POWERS[question.power])
        for case, typology, inquiry in inquiries
        for question in inquiry.questions
    )
    return Table("questions to the field", ("case", "typology", "question", "answer"), rows)


def questions_as_data(inquiries: Inquiries) -> Mapping[str, object]:
    """The envelope of `next --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "inquiries": [
            {"case": case.id, "typology": typology.id, **_inquiry_as_data(inquiry)}
            for case, typology, inquiry in inquiries
        ],
    }


def explanations_as_data(
    explanations: Sequence[Explanation], codebook: Codebook
) -> Mapping[str, object]:
    """The envelope of `explain --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "explanations": [_explanation_as_data(one, codebook) for one in explanations],
    }


def _explanation_as_data(explanation: Explanation, codebook: Codebook) -> Mapping[str, object]:
    verdict, reasons = explanation.verdict, explanation.reasons
    data: dict[str, object] = {
        "case": verdict.case,
        "typology": verdict.typology,
        "verdict": verdict.kind.value,
        "types": list(verdict.types),
        "possible_verdicts": [_verdict_as_data(one) for one in verdict.verdicts],
        "missing": list(verdict.missing),
        "worlds": verdict.worlds,
        "why": None if reasons.why is None else _sets_as_data(reasons.why),
        "why_not": {name: _sets_as_data(sets) for name, sets in reasons.why_not.items()},
        "conditions": {
            result.type.id: [_clause_as_data(clause) for clause in result.clauses]
            for result in explanation.types
        },
    }
    if explanation.attribution is not None:
        data |= {"attribution": _attribution_as_data(explanation.attribution, codebook)}
    if explanation.pure is not None:
        data |= {"same_with_pure": _ends(explanation.pure)}
    if explanation.sensitivity is not None:
        data |= _sensitivity_as_data(explanation.sensitivity)
    if explanation.inquiry is not None:
        data |= {"next": _inquiry_as_data(explanation.inquiry)}
    if explanation.flips is not None:
        data |= {"flips": [_flip_as_data(flip) for flip in explanation.flips]}
    return data


def _attribution_as_data(found: Attribution, codebook: Codebook) -> Mapping[str, object]:
    return {
        "dimensions": [
            {
                "dimension": dimension_in_words(row.dimension, codebook),
                "types": list(row.matching),
                "open": list(row.open),
            }
            for row in found.rows
        ],
        "shares": {one.type: [float(one.least), float(one.most)] for one in found.shares},
    }


def _ends(one: Range) -> list[float | None]:
    return [None if end is None else float(end) for end in (one.low, one.high)]


def _sensitivity_as_data(found: Sensitivity) -> Mapping[str, object]:
    return {
        "resemblances": {
            one.type: [float(one.least), float(one.most)] for one in found.resemblances
        },
        "same_with": {"blend": _ends(found.blend), "margin": _ends(found.margin)},
    }


def _clause_as_data(clause: ClauseResult) -> Mapping[str, object]:
    return {
        "part": clause.part.value,
        "holding": clause.holding.value,
        "grounds": [
            {
                "code": ground.code,
                "record": ground.record,
                "basis": None if ground.coding is None else ground.coding.basis,
                "position": None if ground.coding is None else str(ground.coding.position),
                "evidence": [{"document": e.document, "at": e.at} for e in ground.evidence],
            }
            for ground in clause.grounds
        ],
    }


def _verdict_as_data(verdict: Verdict) -> Mapping[str, object]:
    return {"verdict": verdict.kind.value, "types": list(verdict.types)}


def _sets_as_data(found: MinimalSets) -> Mapping[str, object]:
    return {"sets": [list(names) for names in found.sets], "complete": found.complete}


def _inquiry_as_data(inquiry: Inquiry) -> Mapping[str, object]:
    together = inquiry.together
    return {
        "questions": [_question_as_data(question) for question in inquiry.questions],
        "together": together and [question_in_words(question) for question in together],
    }


def _question_as_data(question: OpenQuestion) -> Mapping[str, object]:
    return {
        "question": question_in_words(question),
        "of": list(question.owner),
        "member": question.member,
        "power": POWERS[question.power],
        "worst": question.worst,
        "mean": float(question.mean),
        "answers": [
            {
                "values": list(answer.values),
                "possible_verdicts": [_verdict_as_data(one) for one in answer.verdicts],
            }
            for answer in question.answers
        ],
    }


def _flip_as_data(flip: Flip) -> Mapping[str, object]:
    return {
        "of": list(flip.place),
        "to": list(flip.to) if isinstance(flip.to, tuple) else flip.to,
        "basis": flip.coding.basis,
        "position": str(flip.coding.position),
        "evidence": [{"document": one.document, "at": one.at} for one in flip.coding.evidence],
        "possible_verdicts": [_verdict_as_data(one) for one in flip.verdict.verdicts],
    }
