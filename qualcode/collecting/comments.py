"""The comments of a Word file, read into items: codes become passages, anything else a memo."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from qualcode.collecting.item import Gathered, Item, found_at, in_one_line
from qualcode.diagnostics import Diagnostic, Location, did_you_mean, finding
from qualcode.documents.quotes import Stretch, quotation_of
from qualcode.documents.stored import StoredText
from qualcode.documents.word_comments import Comment, Commented
from qualcode.model.codebook import Codebook
from qualcode.rules.collected import NO_CODE, NO_CODER, NO_WORDS

_BETWEEN: Final = re.compile(r"[,;\n]")
_MEMO: Final = re.compile(r"memo:\s*", re.IGNORECASE)
_LONGEST: Final = 60


class CommentReader:
    """Reads the comments of one Word file, whose text is stored as a document of a case."""

    def __init__(self, file: str, commented: Commented, document: str, stored: StoredText) -> None:
        """A reader of the comments in a file."""
        self._file, self._commented = file, commented
        self._document, self._stored = document, stored
        self._converted = StoredText(commented.text)

    def read(self, coder: str, book: Codebook) -> Gathered:
        """The items of the comments; with `coder` all are by them, whoever wrote them."""
        codes = _named(book)
        coders = {} if coder else _coders(book)
        items: list[Item] = []
        found: list[Diagnostic] = []
        for comment in self._commented.comments:
            if comment.start == comment.end:
                found.append(self._on_no_words(comment))
                continue
            by = coder or coders.get(comment.author.casefold(), "")
            if not by:
                found.append(self._by_nobody(comment, book))
            tokens = _tokens(comment)
            known = tuple(codes.get(token.casefold(), "") for token in tokens)
            if tokens and all(known):
                items.append(self._item(comment, by, tuple(dict.fromkeys(known))))
            elif _looks_like_codes(tokens, known, codes):
                found += self._unknown(comment, tokens, known, codes)
            elif comment.text:
                items.append(self._item(comment, by, (), _MEMO.sub("", comment.text, count=1)))
        whose = frozenset({coder}) if coder else frozenset(item.coder for item in items)
        shown = "\n".join(self._commented.paragraphs)
        return Gathered(self._file, self._document, tuple(items), tuple(found), shown, whose)

    def _item(self, comment: Comment, coder: str, codes: tuple[str, ...], memo: str = "") -> Item:
        quotation = quotation_of(Stretch(comment.start, comment.end), self._converted)
        stretch = found_at(quotation, self._stored)
        if stretch is not None:
            quotation = quotation_of(stretch, self._stored)
            quotation = in_one_line(quotation, stretch, self._stored)
        at = self._at(comment)
        places = tuple(at for _ in codes)
        date = comment.date if memo else ""
        return Item(
            document=self._document,
            quotation=quotation,
            stretch=stretch,
            at=at,
            codes=codes,
            code_places=places,
            coder=coder,
            memo=memo,
            date=date,
        )

    def _at(self, comment: Comment) -> Location:
        """The place of a comment's words; paragraphs are the lines of a Word file."""
        start = self._commented.spot(comment.start)
        return Location(self._file, *start, *self._commented.spot(comment.end))

    def _on_no_words(self, comment: Comment) -> Diagnostic:
        message = (
            f"the comment '{_short(comment.text)}' is on no words of the text, and is left out"
        )
        hint = "its words are deleted, or in a footnote, or it has none: put it on words that stay"
        return finding(NO_WORDS, self._at(comment), message, hint)

    def _by_nobody(self, comment: Comment, book: Codebook) -> Diagnostic:
        known = [one for coder in book.coders.values() for one in (coder.id, *coder.label.values())]
        message = f"the comment '{_short(comment.text)}' is by '{comment.author}', who is no coder"
        hint = did_you_mean(comment.author, known) or "add them under 'coders:' in the codebook;"
        hint += " with --coder all comments are by one coder"
        return finding(NO_CODER, self._at(comment), message, hint)

    def _unknown(
        self,
        comment: Comment,
        tokens: tuple[str, ...],
        known: tuple[str, ...],
        codes: Mapping[str, str],
    ) -> Iterator[Diagnostic]:
        for token, code in zip(tokens, known, strict=True):
            if not code:
                words = _short(self._commented.text[comment.start : comment.end])
                paragraph, _ = self._commented.spot(comment.start)
                message = f"paragraph {paragraph}: '{_short(token)}' on '{words}' is no code"
                hint = did_you_mean(token, codes) or "add it to the codebook;"
                hint += " a note begins with 'memo:', or has several words"
                yield finding(NO_CODE, self._at(comment), message, hint)


def _tokens(comment: Comment) -> tuple[str, ...]:
    """What may be codes in a comment: never an answer to another, nor what is called a memo."""
    if comment.is_reply or _MEMO.match(comment.text):
        return ()
    tokens = (token.strip().lstrip(".#") for token in _BETWEEN.split(comment.text))
    return tuple(token for token in tokens if token)


def _looks_like_codes(
    tokens: tuple[str, ...], known: tuple[str, ...], codes: Mapping[str, str]
) -> bool:
    is_word = len(tokens) == 1 and len(tokens[0].split()) == 1
    is_near = bool(tokens) and all(did_you_mean(token, codes) for token in tokens)
    return any(known) or is_word or is_near


def _named(book: Codebook) -> Mapping[str, str]:
    """Codes by what they may be called, in small letters: their ids before their labels."""
    labels = {
        label.casefold(): code.id for code in book.codes.values() for label in code.label.values()
    }
    return labels | {id.casefold(): id for id in book.codes}


def _coders(book: Codebook) -> Mapping[str, str]:
    labels = {
        label.casefold(): one.id for one in book.coders.values() for label in one.label.values()
    }
    return labels | {id.casefold(): id for id in book.coders}


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."
