"""Elements of HTML: everything that is written goes through here, and so is escaped."""

from collections.abc import Iterable, Mapping
from html import escape
from types import MappingProxyType

Attributes = Mapping[str, str]
NO_ATTRIBUTES: Attributes = MappingProxyType({})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(words: str) -> Html:
    """Words as HTML that shows them."""
    return Html(escape(words, quote=False))


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Parts in a row."""
    return Html(between.join(parts))


def void(name: str, attributes: Attributes = NO_ATTRIBUTES) -> Html:
    """An element without content; attributes without a value are left out."""
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return Html(f"<{name}{given}>")


def element(name: str, content: Html, attributes: Attributes = NO_ATTRIBUTES) -> Html:
    """An element with its content."""
    return Html(f"{void(name, attributes)}{content}</{name}>")


def block(name: str, parts: Iterable[Html], attributes: Attributes = NO_ATTRIBUTES) -> Html:
    """An element whose parts stand on lines of their own."""
    inner = joined(parts, "\n")
    return Html(f"{void(name, attributes)}\n{inner}\n</{name}>" if inner else "")
