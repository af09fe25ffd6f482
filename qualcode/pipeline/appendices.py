"""The appendices with the evidence behind drafts, written beside them."""

from collections.abc import Sequence

from qualcode.drafts.markers import Region, plain
from qualcode.drafts.reading import regions_of
from qualcode.pipeline.asking import Asker
from qualcode.pipeline.desk import Desk
from qualcode.pipeline.drafting import Standing
from qualcode.render.evidence import Appendix, Stretch, appendix_of

_SENTENCE_ENDS = (".", "?", "!", ":")


def appendices(desk: Desk, standings: Sequence[Standing]) -> tuple[Appendix, ...]:
    """The evidence behind each draft as it will be written."""
    report = desk.report
    asker = Asker(report.study, report.classifier, report.questions)
    return tuple(
        appendix_of(report, one.rendered, _stretches(one, asker))
        for one in standings
        if not one.faults
    )


def _stretches(one: Standing, asker: Asker) -> tuple[Stretch, ...]:
    text = one.fresh if one.renewed is None else one.renewed.text
    asked = one.rendered.asked
    return tuple(
        Stretch(_words(region, text), asker.about_cases(asked.get(region.key, ())))
        for region in regions_of(text)
    )


def _words(region: Region, text: str) -> str:
    """The words of a region; where they are no sentence, the sentence that they stand in."""
    if "\n" in text[region.start : region.end] or region.text.endswith(_SENTENCE_ENDS):
        return plain(region.text)
    line_end = text.find("\n", region.end)
    before = plain(text[text.rfind("\n", 0, region.start) + 1 : region.start])
    after = plain(text[region.end : line_end if line_end >= 0 else len(text)])
    start = max(before.rfind(f"{end} ") + 2 for end in _SENTENCE_ENDS)
    ends = [at for end in _SENTENCE_ENDS if (at := after.find(f"{end} ")) >= 0]
    start = start if start > 1 else 0
    inner = f"**{region.text}**" if region.text.strip() else ""
    return f"{before[start:]}{inner}{after[: min(ends) + 1] if ends else after}".strip()
