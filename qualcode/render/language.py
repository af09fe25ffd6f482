"""One language: its numbers, lists, number words and fixed words.

The fixed words have English message ids; `locale/<language>.po` has the other languages. A study
in a language without a catalogue gets the English words around its own labels.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from qualcode.model.base import in_language

NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
"""The numbers that are written as words, as message ids."""


class Language:
    """How a language writes things."""

    def __init__(self, code: str) -> None:
        """The language with a code such as `da` or `en_GB`."""
        self.code = code
        self._locale = _locale(code)
        self._catalogue = catalogue(code)

    @property
    def own_name(self) -> str:
        """What the language calls itself."""
        return self._locale.get_display_name() or self.code

    def gettext(self, message: str) -> str:
        """A fixed text in this language."""
        return self._catalogue.gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """A fixed text that means several things, in the meaning it has in a context."""
        return self._catalogue.pgettext(context, message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """A fixed text that goes by a number."""
        return self._catalogue.ngettext(one, many, n)

    def label(self, label: Mapping[str, str]) -> str:
        """A label of the study in this language."""
        return in_language(label, self.code)

    def number(self, value: float) -> str:
        """A number with this language's signs for thousands and decimals."""
        return format_decimal(value, locale=self._locale)

    def percent(self, share: float) -> str:
        """A share of one in percent."""
        return format_percent(share, locale=self._locale)

    def date(self, iso: str) -> str:
        """A date written like 2012-09-30, in this language's order."""
        return format_date(date.fromisoformat(iso), format="long", locale=self._locale)

    def number_word(self, value: float) -> str:
        """A small whole number as a word, any other in digits."""
        whole = int(value)
        if whole == value and 0 <= whole < len(NUMBER_WORDS):
            return self.gettext(NUMBER_WORDS[whole])
        return self.number(value)

    def list(self, items: Iterable[str], *, either: bool = False) -> str:
        """Items in a row: 'a, b and c', or with `either` 'a, b or c'.

        Items that have commas themselves are kept apart by semicolons.
        """
        row = tuple(items)
        if any("," in item for item in row):
            return "; ".join(row)
        return format_list(row, style="or" if either else "standard", locale=self._locale)


def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def catalogue(code: str) -> NullTranslations:
    """The fixed words of a language; the message ids themselves where it has no catalogue."""
    file = files("qualcode.render") / "locale" / f"{code}.po"
    if not code.isidentifier() or not file.is_file():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(file.read_bytes()), locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
