"""Words of a draft led back to the cases, codes and evidence that they were made from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.diagnostics import Location, Misuse
from qualcode.drafts.markers import Region, plain
from qualcode.drafts.note import NOTE, Note, note_in
from qualcode.drafts.reading import faults_of, place, regions_of
from qualcode.pipeline import Checked, no_such, typology_named
from qualcode.pipeline.asking import Asker, beside_cases
from qualcode.pipeline.cells import Cell, cell_at
from qualcode.pipeline.checking import ready
from qualcode.render.draft import Rendered, report_of
from qualcode.render.parts import part_in
from qualcode.render.recording import Asked
from qualcode.render.report import render_part, render_typology
from qualcode.tables.traces import Traced
from qualcode.typology.ask import Questions

_TARGET = re.compile(r"(?P<file>.+?):(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?\Z", re.S)


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a draft: a line, perhaps a column, perhaps a cell of the table there."""

    file: str
    line: int
    column: int | None = None
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it stands in a file: its name, its text, and what it says that it is."""

    file: str
    text: str
    note: Note


def target_of(words: str, cell: int | None) -> Target:
    """A place as the user writes it.

    Raises:
        Misuse: it is no place.
    """
    found = _TARGET.match(words)
    if found is None or int(found["line"]) < 1 or found["column"] == "0":
        raise Misuse(f"'{words}' is no place in a draft; write it like build/en/chapter-1.md:12")
    column = None if found["column"] is None else int(found["column"])
    return Target(found["file"], int(found["line"]), column, cell)


@dataclass(frozen=True, slots=True)
class Trace:
    """What stands behind a place in a draft, and the language of that draft."""

    language: str
    found: tuple[Traced, ...]


def trace(checked: Checked, target: Target) -> Trace:
    """What stands behind the words at a place in a draft, one for each stretch from the data.

    The text is rendered again, to learn what it asks of the study.

    Raises:
        Misuse: there is no such place, or the file is no draft of the study.
    """
    study, classifier = ready(checked)
    draft = read_draft(Path(target.file))
    lines = draft.text.split("\n")
    if target.line > len(lines) or (target.line == len(lines) and not lines[-1]):
        count = len(lines) if lines[-1] else len(lines) - 1
        raise Misuse(f"'{draft.file}' has {count} lines, so there is no line {target.line}")
    rendered = rendered_again(checked, draft)
    asker = Asker(study, classifier, Questions(study.codebook))
    tracer = _Tracer(draft, rendered, asker)
    found = tuple(tracer.at(target)) or (tracer.by_the_author(target),)
    return Trace(draft.note.subject.partition("/")[0], found)


def read_draft(path: Path) -> Draft:
    """The draft in a file.

    Raises:
        Misuse: it cannot be read, is none, or its marks are broken.
    """
    file = path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise Misuse(f"there is no file '{file}'") from None
    except UnicodeDecodeError:
        raise Misuse(f"'{file}' is not UTF-8 text, so it is no draft of qualcode") from None
    except OSError as error:
        raise Misuse(
            f"'{file}' cannot be read: {(error.strerror or 'no reason').lower()}"
        ) from None
    note = note_in(text)
    if note is None:
        hint = "a draft that 'qualcode render' wrote ends with a note that says what it is"
        raise Misuse(f"'{file}' is no draft with marks; {hint}")
    for fault in faults_of(text, file):
        raise Misuse(f"{fault.at}: {fault.message}; {fault.hint}")
    return Draft(file, text, note)


def rendered_again(checked: Checked, draft: Draft) -> Rendered:
    """The text that a draft is the draft of, as its template and the data give it now.

    Raises:
        Misuse: the study does not have it, or it cannot be rendered.
    """
    study, classifier = ready(checked)
    language, _, name = draft.note.subject.partition("/")
    if language not in study.codebook.languages:
        raise Misuse(no_such("language", language, study.codebook.languages))
    folder = checked.place.root / study.project.templates
    report = report_of(study, language, folder, classifier)
    part = part_in(f"{name}.md.j2")
    if part is not None:
        rendered = render_part(report, part.id)
    else:
        id = name.removeprefix("typology-")
        typologies = {one.replace("_", "-"): one for one in study.codebook.typologies}
        rendered = render_typology(report, typology_named(study, typologies.get(id, id)))
    for found in rendered.findings:
        raise Misuse(f"the draft cannot be led back to the data: {found.at}: {found.message}")
    return rendered


@dataclass(frozen=True, slots=True)
class _Tracer:
    draft: Draft
    rendered: Rendered
    asker: Asker

    def at(self, target: Target) -> Iterator[Traced]:
        """What stands behind each region at a place."""
        start, end = self._stretch(target)
        for region in regions_of(self.draft.text):
            if region.start < end and start < region.end:
                yield self._traced(region, target)

    def _stretch(self, target: Target) -> tuple[int, int]:
        """Where the place begins and ends, in characters of the draft."""
        lines = self.draft.text.split("\n")
        start = sum(len(line) + 1 for line in lines[: target.line - 1])
        line = lines[target.line - 1]
        if target.column is None or self._cell(target) is not None:
            return start, start + max(1, len(line))
        return start + target.column - 1, start + target.column

    def _cell(self, target: Target) -> Cell | None:
        line = self.draft.text.split("\n")[target.line - 1].rstrip("\r")
        return cell_at(line, target.column, target.cell)

    def _traced(self, region: Region, target: Target) -> Traced:
        key = region.key
        asked = self.rendered.asked.get(key)
        notes = () if region.is_as_written else ("these words were changed by hand",)
        at = place(self.draft.text, region.inner_start, self.draft.file, len(region.text))
        if asked is None:
            note = "the template no longer gives this key, so nothing is known of its data"
            return Traced(at, key, region.text, "", (*notes, note), (), ())
        cell = self._cell(target)
        if cell is None:
            if target.cell is not None:
                raise Misuse(f"line {target.line} of '{self.draft.file}' is no row of a table")
            return self._answer(Traced(at, key, plain(region.text), "", notes, (), ()), asked)
        narrowed = cell.narrowed(self.rendered.tables.get(key, ()))
        at = Location(self.draft.file, target.line, cell.column, target.line, cell.column)
        if narrowed is None:
            note = "which cases stand behind this row is not known, so all of the table's are shown"
            return self._answer(Traced(at, key, cell.words, "", (*notes, note), (), ()), asked)
        shown = Traced(at, key, cell.words, narrowed.words, notes, (), ())
        return self._answer(shown, narrowed.asked)

    def _answer(self, traced: Traced, asked: Sequence[Asked]) -> Traced:
        questions = self.asker.about_cases(asked)
        references = beside_cases(asked, self.asker.study)
        notes = traced.notes
        if not questions and not references:
            notes = (*notes, "no case stands here")
        return replace(traced, questions=questions, references=references, notes=notes)

    def by_the_author(self, target: Target) -> Traced:
        """That no data stand behind a place."""
        line = self.draft.text.split("\n")[target.line - 1].strip()
        note = "no data stand behind these words: they are the author's or the template's"
        spans = [found.span() for found in NOTE.finditer(self.draft.text)]
        start, end = self._stretch(target)
        if any(start < last and first < end for first, last in spans):
            note = "this is the note of qualcode on what the draft is"
        column = target.column or 1
        at = Location(self.draft.file, target.line, column, target.line, column)
        return Traced(at, "", plain(line), "", (note,), (), ())
