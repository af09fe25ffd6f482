"""Which memos came and went."""

from collections.abc import Iterator, Mapping, Sequence

from qualcode.model.memo import Memo
from qualcode.trail.change import Change, Kind
from qualcode.trail.codings import quoted


def memo_changes(
    before: Sequence[Memo],
    after: Sequence[Memo],
    renamed: Mapping[str, str],
    case: str = "",
    code: str = "",
) -> Iterator[Change]:
    """What moved in the memos of a case or of a code."""
    old = {(m.date, m.coder, renamed.get(m.about, m.about), m.text): m for m in before}
    new = {(m.date, m.coder, m.about, m.text): m for m in after}
    for word, listed in (
        ("added", [key for key in new if key not in old]),
        ("taken out", [key for key in old if key not in new]),
    ):
        for _, coder, named, text in listed:
            about = code or named
            by = f" by {coder}" if coder else ""
            on = f" on {about}" if about else ""
            said = f"{word}: {quoted(text)}"
            codes = (about,) if about else ()
            yield Change(Kind.CHANGED, f"memo{by}{on}", said, case, codes)
