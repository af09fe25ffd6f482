"""What a person must add to a codebook that was imported."""

from collections.abc import Iterator

from qualcode.exchange.refi.book_in import LOOSE, Book
from qualcode.exchange.refi.model import Project
from qualcode.model.codebook import Scale


def to_add(project: Project, book: Book) -> Iterator[str]:
    """Definitions, scales, values, themes and groups that the file has no word of."""
    entries = {id: entry for codes in book.code_entries.values() for id, entry in codes.items()}
    bare = [id for id, entry in entries.items() if "definition" not in entry]
    if bare:
        yield f"a definition of {len(bare)} codes: {', '.join(bare)}"
    applied = [id for id, entry in entries.items() if entry["scale"] == Scale.PRESENCE]
    if applied:
        count = f"{len(applied)} codes have scale presence: they are applied to passages"
        yield f"a scale, where a code takes a value for the case as a whole; {count}"
    texts = [id for id, entry in entries.items() if entry["scale"] == Scale.TEXT]
    if texts:
        yield f"the values of what could be a list instead of free text: {', '.join(texts)}"
    loose = [id for id, one in book.code_entries.get(LOOSE, {}).items() if "parent" not in one]
    if loose:
        yield f"themes; codes of the theme '{LOOSE}' that have none above them: {', '.join(loose)}"
    for one in project.untaken:
        members = [book.codes[code] for code in one.codes if code in book.codes]
        if members:
            what = f"a theme or a code above what the set '{one.name}' gathers"
            yield f"{what}, if it belongs together: {', '.join(members)}"
