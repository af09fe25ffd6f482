"""From the text of a query to an expression; what is wrong is shown with its place."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.tree import children, codes_about, with_below
from qualcode.query.expression import (
    Beside,
    Coded,
    Either,
    Every,
    Expression,
    Has,
    Says,
    Valued,
    Without,
)
from qualcode.query.valued import OPERATORS, read_test

# expression := all ("or" all)*
# all        := not ("and" not)*
# not        := "not" not | beside
# beside     := one (("&" | "within") one)*
# one        := "(" expression ")" | "near" "(" expression "," expression "," number ")"
#             | field ":" value | code | code ("=" | ">=" | "<=" | ">" | "<") value

_TOKEN = re.compile(r'"(?P<phrase>[^"]*)"|(?P<sign>>=|<=|[=<>():,&])|(?P<word>[^\s"()=<>:,&]+)')
_WORDS = ("and", "or", "not", "within")
_END = "the end"
_DEEPEST = 100
_MOST_NAMES = 12
"""As many names are listed in a message."""


class BadExpressionError(Misuse):
    """A text is no expression; `start` to `end` is where, in its characters.

    `is_name`: its form is right, but a name in it is not known.
    """

    def __init__(
        self, message: str, text: str, start: int, end: int, *, is_name: bool = False
    ) -> None:
        """That `message` is so of the text between two of its characters."""
        pointer = " " * start + "^" * max(end - start, 1)
        super().__init__(f"{message}\n  {text}\n  {pointer}")
        self.message = message
        self.start = start
        self.end = end
        self.is_name = is_name


class _Token(NamedTuple):
    """A word, a sign or a phrase in quotation marks, with where it stands."""

    text: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names that an expression may use.

    Attributes:
        codebook: its codes, and what they may be compared with.
        known: the values that each field can have, by the name of the field.
        descends: whether a code stands for those below it, too.
    """

    codebook: Codebook
    known: Mapping[str, tuple[str, ...]]
    descends: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """All that may stand before a colon."""
        return (*self.known, "theme", "text")


def parse(text: str, names: Names) -> Expression:
    """The expression that a text stands for.

    Raises:
        BadExpressionError: it is none, or a name in it is not known.
    """
    return _Parser(unicodedata.normalize("NFC", text), names).whole()


