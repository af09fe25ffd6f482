"""Passages, evidence and summaries of a case, with the place of each of their parts."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from qualcode.loading.shape import UNKNOWN_KEY, Path, Raw, Shaper
from qualcode.model.anchor import Passage

Passages = Mapping[str, Raw]
"""The passages of a case that have an id."""

NO_PASSAGES: Passages = MappingProxyType({})

_ANCHOR_KEYS = ("document", "quote", "prefix", "suffix", "position")


def read_passages(shaper: Shaper, raw: object) -> tuple[Raw, ...]:
    """The passages of a case, raw, each part with its place."""
    read = []
    for i, item in enumerate(shaper.sequence(raw, ("passages",), "'passages'")):
        path: Path = ("passages", i)
        body = shaper.mapping(item, path, "a passage")
        if body is not None:
            read.append(_passage(shaper, body, path))
    return tuple(read)


def _passage(shaper: Shaper, raw: Raw, path: Path) -> Raw:
    codes = raw.get("codes")
    listed = codes if isinstance(codes, list) else [] if codes is None else [codes]
    locate = shaper.document.locate
    keys = [
        (*path, "codes", i) if isinstance(codes, list) else (*path, "codes")
        for i in range(len(listed))
    ]
    more = {
        "codes": tuple(listed),
        "__code_positions__": tuple(locate(key) for key in keys),
    }
    places = _places(shaper, raw, path, (*_ANCHOR_KEYS, "id", "coder"))
    return shaper.placed(raw, path, **more, **places)


def _places(shaper: Shaper, raw: Mapping[str, object], path: Path, keys: Sequence[str]) -> Raw:
    locate = shaper.document.locate
    return {"__places__": {key: locate((*path, key)) for key in keys if key in raw}}


def read_summaries(shaper: Shaper, raw: object) -> Raw:
    """The summaries of a case, raw, by what they are about."""
    read: Raw = {}
    for name, body, path in shaper.entries(raw, ("summaries",), "'summaries'"):
        cited = body.get("passages")
        listed = shaper.sequence(cited, (*path, "passages"), "'passages'")
        places = tuple(shaper.document.locate((*path, "passages", i)) for i in range(len(listed)))
        read[name] = {**body, "passages": tuple(listed), "__passage_positions__": places}
    return read


def by_id(passages: Sequence[Raw]) -> Passages:
    """Raw passages by their ids; of two with one id, the first."""
    named: dict[str, Raw] = {}
    for passage in passages:
        id = passage.get("id")
        if isinstance(id, str):
            named.setdefault(id, passage)
    return named


def citable(passages: Iterable[Passage]) -> Passages:
    """The passages of a case by their ids, as its coders can cite them."""
    return by_id([{"id": one.id, **_anchor(one)} for one in passages if one.id])


def _anchor(passage: Passage) -> Raw:
    fields = Passage.model_fields
    keys = {fields[name].alias or name: name for name in fields}
    return {key: getattr(passage, keys[key]) for key in _ANCHOR_KEYS}


def read_evidence(shaper: Shaper, raw: object, path: Path, passages: Passages) -> tuple[Raw, ...]:
    """The evidence under a key, raw; what cites a passage has its document and its words."""
    return tuple(
        _ground(shaper, item, (*path, i), passages)
        if isinstance(item, dict)
        else shaper.placed({"document": item}, (*path, i))
        for i, item in enumerate(shaper.sequence(raw, path, "'evidence'"))
    )


def _ground(shaper: Shaper, raw: Raw, path: Path, passages: Passages) -> Raw:
    body = dict(raw)
    cited = body.get("passage")
    if cited is None:
        return shaper.placed(body, path, **_places(shaper, raw, path, _ANCHOR_KEYS))
    for key in _ANCHOR_KEYS:
        if body.pop(key, None) is not None:
            message = f"the key '{key}' has no meaning beside 'passage'"
            hint = "delete it; the passage has it"
            shaper.say(UNKNOWN_KEY, (*path, key), message, hint, key=True)
    passage = passages.get(cited, {}) if isinstance(cited, str) else {}
    body |= {"document": "", **{key: passage[key] for key in _ANCHOR_KEYS if key in passage}}
    return shaper.placed(body, path, **_places(shaper, raw, path, ("passage",)))
