"""What a file of the codebook accepts, which stands at its top whatever else is in it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import TypeAdapter

from qualcode.loading.shape import Path, Shaper
from qualcode.model.acceptance import Acceptance
from qualcode.source import Document

_ACCEPTANCE = TypeAdapter(Acceptance)
_KEY = "accept"


def split_acceptances(
    document: Document, keys: Iterable[str]
) -> tuple[tuple[Acceptance, ...], Shaper]:
    """What a file accepts, and a shaper for the rest of it.

    Args:
        document: the file as it was read.
        keys: what may stand in it, as suggestions for unknown keys.
    """
    known = (*keys, _KEY, *Acceptance.model_fields)
    data = document.data
    if not isinstance(data, dict) or _KEY not in data:
        return (), Shaper(document, known)
    rest = {key: value for key, value in data.items() if key != _KEY}
    shaper = Shaper(replace(document, data=rest), known)
    whole = Shaper(document, known)
    accepted = tuple(_entries(whole, data[_KEY]))
    shaper.found += whole.found
    return accepted, shaper


def _entries(shaper: Shaper, raw: object) -> Iterator[Acceptance]:
    for number, item in enumerate(shaper.sequence(raw, (_KEY,), f"'{_KEY}'")):
        path: Path = (_KEY, number)
        body = shaper.mapping(item, path, "an accepted finding")
        if body is not None:
            entry = shaper.build(_ACCEPTANCE, shaper.placed(body, path), path)
            if entry is not None:
                yield entry
