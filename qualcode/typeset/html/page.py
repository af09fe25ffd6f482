"""A document as one page: title, lists of what it holds, text and footnotes."""

from collections.abc import Iterator
from importlib.resources import files

from qualcode.typeset.blocks import Document
from qualcode.typeset.html.blocks import Writer
from qualcode.typeset.html.elements import Html, block, element, joined, text, void
from qualcode.typeset.html.inlines import NOTE, TEXT, mark_name
from qualcode.typeset.listed import Entry, Listed, lists
from qualcode.typeset.naming import named
from qualcode.typeset.words import DocumentWords

_SAFE = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""Nothing may be fetched and nothing run, whatever a browser makes of the page."""


def to_html(document: Document, words: DocumentWords) -> bytes:
    """A document as a page; the same document gives the same bytes."""
    document = named(document)
    writer = Writer(document)
    skip = element("a", text(words.skip), {"class": "skip", "href": f"#{TEXT}"})
    body = block("body", filter(None, (skip, *_parts(document, words, writer))))
    html = block("html", (_head(document), body), {"lang": document.language.replace("_", "-")})
    return f"<!doctype html>\n{html}\n".encode()


def _head(document: Document) -> Html:
    style = files("qualcode.typeset.html").joinpath("page.css").read_text(encoding="utf-8")
    return block(
        "head",
        (
            void("meta", {"charset": "utf-8"}),
            void("meta", {"http-equiv": "Content-Security-Policy", "content": _SAFE}),
            void("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            void("meta", {"name": "generator", "content": "qualcode"}),
            element("title", text(document.title)),
            element("style", Html(f"\n{style}")),
        ),
    )


def _parts(document: Document, words: DocumentWords, writer: Writer) -> Iterator[Html]:
    yield _header(document)
    listed = lists(document, words)
    if listed:
        yield block("nav", (_list(one, writer) for one in listed), {"aria-label": words.contents})
    blocks = writer.blocks(document.blocks)
    notes = _notes(document, words, writer)
    yield block("main", filter(None, (blocks, notes)), {"id": TEXT})


def _header(document: Document) -> Html:
    front = (element("p", text(line)) for line in document.front)
    return block("header", (element("h1", text(document.title)), *front))


def _list(listed: Listed, writer: Writer) -> Html:
    title = element("summary", text(listed.title))
    entries = block("ul", (_entry(one, writer) for one in listed.entries))
    return block("details", (title, entries), {"open": "open"})


def _entry(entry: Entry, writer: Writer) -> Html:
    link = element("a", writer.wording.inlines(entry.parts), {"href": f"#{entry.name}"})
    return element("li", link, {"class": f"level-{entry.level}"})


def _notes(document: Document, words: DocumentWords, writer: Writer) -> Html:
    """The footnotes, each with a way back to every place that refers to it.

    Args:
        document: the document.
        words: its fixed words.
        writer: has written the text, and so knows the places.
    """
    if not document.notes:
        return Html()
    # All are written before any way back, because a footnote may refer to another.
    written = [writer.blocks(blocks) for blocks in document.notes.values()]
    items = (
        block(
            "li",
            (note, _ways_back(number, writer.wording.marks[number], words)),
            {"id": f"{NOTE}{number}"},
        )
        for number, note in enumerate(written, 1)
    )
    heading = element("h2", text(words.notes), {"id": NOTE})
    attributes = {"class": "notes", "role": "doc-endnotes", "aria-labelledby": NOTE}
    return block("section", (heading, block("ol", items)), attributes)


def _ways_back(number: int, marks: int, words: DocumentWords) -> Html:
    links = (
        element(
            "a",
            text("↩"),
            {
                "href": f"#{mark_name(number, time)}",
                "role": "doc-backlink",
                "aria-label": f"{words.back} {number}" + (f" ({time})" if marks > 1 else ""),
            },
        )
        for time in range(1, marks + 1)
    )
    return element("p", joined(links, " "), {"class": "back"})
