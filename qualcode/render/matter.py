"""What stands before and after the parts of a report: front matter, references, appendices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualcode.diagnostics import Diagnostic
from qualcode.model.codebook import Codebook
from qualcode.model.places import CODEBOOK_FILE
from qualcode.model.study import Study
from qualcode.render.codebook_document import CodebookDocument
from qualcode.render.draft import Report
from qualcode.render.escaping import md
from qualcode.render.language import Language
from qualcode.render.method_note import Agreed, method_note
from qualcode.render.parts import Part, part_named, parts_of
from qualcode.render.protection import check_names


@dataclass(frozen=True, slots=True)
class Matter:
    """A text of a report that no template writes: its name, and its Markdown."""

    name: str
    text: str


def title_of_report(study: Study, language: Language) -> str:
    """What stands on the first page."""
    return language.label(study.project.title) or study.project.study


def front_lines(study: Study, language: Language) -> tuple[str, ...]:
    """The lines below the title: the study, the version of its codebook, the language."""
    word, book = language.gettext, study.codebook
    name = language.label(book.label) or book.id
    version = f", {word('Version').lower()} {book.version}" if book.version else ""
    return (
        f"{word('Study')}: {study.project.study}",
        f"{word('Codebook')}: {name}{version}",
        f"{word('Language')}: {language.own_name}",
    )


def back_matter(report: Report, agreed: Agreed | None) -> Iterator[Matter]:
    """References, the codebook and the method note, in order; the two are appendices."""
    language, word = Language(report.language), Language(report.language).gettext
    references = _references(report.study, language)
    if references:
        yield Matter("references", references)
    numbers = [part.number or 0 for part in parts_of(report.templates) if _is_appendix(part)]
    first = max(numbers, default=0) + 1
    heading = _appendix(first).heading(word("Codebook"), language)
    book = _without_identifying_values(report.study.codebook)
    yield Matter("codebook", CodebookDocument(book, language).text(heading))
    heading = _appendix(first + 1).heading(word("Method"), language)
    yield Matter("method", method_note(report, str(heading), agreed))


def _without_identifying_values(book: Codebook) -> Codebook:
    """A codebook for readers of the report: a list of the places would say where the cases are."""
    codes = {
        name: code.model_copy(update={"values": ()}) if code.identifying else code
        for name, code in book.codes.items()
    }
    return book.model_copy(update={"codes": codes})


def names_in_matter(texts: Iterable[Matter], report: Report) -> tuple[Diagnostic, ...]:
    """The protected names that the codebook's own words would bring into a report."""
    study, hint = report.study, "take the name out of the words of the codebook"
    file = f"{study.project.codebook}/{CODEBOOK_FILE}"
    return tuple(found for one in texts for found in check_names(one.text, study, file, "", hint))


def _is_appendix(part: Part) -> bool:
    return part.kind.name == "appendix"


def _appendix(number: int) -> Part:
    part = part_named(f"appendix-{number}")
    assert part is not None  # it is a name as appendices have
    return part


def _references(study: Study, language: Language) -> str:
    """The documents that the study rests on."""
    known = study.codebook.documents.values()
    lines = [f"- {md(one.citation or language.label(one.label) or one.id)}" for one in known]
    return f"# {language.gettext('References')}\n\n" + "\n".join(lines) + "\n" if lines else ""
