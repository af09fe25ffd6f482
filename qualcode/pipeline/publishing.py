"""Drafts as documents: each by itself, or all parts as one report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from qualcode.agreement.comparing import Method
from qualcode.diagnostics import Diagnostic, Misuse, Severity, did_you_mean, finding
from qualcode.pipeline import Checked
from qualcode.pipeline.agreeing import by_code, coded_by_several
from qualcode.pipeline.desk import Desk, Wanted, desk_of
from qualcode.pipeline.rendering import Written, render, write_to
from qualcode.render.document_words import document_words
from qualcode.render.language import Language
from qualcode.render.matter import (
    Matter,
    back_matter,
    front_lines,
    names_in_matter,
    title_of_report,
)
from qualcode.render.method_note import Agreed
from qualcode.render.parts import parts_of
from qualcode.render.writing import File
from qualcode.tables.agreement import by_theme
from qualcode.typeset.blocks import Document, Heading
from qualcode.typeset.formats import FORMATS, Format
from qualcode.typeset.markdown import Manuscript, Picture, ReadText, read_markdown
from qualcode.typeset.rules import MISSING_PICTURE
from qualcode.typeset.wording import plain_text
from qualcode.typeset.words import DocumentWords

_DRAFTS = "md"
_SVG = "<svg"


@dataclass(frozen=True, slots=True)
class Asked:
    """The formats that documents are wanted in, and the Word file whose styles they take."""

    formats: tuple[Format, ...] = ()
    style: bytes | None = None


def asked_for(names: str, style: Path | None) -> Asked:
    """What the command line asks for.

    Raises:
        Misuse: there is no format of a name, or no file of styles.
    """
    known = {one.name: one for one in FORMATS}
    wanted = tuple(dict.fromkeys(name.strip() for name in names.split(",")))
    for name in wanted:
        if name not in (_DRAFTS, *known):
            there = (_DRAFTS, *known)
            hint = did_you_mean(name, there) or f"there are {', '.join(there)}"
            raise Misuse(f"there is no format '{name}'; {hint}")
    if style is not None and "docx" not in wanted:
        raise Misuse("--style is for Word files; give --to docx as well")
    formats = tuple(one for one in FORMATS if one.name in wanted)
    return Asked(formats, None if style is None else _style(style))


def _style(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Misuse(f"cannot read the Word file '{path}': {reason}") from error


def render_to(
    checked: Checked, wanted: Wanted, asked: Asked, language: str, output: Path | None
) -> Written:
    """Drafts, written or renewed, and the documents made from them as they then are.

    No document is written while something in a draft cannot be told in it.

    Raises:
        Misuse: what is wanted is not there, or a format needs what is not installed.
    """
    drafts = render(checked, wanted, language, output)
    desk = desk_of(checked, wanted, language, output)
    if not asked.formats or desk is None or _has_errors(drafts.findings):
        return drafts
    matter = tuple(back_matter(desk.report, _agreed(desk))) if wanted.is_everything else ()
    named = names_in_matter(matter, desk.report)
    read = tuple(read_markdown(one) for one in _manuscripts(desk, drafts.texts, matter))
    images, missing = _images(desk, read)
    found = (*named, *(one for text in read for one in text.findings), *missing)
    files: Sequence[File] = ()
    if not _has_errors(found):
        document = replace(_document(desk, read), images=images)
        words = DocumentWords(**document_words(Language(language)))
        stem = f"{language}/{_stem(wanted, drafts.texts)}"
        files = [
            File(f"{stem}.{one.name}", one.write(document, words, asked.style))
            for one in asked.formats
        ]
    written = write_to(checked, desk.study, files, output)
    return replace(
        drafts,
        files=(*drafts.files, *written.files),
        findings=(*drafts.findings, *found, *written.findings),
    )


def _has_errors(found: Sequence[Diagnostic]) -> bool:
    return any(one.severity is Severity.ERROR for one in found)


def _stem(wanted: Wanted, texts: Mapping[str, str]) -> str:
    return "report" if wanted.is_everything else PurePosixPath(next(iter(texts))).stem


def _manuscripts(
    desk: Desk, texts: Mapping[str, str], after: Sequence[Matter]
) -> Iterator[Manuscript]:
    """The texts of a document, in order: those of drafts, and what comes after them."""
    language = desk.report.language
    if not desk.wanted.is_everything:
        for file, text in texts.items():
            yield Manuscript(text, file, language)
        return
    folder = f"{desk.shown}/{language}"
    outputs = [part.output for part in parts_of(desk.report.templates)]
    names = frozenset(output.removesuffix(".md") for output in outputs)
    for output in outputs:
        file = f"{folder}/{output}"
        if file in texts:
            yield Manuscript(texts[file], file, language, output.removesuffix(".md"), names)
    for matter in after:
        yield Manuscript(matter.text, f"{folder}/{matter.name}.md", language, matter.name, names)


def _agreed(desk: Desk) -> Agreed | None:
    """What is known of the agreement between coders; None where nobody coded by themselves."""
    try:
        coded = coded_by_several(desk.checked, Method())
    except Misuse:
        return None
    language, themes = Language(desk.report.language), desk.study.codebook.themes
    return Agreed(
        coders=len(coded.basis.coders),
        cases=coded.basis.cases,
        shared=coded.basis.shared,
        themes=tuple(
            (
                language.label(themes[one.theme].label) or one.theme,
                "–" if one.middle is None else language.number(round(float(one.middle), 2)),
            )
            for one in by_theme(by_code(coded))
        ),
    )


def _document(desk: Desk, read: Sequence[ReadText]) -> Document:
    """The texts as one document; a single text gives its heading as the title."""
    study, language = desk.study, Language(desk.report.language)
    title = title_of_report(study, language)
    front = front_lines(study, language)
    blocks = tuple(block for text in read for block in text.blocks)
    notes = {key: note for text in read for key, note in text.notes.items()}
    match blocks:
        case (Heading(1, parts), *rest) if not desk.wanted.is_everything:
            title, front, blocks = plain_text(parts), (title, *front), tuple(rest)
    return Document(title, language.code, blocks, notes, front=front)


def _images(
    desk: Desk, read: Sequence[ReadText]
) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
    """The pictures that texts show, by their paths, and what is wrong with others."""
    shown = {one.path: one for text in read for one in text.pictures}
    images = {path: _svg(desk, path) for path in shown}
    missing = (_missing(shown[path]) for path, svg in images.items() if svg is None)
    return {path: svg for path, svg in images.items() if svg is not None}, tuple(missing)


def _svg(desk: Desk, path: str) -> str | None:
    """The text of a picture beside the drafts; None where there is none, or no SVG."""
    folder = (desk.folder / desk.report.language).resolve()
    try:
        file = (folder / path).resolve()
        text = file.read_text(encoding="utf-8") if file.is_relative_to(folder) else ""
    except (OSError, ValueError):
        return None
    return text if _SVG in text else None


def _missing(picture: Picture) -> Diagnostic:
    message = f"there is no SVG picture '{picture.path}' beside the draft"
    hint = "put the file there, or correct its path"
    return finding(MISSING_PICTURE, picture.at, message, hint)
