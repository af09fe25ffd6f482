"""Whatever authors write around the words from the data is kept, however often the data change."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from qualcode.drafts.markers import marked_block, marked_line
from qualcode.drafts.note import Note, written_note
from qualcode.drafts.reading import faults_of, regions_of
from qualcode.drafts.renewing import renew

# Whatever can be typed, but for what can only be a mark of qualcode's.
LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="<"), max_size=30)
PROSE = st.lists(
    st.one_of(LETTERS, st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "| a | b |\n", "> "])),
    max_size=6,
).map("".join)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="<\r\n"), max_size=12)
LINES = st.lists(WORDS.map(str.rstrip), min_size=1, max_size=4).map("\n".join)


@dataclass(frozen=True)
class Template:
    """The author's words as the template begins them, and between them places for the data's."""

    prose: tuple[str, ...]
    blocks: tuple[bool, ...]

    def render(self, words: tuple[str, ...]) -> str:
        """A fresh draft with these words."""
        pieces = [self.prose[0]]
        for i, (word, is_block) in enumerate(zip(words, self.blocks, strict=True)):
            key = f"part-{i}"
            mark = f"\n{marked_block(key, word)}\n" if is_block else marked_line(key, word)
            pieces += [mark, self.prose[i + 1]]
        keys = tuple(f"part-{i}" for i in range(len(words)))
        return "".join(pieces) + "\n" + written_note(Note("da/chapter-1", keys))


@st.composite
def templates(draw: st.DrawFn) -> tuple[Template, list[tuple[str, ...]]]:
    """A template, and what the data give for it at several times."""
    blocks = tuple(draw(st.lists(st.booleans(), min_size=1, max_size=4)))
    prose = tuple(draw(PROSE) for _ in range(len(blocks) + 1))
    words = st.tuples(*(LINES if one else WORDS.map(str.strip) for one in blocks))
    return Template(prose, blocks), draw(st.lists(words, min_size=2, max_size=4))


def outside(draft: str) -> list[str]:
    """All that an author may write, in the pieces that the marks leave of it."""
    pieces, at = [], 0
    for region in regions_of(draft):
        pieces.append(draft[at : region.start])
        at = region.end
    return [*pieces, draft[at:]]


@st.composite
def edited(draw: st.DrawFn, draft: str) -> str:
    """A draft after an author's edits anywhere outside the marks and the note."""
    *pieces, last = outside(draft)
    note_at = last.rindex("<!-- qualcode draft")
    pieces = [*pieces, last[:note_at]]
    regions = [draft[one.start : one.end] for one in regions_of(draft)]
    for _ in range(draw(st.integers(0, 4))):
        i = draw(st.integers(0, len(pieces) - 1))
        start = draw(st.integers(0, len(pieces[i])))
        end = draw(st.integers(start, len(pieces[i])))
        pieces[i] = pieces[i][:start] + draw(PROSE) + pieces[i][end:]
    between = [piece for pair in zip(pieces, regions, strict=False) for piece in pair]
    return "".join([*between, pieces[-1], last[note_at:]])


@given(st.data())
def test_edits_outside_the_marks_survive_all_changes_of_the_data(data: st.DataObject) -> None:
    template, versions = data.draw(templates())
    draft = template.render(versions[0])
    for words in versions[1:]:
        draft = data.draw(edited(draft))
        assert faults_of(draft, "draft.md") == ()
        fresh = template.render(words)
        renewed = renew(draft, fresh)
        assert outside(renewed.text) == outside(draft)
        now = {one.key: one.text for one in regions_of(fresh)}
        for region in regions_of(renewed.text):
            assert region.text.replace("\r\n", "\n").split() == now[region.key].split()
            assert region.is_as_written
        assert renew(renewed.text, fresh).text == renewed.text
        assert renew(renewed.text, fresh).changed == ()
        draft = renewed.text


@given(st.data())
def test_words_from_the_data_that_were_changed_by_hand_are_never_overwritten(
    data: st.DataObject,
) -> None:
    template, versions = data.draw(templates())
    draft = template.render(versions[0])
    regions = regions_of(draft)
    chosen = data.draw(st.sampled_from(regions))
    typed = data.draw(LINES)
    draft = draft[: chosen.inner_start] + typed + draft[chosen.inner_end :]
    fresh = template.render(versions[1])
    renewed = renew(draft, fresh)
    here = next(one for one in regions_of(renewed.text) if one.key == chosen.key)
    by_hand = next(one for one in regions_of(draft) if one.key == chosen.key)
    if not by_hand.is_as_written:
        assert here.text == by_hand.text
    assert [one.region.key for one in renewed.by_hand] == (
        [] if here.is_as_written else [chosen.key]
    )


@given(st.data())
def test_a_region_that_was_taken_out_stays_out_until_it_is_asked_for(data: st.DataObject) -> None:
    template, versions = data.draw(templates())
    draft = template.render(versions[0])
    chosen = data.draw(st.sampled_from(regions_of(draft)))
    without = draft[: chosen.start] + draft[chosen.end :]
    fresh = template.render(versions[1])
    renewed = renew(without, fresh)
    assert (renewed.taken_out, renewed.offered) == ((chosen.key,), ())
    assert outside(renewed.text) == outside(without)
    back = renew(without, fresh, [chosen.key])
    assert [one.key for one in regions_of(back.text)].count(chosen.key) == 1
    kept = "".join(outside(without)).replace("\r", "").replace("\n", "")
    assert "".join(outside(back.text)).replace("\r", "").replace("\n", "") == kept
    assert (back.taken_out, back.offered) == ((), ())
