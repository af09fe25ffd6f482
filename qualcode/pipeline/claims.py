"""What authors claim in drafts, judged against the study."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.claims.checking import CheckedClaim, ClaimChecker
from qualcode.claims.data import Data
from qualcode.claims.wording import Wording
from qualcode.diagnostics import Diagnostic, Misuse, in_order
from qualcode.drafts.claims_in import claims_in
from qualcode.drafts.findings import not_utf8
from qualcode.model.codebook import Codebook
from qualcode.pipeline.checking import Checked, ready
from qualcode.pipeline.memory import collector_at_rest
from qualcode.pipeline.place import Place, existing, find_study, study_around
from qualcode.pipeline.querying import Asked
from qualcode.render.language import NUMBER_WORDS, Language
from qualcode.source import read_bytes
from qualcode.typology.ask import Questions

_DRAFT = "*.md"


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of drafts, by the names of those; `unreadable` are findings on the others.

    `texts` are the texts of drafts that are not among the study's files.
    """

    drafts: tuple[str, ...]
    claims: tuple[CheckedClaim, ...]
    unreadable: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] | None = None

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that is wrong with drafts and claims."""
        return in_order((*self.unreadable, *(f for one in self.claims for f in one.findings)))


def study_of_drafts(files: Sequence[Path]) -> Place:
    """The study that drafts are judged against: around the current folder, or else around them.

    Raises:
        Misuse: there is none, or a file is not there.
    """
    for file in files:
        existing(file)
    place = study_around()
    return Place(find_study(files).root) if place is None else place


def claims_in_files(checked: Checked, files: Sequence[Path] = ()) -> Claims:
    """The claims of drafts, judged: of those in the output folder if none are named.

    Raises:
        Misuse: the study has errors, or there are no drafts.
    """
    root = checked.place.root
    study, _ = ready(checked)
    output = root / study.project.output
    paths = tuple(_drafts(files or ([output] if output.is_dir() else [])))
    if not paths:
        raise Misuse(_no_drafts(files, study.project.output))
    named = {_name_of(path, root): _in_full(path, root) for path in paths}
    read = {name: _read(path, name) for name, path in named.items()}
    texts = {name: text for name, text in read.items() if isinstance(text, str)}
    unreadable = tuple(text for text in read.values() if not isinstance(text, str))
    return replace(claims_in_texts(checked, texts), unreadable=unreadable, texts=texts)


def _read(path: Path, name: str) -> str | Diagnostic:
    """The text of a draft, or why it cannot be had."""
    data = read_bytes(path, name)
    if not isinstance(data, bytes):
        return data
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return not_utf8(data, error, name)


def _drafts(places: Sequence[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from sorted(path for path in place.rglob(_DRAFT) if path.is_file())
        else:
            yield place


def _no_drafts(files: Sequence[Path], output: str) -> str:
    if files:
        return f"there are no drafts ({_DRAFT}) in '{files[0]}'"
    return (
        f"there are no drafts in '{output}'; write them with 'qualcode render --all', or name the "
        "files"
    )


def _in_full(path: Path, root: Path) -> Path:
    """The whole path; links in the study's folder are not followed yet."""
    whole = path.absolute()
    return whole if whole.is_relative_to(root) and ".." not in whole.parts else whole.resolve()


def _name_of(path: Path, root: Path) -> str:
    """A draft as findings call it: from the study's folder if it is in there."""
    whole = _in_full(path, root)
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path.as_posix()


def claims_in_texts(checked: Checked, texts: Mapping[str, str]) -> Claims:
    """The claims of drafts, judged, from the texts of those by name.

    Raises:
        Misuse: the study has errors, so that a number in it might be wrong.
    """
    if checked.has_errors:
        raise Misuse("claims are not judged while the study has errors; correct them first")
    if not any(map(claims_in, texts.values())):
        return Claims(tuple(texts), ())
    with collector_at_rest():
        checker = _checker(checked)
        found = tuple(one for name, text in texts.items() for one in checker.check(text, name))
    return Claims(tuple(texts), found)


def _checker(checked: Checked) -> ClaimChecker:
    study, classifier = ready(checked)
    asked = Asked(checked, with_definitions=True)
    ask = Questions(study.codebook).truth
    data = Data(asked.names, asked.cases, ask, classifier, asked.index.excerpts)
    return ClaimChecker(data, wording_of(study.codebook))


def wording_of(book: Codebook) -> Wording:
    """How the languages of a codebook say numbers."""
    numbers: dict[str, int] = {}
    for language in map(Language, book.languages):
        numbers |= {language.number_word(n).casefold(): n for n in range(len(NUMBER_WORDS))}
        numbers[language.gettext("both").casefold()] = 2
    for word in book.quantity_words:
        if word.count:
            numbers |= {form.casefold(): word.count for form in word.forms}
    return Wording(numbers, book)


def with_claims(checked: Checked) -> Checked:
    """A checked study with what is wrong with the claims of its drafts; it has no errors."""
    found = claims_in_files(checked).findings
    return replace(checked, findings=in_order((*checked.findings, *found)))
