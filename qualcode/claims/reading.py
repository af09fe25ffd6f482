"""From the text of a claim to the claim; what is wrong is shown with its place."""

import re
from collections.abc import Callable, Iterable, Iterator

from qualcode.claims.claim import (
    Among,
    Bound,
    Called,
    Claim,
    Count,
    More,
    MoreIn,
    OfType,
    Quote,
)
from qualcode.diagnostics import did_you_mean, nearest
from qualcode.model.codebook import QuantityWord
from qualcode.query.expression import Beside, Either, Every, Expression, Valued, Without
from qualcode.query.parsing import BadExpressionError, Names, parse
from qualcode.query.search import is_about_values

# claim  := "quote" [field ":" value]*
#         | case ("," case)* ("is" | "are" | "may be") type "in" typology
#         | "more" group "than" group ":" condition
#         | "more" group ":" condition "than" condition
#         | ["exactly" | "at least" | "at most"] number ["of" number] group ":" condition
#         | quantity word group ":" condition
# group  := ("of" | "in") ["known"] (case group | unit)

_NAMED = r"(?P<known{0}>known\s+)?(?P<group{0}>[^\s:]+)"
_GROUP = rf"(?:of|in)\s+{_NAMED.format('')}"
_MORE = re.compile(rf"more\s+{_GROUP}\s*(?P<colon>:)", re.IGNORECASE)
_MORE_IN = re.compile(
    rf"more\s+{_GROUP}\s+than\s+(?:(?:of|in)\s+)?{_NAMED.format('2')}\s*(?P<colon>:)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:(?P<bound>exactly|at\s+least|at\s+most)\s+)?(?P<number>\d+)(?:\s+of\s+(?P<of>\d+))?"
    rf"\s+{_GROUP}\s*(?P<colon>:)",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"(?P<word>[^:]+?)\s+{_GROUP}\s*(?P<colon>:)", re.IGNORECASE)
_OF_TYPE = re.compile(
    r"(?P<cases>[^\s:]+(?:(?:\s*,\s*|\s+and\s+)[^\s:]+)*)\s+(?P<how>is|are|may\s+be)\s+"
    r"(?P<type>\S+)\s+in\s+(?P<typology>\S+)",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"quote(?:\s+(?P<fields>\S.*))?", re.IGNORECASE)
_FIELD = re.compile(r"(?P<name>\w+):(?P<value>\S+)")
_THAN = re.compile(r'"[^"]*"|\bthan\b', re.IGNORECASE)
_NAME = re.compile(r"[^\s,]+")

_FIELDS = ("case", "document", "role")
_FORMS = (
    "write one of: 3 of GROUP: CONDITION; most of GROUP: CONDITION; more of GROUP: CONDITION than "
    "CONDITION; more of GROUP than of GROUP: CONDITION; CASE is TYPE in TYPOLOGY; quote case:CASE"
)


