"""A name of the codebook that becomes another in all files."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from qualcode.diagnostics import Location, Misuse
from qualcode.model.names import Kind, Name
from qualcode.pipeline.refactoring import (
    Draft,
    Ground,
    Refactored,
    Verdicts,
    Why,
    finished,
    noted,
    template_text,
)
from qualcode.refactoring.asked import name_asked, new_name
from qualcode.refactoring.renaming import NotDone, Touched, rename_in
from qualcode.source import Document
from qualcode.source.editing import Edit, apply_edits


def rename(ground: Ground, old_text: str, new_text: str, why: Why) -> Refactored:
    """Everything that a new name changes; nothing is written.

    Raises:
        Misuse: there is no such name, the new one cannot be had, or a place cannot be changed.
    """
    old = name_asked(ground.book, old_text)
    new = new_name(ground.book, old, new_text)
    documents, touched = _renamed(ground, {old: new.id})
    templates, words, doubts = in_templates(ground, old, new)
    main = ground.main_file()
    note = _note(old, new, why)
    texts = {file: document.text for file, document in documents.items()}
    texts[main] = noted(ground, documents.get(main, ground.documents[main]), note).text
    draft = Draft(
        texts={**texts, **templates},
        touched=(*touched, *words),
        verdicts=_verdicts_with(ground.verdicts(), old, new),
        in_doubt=doubts,
        renamed=tuple(_files_of(ground, old, new)),
    )
    return finished(ground, draft)


def _renamed(
    ground: Ground, new: Mapping[Name, str]
) -> tuple[dict[str, Document], tuple[Touched, ...]]:
    """The files in which something is changed, and where."""
    documents: dict[str, Document] = {}
    touched: list[Touched] = []
    troubles: list[str] = []
    for file, document in ground.documents.items():
        done = rename_in(document, ground.mentions[file], new)
        if isinstance(done, NotDone):
            troubles.append(f"{done.at}: {done.message}")
        elif done is not None:
            documents[file] = done.document
            touched += done.touched
    if troubles:
        raise Misuse("nothing was changed:\n" + "\n".join(troubles))
    return documents, tuple(touched)


def _note(old: Name, new: Name, why: Why) -> dict[str, object]:
    note = {
        "date": why.date,
        "change": "rename",
        "kind": old.kind.value,
        "name": str(old),
        "to": [str(new)],
    }
    return {**note, **told(why)}


def told(why: Why) -> dict[str, object]:
    """By whom and why, as far as it is said."""
    said = {"by": why.by, "because": why.because}
    return {key: text for key, text in said.items() if text}


def in_templates(
    ground: Ground, old: Name, new: Name
) -> tuple[dict[str, str], list[Touched], list[Touched]]:
    """The templates as they are to be, the words changed in them, and those that may mean it."""
    touched: list[Touched] = []
    doubts: list[Touched] = []
    edits: dict[str, list[Edit]] = {}
    for word in ground.template_words:
        if word.word == old.id and (not word.names or old in word.names):
            edit = _edit(ground, word.at, old.id, new.id)
            if word.names == {old} and edit is not None:
                edits.setdefault(word.at.file, []).append(edit)
                touched.append(Touched(word.at, old.id, new.id))
            else:
                doubts.append(Touched(word.at, old.id, new.id))
    texts = {file: apply_edits(template_text(ground, file), all) for file, all in edits.items()}
    return texts, touched, doubts


def _edit(ground: Ground, at: Location, old: str, new: str) -> Edit | None:
    """The edit of a word of a template; None where it does not stand there as such."""
    lines = template_text(ground, at.file).splitlines(keepends=True)
    start = sum(map(len, lines[: at.line - 1])) + at.column - 1
    there = "".join(lines)[start : start + len(old)]
    return Edit(at.file, start, start + len(old), new) if there == old else None


def _files_of(ground: Ground, old: Name, new: Name) -> Iterator[tuple[str, str]]:
    """The files that are named after a coder."""
    if old.kind is Kind.CODER:
        for case in ground.study.cases:
            for codings in case.codings:
                file = PurePosixPath(codings.position.file)
                if codings.coder == old.id and file.stem == old.id:
                    yield str(file), str(file.with_name(f"{new.id}{file.suffix}"))


def _verdicts_with(verdicts: Verdicts, old: Name, new: Name) -> Verdicts:
    """The verdicts under the new name of a type or a typology."""
    if old.kind is Kind.TYPOLOGY:
        return {
            (new.id if typology == old.id else typology, case): verdict
            for (typology, case), verdict in verdicts.items()
        }
    if old.kind is not Kind.TYPE:
        return verdicts
    return {
        (typology, case): replace(
            found,
            verdicts=tuple(
                replace(one, types=tuple(new.id if t == old.id else t for t in one.types))
                for one in found.verdicts
            ),
        )
        if typology == old.within
        else found
        for (typology, case), found in verdicts.items()
    }
