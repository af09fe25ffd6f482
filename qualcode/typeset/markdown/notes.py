"""Footnotes: their texts, in the order in which they are referred to."""

from collections.abc import Iterator, Mapping

from qualcode.diagnostics import Diagnostic, finding
from qualcode.typeset.blocks import Blocks
from qualcode.typeset.markdown.manuscript import Manuscript
from qualcode.typeset.note_marks import note_marks
from qualcode.typeset.rules import BROKEN_FOOTNOTE


class Notes:
    """The footnotes of one text."""

    def __init__(self, manuscript: Manuscript) -> None:
        """No footnote has been read yet."""
        self._manuscript = manuscript
        self._blocks: dict[str, Blocks] = {}
        self._lines: dict[str, tuple[str, int]] = {}
        self._twice: list[tuple[str, int]] = []

    def add(self, label: str, line: int, blocks: Blocks) -> None:
        """Take in the text of a footnote."""
        key = self._manuscript.named(label)
        if key in self._blocks:
            self._twice.append((label, line))
        else:
            self._blocks[key], self._lines[key] = blocks, (label, line)

    def in_order(self, blocks: Blocks) -> Mapping[str, Blocks]:
        """The footnotes that blocks, or those footnotes themselves, refer to."""
        found: dict[str, Blocks] = {}
        self._gather(blocks, found)
        return found

    def _gather(self, blocks: Blocks, found: dict[str, Blocks]) -> None:
        for key in note_marks(blocks):
            if key in self._blocks and key not in found:
                found[key] = self._blocks[key]
                self._gather(found[key], found)

    def findings(self, used: Mapping[str, Blocks]) -> Iterator[Diagnostic]:
        """What is wrong with the texts of footnotes."""
        for key, (label, line) in self._lines.items():
            if key not in used:
                message = f"footnote '{label}' is referred to nowhere, and would be left out"
                yield self._finding(label, line, message, f"put '[^{label}]' where it belongs")
        for label, line in self._twice:
            message = f"footnote '{label}' has a second text"
            yield self._finding(label, line, message, "give one of the two another name")

    def _finding(self, label: str, line: int, message: str, hint: str) -> Diagnostic:
        at = self._manuscript.at(line, f"[^{label}]")
        return finding(BROKEN_FOOTNOTE, at, message, hint)
