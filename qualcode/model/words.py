"""Texts of a study with the words of a case put in."""

import re
from collections.abc import Callable, Iterator

from qualcode.model.base import in_language
from qualcode.model.codebook import Code
from qualcode.model.condition import Value

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def placeholders(text: str) -> Iterator[str]:
    """The names in braces."""
    return (match.group(1) for match in _PLACEHOLDER.finditer(text))


def filled(text: str, words: Callable[[str], str]) -> str:
    """A text with each name in braces replaced by its words."""
    return _PLACEHOLDER.sub(lambda match: words(match.group(1)), text)


def value_in_words(value: Value, code: Code, language: str) -> str:
    """A value of a code by its label, or as it stands in a case file."""
    if isinstance(value, tuple):
        return ", ".join(value_in_words(member, code, language) for member in value)
    labels = {one.id: in_language(one.label, language) for one in code.values}
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return labels.get(said) or said