class BadClaimError(Exception):
    """A text is no claim; `start` to `end` is where, in its characters.

    `is_name`: its form is right, but a name in it is not known.
    """

    def __init__(
        self, message: str, hint: str, start: int, end: int, *, is_name: bool = False
    ) -> None:
        """That `message` is so of the text between two of its characters."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.start = start
        self.end = end
        self.is_name = is_name


def read_claim(text: str, names: Names) -> Claim:
    """The claim that a text stands for.

    Raises:
        BadClaimError: it is none, or a name in it is not known.
    """
    return _Reader(text, names).claim()


class _Reader:
    """Reads one text."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._book = names.codebook

    def claim(self) -> Claim:
        for form, read in self._forms():
            match = form.match(self._text)
            if match is not None and (match.end() == len(self._text) or "colon" in form.groupindex):
                return read(match)
        raise BadClaimError("this is not a claim", _FORMS, 0, len(self._text))

    def _forms(self) -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str]], Claim]]]:
        yield _QUOTE, self._quote
        yield _OF_TYPE, self._of_type
        yield _MORE_IN, self._more_in
        yield _MORE, self._more
        yield _COUNT, self._count
        yield _CALLED, self._called

    def _no_such(self, what: str, name: str, known: Iterable[str], start: int) -> BadClaimError:
        hint = nearest(name, tuple(known))
        message = f"there is no {what} '{name}'"
        return BadClaimError(message, hint, start, start + len(name), is_name=True)

    def _count(self, match: re.Match[str]) -> Count:
        bound = " ".join((match["bound"] or Bound.EXACTLY).lower().split())
        of = None if match["of"] is None else int(match["of"])
        among = self._among(match)
        condition = self._condition(match.end(), len(self._text), (among,))
        return Count(among, condition, int(match["number"]), Bound(bound), of)

    def _called(self, match: re.Match[str]) -> Called:
        word = self._word(match)
        among = self._among(match)
        condition = self._condition(match.end(), len(self._text), (among,))
        return Called(among, condition, word)

    def _word(self, match: re.Match[str]) -> QuantityWord:
        words = {form.casefold(): word for word in self._book.quantity_words for form in word.forms}
        written = " ".join(match["word"].split())
        if written.casefold() in words:
            return words[written.casefold()]
        known = [form for word in self._book.quantity_words for form in word.forms]
        if not known:
            hint = "the codebook has no 'quantity_words'; write a number: 3 of GROUP: CONDITION"
            raise BadClaimError(
                f"'{written}' is no number", hint, *match.span("word"), is_name=True
            )
        raise self._no_such("quantity word", written, known, match.start("word"))

    def _more(self, match: re.Match[str]) -> More:
        among = self._among(match)
        than = [one for one in _THAN.finditer(self._text, match.end()) if one[0][0] != '"']
        if len(than) != 1:
            hint = "write it as: more of GROUP: CONDITION than CONDITION"
            message = "'more' compares two things, with one 'than' between them"
            raise BadClaimError(message, hint, match.start(), len(self._text))
        first = self._condition(match.end(), than[0].start(), (among,))
        second = self._condition(than[0].end(), len(self._text), (among,))
        return More(among, first, second)

    def _more_in(self, match: re.Match[str]) -> MoreIn:
        among, other = self._among(match), self._among(match, "2")
        condition = self._condition(match.end(), len(self._text), (among, other))
        return MoreIn(among, other, condition)

    def _among(self, match: re.Match[str], which: str = "") -> Among:
        name = match[f"group{which}"]
        groups = tuple(filter(None, self._names.known["group"]))
        if name not in (*groups, *self._book.units):
            known = (*groups, *self._book.units)
            raise self._no_such("case group or unit", name, known, match.start(f"group{which}"))
        return Among(name, name not in groups, match[f"known{which}"] is not None)

    def _condition(self, start: int, end: int, among: tuple[Among, ...]) -> Expression:
        text = self._text[start:end]
        try:
            found = parse(text, self._names)
        except BadExpressionError as error:
            at, stop = start + error.start, max(start + error.start + 1, start + error.end)
            message, _, hint = error.message.partition("; ")
            raise BadClaimError(message, hint, at, stop, is_name=error.is_name) from None
        lead = len(text) - len(text.lstrip())
        at, stop = start + lead, start + len(text.rstrip())
        if not is_about_values(found):
            hint = "write it as CODE = VALUE; join several with 'and', 'or', 'not'"
            message = (
                "cases are counted by the values of their codes, and this is no such condition"
            )
            raise BadClaimError(message, hint, at, stop)
        for one in among:
            self._applies(found, one, at, stop)
        return found

    def _applies(self, condition: Expression, among: Among, start: int, end: int) -> None:
        """That the codes of a condition are for the cases that are counted."""
        group = self._book.case_groups.get(among.name)
        unit = among.name if among.is_unit else "" if group is None else group.unit
        for test in tests_of(condition):
            if unit and test.units and unit not in test.units:
                units = " and ".join(test.units)
                message = (
                    f"'{test.test.code}' is a code for {units}, and the cases of '{among.name}' "
                    f"are of the unit '{unit}'"
                )
                raise BadClaimError(message, "count the cases that have it", start, end)

    def _of_type(self, match: re.Match[str]) -> OfType:
        typology = self._typology(match)
        kinds = self._book.typologies[typology].types
        if match["type"] not in kinds:
            what, start = f"type in '{typology}' called", match.start("type")
            raise self._no_such(what, match["type"], kinds, start)
        cases = []
        for one in _NAME.finditer(self._text, *match.span("cases")):
            if one[0].lower() == "and":
                continue
            if one[0] not in self._names.known["case"]:
                raise self._no_such("case", one[0], self._names.known["case"], one.start())
            cases.append(one[0])
        may_be = match["how"].lower().startswith("may")
        return OfType(tuple(cases), match["type"], typology, may_be)

    def _typology(self, match: re.Match[str]) -> str:
        written = match["typology"]
        for one in self._book.typologies.values():
            if written in (one.id, *one.aliases):
                return one.id
        raise self._no_such("typology", written, self._book.typologies, match.start("typology"))

    def _quote(self, match: re.Match[str]) -> Quote:
        given: dict[str, str] = {}
        start = match.end() if match["fields"] is None else match.start("fields")
        for word in re.finditer(r"\S+", self._text[start:]):
            at = start + word.start()
            field = _FIELD.fullmatch(word[0])
            if field is None or field["name"] not in _FIELDS or field["name"] in given:
                hint = field and did_you_mean(field["name"], _FIELDS)
                hint = hint or "write it as: quote case:CASE document:DOCUMENT role:ROLE"
                message = f"'{word[0]}' does not say where the quotation is from"
                raise BadClaimError(message, hint, at, at + len(word[0]))
            known = self._names.known[field["name"]]
            if field["value"] not in known:
                raise self._no_such(field["name"], field["value"], known, at + field.start("value"))
            given[field["name"]] = field["value"]
        return Quote(**given)


def tests_of(condition: Expression) -> Iterator[Valued]:
    """The tests that a condition on values is made of."""
    match condition:
        case Valued():
            yield condition
        case Every(parts) | Either(parts):
            for part in parts:
                yield from tests_of(part)
        case Without(part):
            yield from tests_of(part)
        case Beside(found, other):
            yield from (*tests_of(found), *tests_of(other))
        case _:
            return


def codes_of(claim: Claim) -> tuple[str, ...]:
    """The codes that the conditions of a claim ask for."""
    match claim:
        case More(_, first, second):
            conditions: tuple[Expression, ...] = (first, second)
        case Count() | Called() | MoreIn():
            conditions = (claim.condition,)
        case _:
            conditions = ()
    return tuple(dict.fromkeys(test.test.code for one in conditions for test in tests_of(one)))
