"""The codebook as it is: as a document, one code with where it is used, and what changed in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qualcode.diagnostics import Diagnostic, Location
from qualcode.loading.study import load_study
from qualcode.model.codebook import Code
from qualcode.model.names import Kind, Name
from qualcode.pipeline.checking import Checked, errors, ready
from qualcode.pipeline.refactoring import Ground
from qualcode.pipeline.revisions import earlier_codebook
from qualcode.refactoring.asked import name_asked
from qualcode.refactoring.differences import Difference, differences
from qualcode.render.codebook_document import CodebookDocument
from qualcode.render.language import Language


@dataclass(frozen=True, slots=True)
class Shown:
    """A code, and each place that names it."""

    name: Name
    code: Code
    places: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is wrong with an earlier codebook, so that nothing can be compared with it."""

    findings: tuple[Diagnostic, ...]


def codebook_document(checked: Checked, language: str) -> str:
    """The codebook as a Markdown document."""
    ground = Ground(checked)
    return CodebookDocument(ground.study.codebook, Language(language)).text()


def show_code(checked: Checked, text: str) -> Shown:
    """A code or field, and where it is used.

    Raises:
        Misuse: there is none of that name.
    """
    ground = Ground(checked)
    name = name_asked(ground.book, text, (Kind.CODE,))
    code = ground.book.code(name.id, name.within)
    assert code is not None  # it is one of the names of the book
    return Shown(name, code, tuple(sorted(set(_places(ground, name)))))


def _places(ground: Ground, name: Name) -> Iterator[Location]:
    for file, mentions in ground.mentions.items():
        for mention in mentions:
            if mention.name == name:
                yield ground.documents[file].locate(mention.path, key=mention.is_key)
    yield from (word.at for word in ground.template_words if name in word.names)


def differences_since(
    checked: Checked, version: str, language: str
) -> tuple[Difference, ...] | Unreadable:
    """What changed in the codebook since an earlier one, or what is wrong with that one.

    Raises:
        Misuse: the codebook cannot be read, or there is no such version.
    """
    study, _ = ready(checked)
    with earlier_codebook(checked.place, study.project, version) as place:
        loaded = load_study(place.root)
    if loaded.study is None or not loaded.study.codebook.is_whole:
        found = errors(loaded.diagnostics)
        return Unreadable(
            tuple(replace(one, at=_in_version(one.at, version), related=()) for one in found)
        )
    return differences(loaded.study.codebook, study.codebook, language)


def _in_version(at: Location, version: str) -> Location:
    return at._replace(file=f"{version}:{at.file}")
