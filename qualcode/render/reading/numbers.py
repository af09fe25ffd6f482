"""The keys of tables, figures and boxes: each is given once, and each reference finds one."""

from collections.abc import Iterator, Mapping, Sequence

from qualcode.diagnostics import Diagnostic
from qualcode.model.study import Study
from qualcode.render.keys import given_twice, unknown_key
from qualcode.render.reading.asked import Use, Word
from qualcode.render.reading.words import words_of

_GIVES, _REFERS, _KEY = "Page.numbered", "Page.refer", "key"


def keys_given_twice(uses: Sequence[Use]) -> Iterator[Diagnostic]:
    """Keys that are given to a number in two places."""
    first = _given(uses)
    for word in _keys(uses, _GIVES):
        other = first[str(word.value)]
        if other.node is not word.node:
            yield given_twice(str(word.value), word.location, other.location)


def unknown_keys(uses: Sequence[Use], study: Study) -> Iterator[Diagnostic]:
    """References to keys that no number and no case has.

    Nothing where some key is worked out: which it is can only be said by rendering.
    """
    if any(use.method == _GIVES and dict(use.arguments).get(_KEY) == () for use in uses):
        return
    first = _given(uses)
    known = {*first, *(case.id for case in study.cases)}
    for word in _keys(uses, _REFERS):
        if str(word.value) not in known:
            yield unknown_key(str(word.value), word.location, first)


def _given(uses: Sequence[Use]) -> Mapping[str, Word]:
    """The first place of each key that is given."""
    first: dict[str, Word] = {}
    for word in _keys(uses, _GIVES):
        first.setdefault(str(word.value), word)
    return first


def _keys(uses: Sequence[Use], method: str) -> Iterator[Word]:
    words = (word for use in uses if use.method == method for word in words_of(use, _KEY))
    return iter(sorted(words, key=lambda word: word.location))
