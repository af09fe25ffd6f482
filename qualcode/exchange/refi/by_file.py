"""Sources that are meant by the GUID of their file, as QualCoder writes it in cases."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from qualcode.documents.stored import stored_form
from qualcode.exchange.refi.model import Source
from qualcode.exchange.refi.texts_in import NoText, text_of


def by_file(sources: Sequence[Source], files: Mapping[str, bytes]) -> dict[str, str]:
    """The source by each GUID that a file of it has as its name.

    A text source of QualCoder has a second file beside its text, which nothing names. It is known
    by what it says, if one source alone says that.
    """
    named = {
        _stem(path): source.guid for source in sources for path in (source.path, source.original)
    }
    by_text: dict[str, list[str]] = {}
    for source in sources:
        for text in _text(source, files):
            by_text.setdefault(text, []).append(source.guid)
    for name in files:
        for text in _text(Source("", "", "", path=f"internal://{name}"), files):
            said_by = by_text.get(text, [])
            if len(said_by) == 1:
                named.setdefault(_stem(name), said_by[0])
    return {guid: source for guid, source in named.items() if guid}


def _stem(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).stem.strip("{}").lower()


def _text(source: Source, files: Mapping[str, bytes]) -> Iterator[str]:
    try:
        yield stored_form(text_of(source, files))
    except NoText:
        return
