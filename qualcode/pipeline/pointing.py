"""Findings put at their exact place, which a rule may name as a part of something larger."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from qualcode.diagnostics import Diagnostic
from qualcode.pipeline.place import Place
from qualcode.source import Document


def at_their_parts(found: Iterable[Diagnostic], place: Place) -> tuple[Diagnostic, ...]:
    """Findings at the parts that they are about; only the files of such findings are read again."""

    @cache
    def document(file: str) -> Document | None:
        return place.read_document(place.root / file, file)[0]

    return tuple(_placed(one, document(one.at.file)) if one.part else one for one in found)


def _placed(found: Diagnostic, document: Document | None) -> Diagnostic:
    if document is None or found.part is None:
        return replace(found, part=None)
    at = document.locate_in(found.at, found.part.path, key=found.part.key)
    return replace(found, at=at, part=None)