class _Parser:
    """Reads one text from left to right."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._tokens = self._cut()
        self._next = 0

    def _cut(self) -> list[_Token]:
        tokens = []
        at = 0
        while at < len(self._text):
            if self._text[at].isspace():
                at += 1
                continue
            match = _TOKEN.match(self._text, at)
            if match is None:
                rest = _Token(self._text[at:], "", at, len(self._text))
                self._wrong(rest, "a quotation mark is opened and not closed")
            kind = str(match.lastgroup)
            tokens.append(_Token(match[kind], kind, *match.span()))
            at = match.end()
        return [*tokens, _Token(_END, "", len(self._text), len(self._text) + 1)]

    def _wrong(self, token: _Token, message: str, *, is_name: bool = False) -> NoReturn:
        raise BadExpressionError(message, self._text, token.start, token.end, is_name=is_name)

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _is(self, *texts: str) -> bool:
        """Whether one of these signs or words comes now; words in any case."""
        token = self._token
        return token.kind in ("sign", "word") and token.text.lower() in texts

    def _take(self) -> _Token:
        token = self._token
        self._next += 1
        return token

    def _need(self, sign: str) -> None:
        if not self._is(sign):
            self._wrong(self._token, f"'{sign}' is missing here")
        self._take()

    def whole(self) -> Expression:
        if self._token.text == _END:
            self._wrong(self._token, "there is nothing to look for; name a code")
        opened = [token for token in self._tokens if token.text.lower() in ("(", "not")]
        if len(opened) > _DEEPEST:
            message = f"there are more than {_DEEPEST} brackets and 'not'; ask for less at once"
            self._wrong(opened[_DEEPEST], message)
        found = self._either()
        if self._token.kind:
            hint = "write 'and' or 'or' between conditions"
            self._wrong(self._token, f"'{self._token.text}' is not expected here; {hint}")
        return found

    def _either(self) -> Expression:
        parts = [self._every()]
        while self._is("or"):
            self._take()
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _every(self) -> Expression:
        parts = [self._without()]
        while self._is("and"):
            self._take()
            parts.append(self._without())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _without(self) -> Expression:
        if self._is("not"):
            self._take()
            return Without(self._without())
        return self._beside()

    def _beside(self) -> Expression:
        found = self._one()
        while self._is("&", "within"):
            how = self._take().text
            found = Beside(found, self._one(), "overlaps" if how == "&" else "within")
        return found

    def _one(self) -> Expression:
        if self._is("("):
            self._take()
            found = self._either()
            self._need(")")
            return found
        token = self._take()
        if token.kind == "phrase":
            self._wrong(token, f'write text:"{token.text}" to look for words')
        if token.kind != "word" or token.text.lower() in _WORDS:
            self._wrong(token, f"a code or another condition is expected, not {_said(token)}")
        if token.text.lower() == "near" and self._is("("):
            return self._near()
        if self._is(":"):
            return self._field(token)
        return self._value(token) if self._is(*OPERATORS) else self._coded(token)

    def _near(self) -> Expression:
        self._take()
        found = self._either()
        self._need(",")
        other = self._either()
        self._need(",")
        number = self._take()
        if not re.fullmatch(r"\d+", number.text):
            self._wrong(number, "how many characters may be between them? write a whole number")
        self._need(")")
        return Beside(found, other, "near", int(number.text))

    def _field(self, name: _Token) -> Expression:
        fields = self._names.fields
        if name.text not in fields:
            hint = did_you_mean(name.text, fields) or f"there are {', '.join(fields)}"
            self._wrong(name, f"there is no field '{name.text}'; {hint}")
        self._take()
        value = self._operand(f"{name.text}:")
        if name.text == "text":
            return self._says(value)
        if name.text == "theme":
            self._known(value, "theme", tuple(self._names.codebook.themes))
            return Coded(codes_about(value.text, self._names.codebook))
        self._known(value, name.text, self._names.known[name.text])
        return Has(name.text, value.text)

    def _says(self, phrase: _Token) -> Expression:
        if not phrase.text.strip(" *"):
            self._wrong(phrase, "there are no words to look for")
        return Says(phrase.text)

    def _operand(self, after: str) -> _Token:
        if self._token.kind not in ("word", "phrase"):
            self._wrong(self._token, f"a value is expected after '{after}'")
        return self._take()

    def _known(self, token: _Token, what: str, known: tuple[str, ...]) -> None:
        if token.text not in known:
            hint = did_you_mean(token.text, known) or f"there are {_listed(known)}"
            self._wrong(token, f"there is no {what} '{token.text}'; {hint}", is_name=True)

    def _value(self, name: _Token) -> Expression:
        codes = self._names.codebook.codes
        self._known(name, "code", tuple(codes))
        sign = self._take().text
        value = self._operand(f"{name.text}{sign}")
        code = codes[name.text]
        if code.scale is Scale.PRESENCE:
            self._wrong(name, f"'{name.text}' is a code of passages and has no value")
        try:
            return Valued(read_test(code, sign, value.text), code.units)
        except Misuse as misuse:
            self._wrong(value, str(misuse), is_name=True)

    def _coded(self, name: _Token) -> Expression:
        book = self._names.codebook
        self._known(name, "code", (*book.codes, *book.records))
        if not self._names.descends:
            return Coded((name.text,))
        return Coded(with_below(name.text, children(book)))


def _listed(names: tuple[str, ...]) -> str:
    more = ", ..." if len(names) > _MOST_NAMES else ""
    return (", ".join(names[:_MOST_NAMES]) or "none") + more


def _said(token: _Token) -> str:
    return f"'{token.text}'" if token.kind else token.text
