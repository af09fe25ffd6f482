"""How wide a text is, and where its lines break, without asking any font.

The widths are those of DejaVu Sans, rounded up; it is wider than the other sans-serif fonts that a
reader is likely to have (Arial, Helvetica, Liberation Sans), so a text that fits here fits there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from unicodedata import east_asian_width

_GROUPS = (
    (0.3, "'IJijl"),
    (0.35, " ,./:;\\|’·\u00a0"),
    (0.4, "()-[]ft"),
    (0.45, "!r"),
    (0.5, '"*_`–§'),
    (0.55, "?csz“”"),
    (0.6, "FLkvxy"),
    (0.65, "$0123456789EPSTYabdeghnopqu{}øåéÉüöä»«"),
    (0.7, "ABCKRVXZÅÄ"),
    (0.75, "NUÜ"),
    (0.8, "&DGHOQØÖ"),
    (0.85, "#+<=>^w~"),
    (0.9, "M"),
)
_BOLD_GROUPS = (
    (0.35, " 'ijl\u00a0"),
    (0.4, ",./:;IJ\\|’·"),
    (0.45, "-f"),
    (0.5, "!()[]_`rt–§"),
    (0.55, '"*'),
    (0.6, "?csz"),
    (0.65, "Lx»«"),
    (0.7, "$0123456789EFTaekovyøåéÉöä“”"),
    (0.75, "CPSYZbdghnpqu{}ü"),
    (0.8, "ABKRVXÅÄ"),
    (0.85, "#+<=>DGHNOQU^~ØÜÖ"),
    (0.9, "&"),
    (0.95, "w"),
)
_Groups = tuple[tuple[float, str], ...]


def _by_character(groups: _Groups) -> Mapping[str, float]:
    return MappingProxyType({one: width for width, group in groups for one in group})


_WIDTHS, _BOLD_WIDTHS = _by_character(_GROUPS), _by_character(_BOLD_GROUPS)
_OTHERS, _BOLD_OTHERS = 1.0, 1.15
_WIDE = 1.3  # the signs of East Asia, and emoji
SOFT_HYPHEN = "\u00ad"
LINE_HEIGHT = 1.3
_VOWELS = frozenset("aeiouyæøåäöüéèêáàóòíìúù")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Style:
    """The size of letters in pixels, and their weight and slant."""

    size: int
    bold: bool = False
    italic: bool = False

    @property
    def line(self) -> int:
        """The height of a line."""
        return round(self.size * LINE_HEIGHT)


TITLE = Style(12, bold=True)
PLAIN = Style(11)
HINT = Style(11, italic=True)


def width(text: str, style: Style) -> float:
    """The most that a text is likely to take on a page, in pixels."""
    return style.size * sum(_character(one, style) for one in text)


def _character(one: str, style: Style) -> float:
    known = (_BOLD_WIDTHS if style.bold else _WIDTHS).get(one)
    if known is not None:
        return known
    others = _BOLD_OTHERS if style.bold else _OTHERS
    return _WIDE if east_asian_width(one) in "WF" else others


def wrapped(text: str, style: Style, limit: float) -> tuple[str, ...]:
    """The lines of a text, none of them wider than the limit.

    A word that is too long for a line is broken after a hyphen or slash or at a soft hyphen; else
    before a consonant that a vowel follows, as is the rule of thumb in many languages (for Danish:
    Retskrivningsordbogen, section 15); else wherever the line ends.
    """
    lines: list[str] = []
    for word in text.split():
        pieces = tuple(_pieces(word, style, limit))
        joined = f"{lines[-1]} {pieces[0]}" if lines else pieces[0]
        if lines and width(joined, style) <= limit:
            lines[-1] = joined
            lines += pieces[1:]
        else:
            lines += pieces
    return tuple(lines)


def _pieces(word: str, style: Style, limit: float) -> Iterator[str]:
    """A word in as many pieces as it needs lines."""
    rest = word
    while width(rest.replace(SOFT_HYPHEN, ""), style) > limit and len(rest) > 1:
        cut = _cut(rest, style, limit)
        head = rest[:cut].replace(SOFT_HYPHEN, "")
        yield head if head.endswith(("-", "/")) else f"{head}-"
        rest = rest[cut:].lstrip(SOFT_HYPHEN)
    yield rest.replace(SOFT_HYPHEN, "")


def _cut(word: str, style: Style, limit: float) -> int:
    """Where to break a word: the last good place that fits, or else the last place that does."""
    fitting = [
        i
        for i in range(1, len(word))
        if width(f"{word[:i].replace(SOFT_HYPHEN, '')}-", style) <= limit
    ]
    good = [i for i in fitting if word[i - 1] in f"-/{SOFT_HYPHEN}"]
    fair = [i for i in fitting if _LEAST <= i <= len(word) - _LEAST and _is_syllable(word, i)]
    return (good or fair or fitting or [1])[-1]


def _is_syllable(word: str, i: int) -> bool:
    before, first, second = word[i - 1], word[i].lower(), word[i + 1].lower()
    return before.isalpha() and first.isalpha() and first not in _VOWELS and second in _VOWELS
