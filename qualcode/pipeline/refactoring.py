"""Work on the codebook carried through all files: worked out, checked, and only then written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qualcode.diagnostics import Diagnostic, Misuse
from qualcode.loading.codings import coding_files
from qualcode.model.names import Book, Mention
from qualcode.model.places import CODEBOOK_FILE, case_file_of
from qualcode.model.study import Study
from qualcode.pipeline import classify
from qualcode.pipeline.checking import Checked, check, errors, ready
from qualcode.pipeline.place import Place
from qualcode.pipeline.saving import Changed, NotSaved, changed, save
from qualcode.refactoring.mentions import mentions_in
from qualcode.refactoring.noting import with_note
from qualcode.refactoring.renaming import Touched
from qualcode.render.reading.mentions import TemplateWord, words_in_templates
from qualcode.source import Document
from qualcode.tables.verdicts import Classified, classify_cases
from qualcode.typology.verdict import CaseVerdict

Verdicts = Mapping[tuple[str, str], CaseVerdict]
"""What each case is, by typology and case."""


@dataclass(frozen=True, slots=True)
class Why:
    """What is noted of a change besides itself."""

    date: str
    by: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A case with another verdict after a change."""

    typology: str
    case: str
    before: CaseVerdict
    after: CaseVerdict


@dataclass(frozen=True, slots=True)
class Draft:
    """A change worked out, but not yet checked: the files as they are to be, templates among them.

    `verdicts` is what each case is to be if nothing moves.
    """

    texts: Mapping[str, str]
    touched: Sequence[Touched]
    verdicts: Verdicts
    in_doubt: Sequence[Touched] = ()
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refactored:
    """A change that could be made: the places it touches, the files, and what it moves.

    `in_doubt` are words of templates that may mean the name too; nothing is done to them.
    `renamed` are files that get another name, after the texts are written.
    """

    touched: tuple[Touched, ...]
    in_doubt: tuple[Touched, ...]
    changes: tuple[Changed, ...]
    moved: tuple[Moved, ...]
    compared: int
    renamed: tuple[tuple[str, str], ...] = ()


class Ground:
    """A study read once: its files, and what each of them mentions."""

    def __init__(self, checked: Checked) -> None:
        """Start on a checked study.

        Raises:
            Misuse: its codebook cannot be read.
        """
        study = checked.study
        if study is None or not study.codebook.is_whole:
            raise Misuse("the codebook cannot be read; run 'qualcode check' to see why")
        self.checked = checked
        self.place = checked.place
        self.study: Study = study
        self.folder = study.project.codebook
        self.book = Book(study.codebook)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The files of the codebook and of all cases, by their names."""
        root = self.place.root
        book = sorted((root / self.folder).rglob("*.yaml"))
        files = [path.relative_to(root).as_posix() for path in book]
        files += [*self.checked.case_files, *coding_files(root, self.study.project.cases)]
        read = ((file, self.place.read_document(root / file, file)[0]) for file in files)
        return {file: document for file, document in read if document is not None}

    @cached_property
    def mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        """What each file mentions."""
        own = {case.position.file: tuple(case.documents) for case in self.study.cases}
        return {
            file: mentions_in(document, self.book, self.folder, own.get(case_file_of(file), ()))
            for file, document in self.documents.items()
        }

    @cached_property
    def template_words(self) -> tuple[TemplateWord, ...]:
        """The quoted words of the study's templates."""
        return words_in_templates(self.study, self.place.root / self.study.project.templates)

    def main_file(self) -> str:
        """The main file of the codebook."""
        return f"{self.folder}/{CODEBOOK_FILE}"

    def verdicts(self) -> Verdicts:
        """What each case is now."""
        return _verdicts(classify(self.checked))


def sound_ground(place: Place) -> Ground:
    """The whole study to work on.

    Raises:
        Misuse: it has errors, or cannot be read.
    """
    checked = check(replace(place, selected=()))
    found = errors(checked.findings)
    if found:
        count = "an error" if len(found) == 1 else f"{len(found)} errors"
        raise Misuse(f"the study has {count}; run 'qualcode check' and correct them first")
    return Ground(checked)


def _verdicts(classified: Iterable[Classified]) -> Verdicts:
    return {
        (one.typology.id, case.id): verdict
        for one in classified
        for case, verdict in zip(one.cases, one.verdicts, strict=True)
    }


def _verdicts_after(checked: Checked) -> Verdicts:
    """The verdicts of all cases, also of those whose files get their right names only later."""
    study, classifier = ready(checked)
    typologies = tuple(study.codebook.typologies.values())
    return _verdicts(classify_cases(study.cases, typologies, classifier))


def noted(ground: Ground, after: Document, note: Mapping[str, object]) -> Document:
    """The main file with a change noted in it.

    Raises:
        Misuse: it is laid out so that nothing can be added.
    """
    result = with_note(after, note)
    if result is None:
        raise Misuse(
            f"'{ground.main_file()}' has no place for a note of the change; "
            "write a line 'migrations:' with a list below it at its end, or take out an empty one"
        )
    return result


def finished(ground: Ground, draft: Draft) -> Refactored:
    """A change checked: what the study would be afterwards, and which verdicts move.

    Raises:
        Misuse: the study would have errors, or a file has changed meanwhile.
    """
    after = check(replace(ground.place, unsaved=dict(draft.texts)))
    moving = {old for old, _ in draft.renamed}
    wrong = [one for one in errors(after.findings) if one.at.file not in moving]
    if wrong:
        raise Misuse(f"nothing was changed, for the study would have errors: {_said(wrong)}")
    root = ground.place.root
    results = [changed(root, file, _text(ground, file), text) for file, text in draft.texts.items()]
    troubles = [one.message for one in results if isinstance(one, NotSaved)]
    if troubles:
        raise Misuse("; ".join(troubles))
    return Refactored(
        touched=tuple(sorted(draft.touched)),
        in_doubt=tuple(sorted(draft.in_doubt)),
        changes=tuple(one for one in results if isinstance(one, Changed)),
        moved=tuple(_moved(draft.verdicts, _verdicts_after(after))),
        compared=len(draft.verdicts),
        renamed=draft.renamed,
    )


def _said(wrong: Iterable[Diagnostic]) -> str:
    return "; ".join(f"{one.at}: {one.message}" for one in wrong)


def _text(ground: Ground, file: str) -> str:
    document = ground.documents.get(file)
    return template_text(ground, file) if document is None else document.text


def template_text(ground: Ground, file: str) -> str:
    """The text of a template with its own line ends."""
    return (ground.place.root / file).read_bytes().decode().removeprefix("\ufeff")


def _moved(before: Verdicts, after: Verdicts) -> Iterator[Moved]:
    for (typology, case), was in before.items():
        now = after.get((typology, case))
        if now is None or frozenset(now.verdicts) != frozenset(was.verdicts):
            yield Moved(typology, case, was, now or was)


def write(ground: Ground, done: Refactored) -> tuple[NotSaved, ...]:
    """Write the files; gives those that could not be written.

    Raises:
        Misuse: a file with a new name is there already.
    """
    root = ground.place.root
    for _, new in done.renamed:
        if (root / new).exists():
            raise Misuse(f"there is a file '{new}' already; nothing was changed")
    troubles = save(root, done.changes)
    if not troubles:
        for old, new in done.renamed:
            (root / old).rename(root / new)
    return troubles
