"""The fixed words of documents, from the catalogue of a language."""

from collections.abc import Mapping

from qualcode.render.language import Language


def document_words(language: Language) -> Mapping[str, str]:
    """The words that documents show, by what they are for."""
    word = language.gettext
    return {
        "contents": word("Contents"),
        "tables": word("Tables"),
        "figures": word("Figures"),
        "boxes": word("Boxes"),
        "notes": word("Notes"),
        "back": word("Back to note"),
        "skip": word("Skip to the text"),
        "page": word("Page"),
    }
