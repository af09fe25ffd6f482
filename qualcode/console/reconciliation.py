"""What coders disagree on, as text."""

from collections.abc import Iterator, Sequence

from qualcode.console.lines import wrapped
from qualcode.model.base import in_language
from qualcode.tables.reconciliation import Disagreement
from qualcode.tables.wording import coding_in_words, evidence_in_words


def disagreements_as_text(found: Sequence[Disagreement], language: str) -> str:
    """Each disagreement with what every coder says, and on which grounds."""
    return "\n\n".join("\n".join(_lines(one, language)) for one in found)


def _lines(one: Disagreement, language: str) -> Iterator[str]:
    yield f"{one.case}: {one.place}"
    for coder, coding in one.given.items():
        yield from wrapped(f"{coder}: {coding_in_words(coding)} [{coding.position}]", "  ")
        for evidence in coding.evidence:
            yield from wrapped(evidence_in_words(evidence, language), "    ")
        note = in_language(coding.note, language)
        if note:
            yield from wrapped(f"note: {note}", "    ")
