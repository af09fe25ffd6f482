"""Drafts as they stand in the output folder: what of them to renew, and what is in the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.diagnostics import Diagnostic
from qualcode.drafts.findings import about_edits, difference, not_utf8, out_of_date
from qualcode.drafts.note import note_in
from qualcode.drafts.reading import faults_of, regions_of
from qualcode.drafts.renewing import Renewed, renew
from qualcode.pipeline.moved import Moved
from qualcode.render.draft import Rendered
from qualcode.render.parts import part_in
from qualcode.render.writing import File


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft in the output folder, beside what its template and the data give now.

    Attributes:
        rendered: what they give.
        file: the draft's name, as the user would write it.
        again: the command that renders it.
        there: what stands in the file; None where there is no file.
        draft: the same as text; None where it is no draft that can be renewed.
        renewed: what renewing it changes.
        faults: what keeps it from being renewed.
    """

    rendered: Rendered
    file: str
    again: str
    there: bytes | None = None
    draft: str | None = None
    renewed: Renewed | None = None
    faults: tuple[Diagnostic, ...] = ()

    @property
    def fresh(self) -> str:
        """The text that the template gives now."""
        return self.rendered.text or ""

    def to_write(self) -> File | None:
        """The draft as it is to be written; None where it has to be left alone."""
        if self.faults:
            return None
        if self.renewed is None:
            return File(self.rendered.path, self.fresh)
        return File(self.rendered.path, self.renewed.text, over=self.there)

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of regions that the draft does not have, and could have."""
        draft = "" if self.draft is None else self.draft
        there = {region.key for region in regions_of(draft)}
        return tuple(key for key in self.rendered.asked if key not in there)

    def after(self) -> "Standing":
        """The draft once it is renewed."""
        if self.renewed is None:
            return self
        text = self.renewed.text
        return replace(self, draft=text, renewed=renew(text, self.fresh))

    def about_edits(self) -> Iterator[Diagnostic]:
        """What is wrong with the draft, and what its author did to words from the data."""
        yield from self.faults
        if self.draft is not None and self.renewed is not None:
            yield from about_edits(self.renewed, self.draft, self.fresh, self.file, self.again)

    def out_of_date(self, moved: Moved) -> Iterator[Diagnostic]:
        """What the draft says that the data no longer say."""
        if self.draft is None or self.renewed is None:
            return

        def reasons(key: str) -> tuple[str, ...]:
            return moved.behind(self.rendered.asked.get(key, ()))

        yield from out_of_date(self.renewed, self.draft, self.file, reasons, self.again)

    def differences(self) -> Iterator[str]:
        """What was changed by hand, beside what the data give."""
        if self.renewed is not None:
            yield from (difference(one, self.file) for one in self.renewed.by_hand)


def standing_of(
    rendered: Rendered, folder: Path, shown: str, wanted: Sequence[str], again: str
) -> Standing:
    """A draft beside what its template gives now.

    Args:
        rendered: what the template gives.
        folder: the output folder.
        shown: the output folder, as the user would name it.
        wanted: keys of regions to put in that the draft does not have.
        again: the command that renders it.
    """
    file = f"{shown}/{rendered.path}"
    there = _content(folder / rendered.path)
    if there is None:
        return Standing(rendered, file, again)
    try:
        draft = there.decode("utf-8")
    except UnicodeDecodeError as error:
        return Standing(rendered, file, again, there, faults=(not_utf8(there, error, file),))
    faults = faults_of(draft, file)
    if faults:
        return Standing(rendered, file, again, there, draft, None, faults)
    if note_in(draft) is None and not regions_of(draft):
        return Standing(rendered, file, again, there)
    renewed = renew(draft, rendered.text or "", wanted)
    return Standing(rendered, file, again, there, draft, renewed)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None  # said when it is to be written


def texts_of(standings: Sequence[Standing]) -> Mapping[str, str]:
    """The texts of drafts by their names, for showing the lines of findings."""
    return {one.file: one.draft for one in standings if one.draft is not None}


def part_of(path: str) -> str:
    """The id of the part that a draft is of, by its path; empty for the draft of a typology."""
    part = part_in(f"{path.rsplit('/', 1)[-1]}.j2")
    return "" if part is None else part.id


def command_for(path: str, language: str, own: str) -> str:
    """The command that renders a draft, by its path in the output folder.

    Args:
        path: such as `en/chapter-4.md`.
        language: the language that it is in.
        own: the study's own language, which need not be given.
    """
    part = part_of(path)
    typology = path.rsplit("/", 1)[-1].removeprefix("typology-").removesuffix(".md")
    what = f"--chapter {part}" if part else f"--typology {typology}"
    return f"qualcode render {what}" + ("" if language == own else f" --lang {language}")
