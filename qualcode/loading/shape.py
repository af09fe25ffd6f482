"""From plain YAML data to frozen values, with every mistake said in the author's words.

pydantic decides whether a value has the right shape; this module gives each value its place
beforehand and turns pydantic's errors into findings afterwards.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from qualcode.diagnostics import (
    Diagnostic,
    Location,
    Rule,
    Severity,
    closest,
    did_you_mean,
    finding,
)
from qualcode.model.base import POSITION
from qualcode.source import UNSAFE_ID

MISSING_KEY = Rule("QC020", "missing-key", Severity.ERROR, "A key that must be there is missing.")
UNKNOWN_KEY = Rule("QC021", "unknown-key", Severity.ERROR, "A key that has no meaning here.")
WRONG_KIND = Rule("QC022", "wrong-kind", Severity.ERROR, "A value of another kind than expected.")

RULES = (MISSING_KEY, UNKNOWN_KEY, WRONG_KIND)

T = TypeVar("T")
Path = tuple[str | int, ...]
Raw = dict[str, object]

_EXPECTED = {
    "string_type": "text",
    "label_type": "text, or a text for each language",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a number that ends somewhere",
    "greater_than": "more than 0",
    "greater_than_equal": "0 or more",
    "too_short": "at least one value",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys to values",
    "mapping_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
}


class Placed(Protocol):
    """What is needed of a document: its data, and the place of each part of it."""

    @property
    def file(self) -> str:
        """The file's name in findings."""

    @property
    def data(self) -> object:
        """The data of the file."""

    def locate(self, path: Sequence[str | int], *, key: bool = False) -> Location:
        """The place of the value (or the key) at a path."""


def describe(value: object) -> str:
    """What a value is, in the words of somebody who writes YAML but not Python."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text '{value}'" if len(value) <= 40 else f"the text '{value[:37]}...'"
        case list() | tuple():
            return "a list"
        case _:
            return "a mapping"


class Shaper:
    """Reads one document into values and keeps what is wrong with it.

    `found` grows while the parts of the document are read; nothing else is changed.
    """

    def __init__(
        self,
        document: Placed,
        known_keys: Iterable[str] = (),
        elsewhere: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Start on a document.

        Args:
            document: what is read.
            known_keys: suggestions for unknown keys.
            elsewhere: words that are no keys, but belong elsewhere, each with a hint.
        """
        self.document = document
        self.found: list[Diagnostic] = []
        self._known_keys = tuple(known_keys)
        self._elsewhere = elsewhere

    def say(
        self, rule: Rule, path: Path, message: str, hint: str = "", *, key: bool = False
    ) -> None:
        """Keep a finding at a path of the document."""
        at = self.document.locate(path, key=key)
        self.found.append(finding(rule, at, message, hint))

    def mapping(self, raw: object, path: Path, what: str) -> Raw | None:
        """The raw value as a mapping, or None with a finding that says what it should be."""
        if isinstance(raw, dict):
            return raw
        hint = f"write {what} as 'key: value' lines, indented"
        self.say(WRONG_KIND, path, f"{what} must be a mapping, found {describe(raw)}", hint)
        return None

    def sequence(self, raw: object, path: Path, what: str) -> list[object]:
        """The raw value as a list, or an empty one with a finding; nothing counts as empty."""
        if raw is None:
            return []
        if isinstance(raw, list):
            return raw
        message = f"{what} must be a list, found {describe(raw)}"
        self.say(WRONG_KIND, path, message, "start each item with '- '")
        return []

    def placed(self, raw: Mapping[str, object], path: Path, **more: object) -> Raw:
        """A copy of a mapping that carries its own place, and further keys."""
        return {**raw, **more, POSITION: self.document.locate(path)}

    def headed(self, raw: Raw, name: str, filled: Iterable[str] = ()) -> Raw:
        """A file's mapping with its id, which stands under the key `name` ('case', 'typology').

        Keys that qualcode fills in itself (`filled`, and the id under its inner name) are refused,
        so that nothing an author writes is silently replaced.
        """
        body: Raw = {**raw, POSITION: self.document.locate((name,))}
        self._refuse(body, (), ("id", *filled))
        written = body.pop(name, None)
        if name not in raw:
            self.missing((), name)
        elif not isinstance(written, str):
            message = f"'{name}' must be text, found {describe(written)}"
            self.say(WRONG_KIND, (name,), message, "put quotes around it")
        elif name != "case":  # case ids have a rule of their own
            self._check_id(written, (name,))
        return {**body, "id": written if isinstance(written, str) else ""}

    def missing(self, path: Path, name: str, hint: str = "") -> None:
        """Keep a finding for a key that a mapping lacks: at the mapping's own key, if it has one.

        What lacks a key may go over many lines; its first key is enough to find a whole file by.
        """
        raw = _value(self.document.data, path)
        first = next(iter(raw), None) if isinstance(raw, dict) else None
        place = (*path, first) if not path and first is not None else path
        is_item = bool(path) and isinstance(path[-1], int)
        message = f"the key '{name}' is missing"
        hint = hint or f"add a line '{name}: ...'"
        self.say(MISSING_KEY, place, message, hint, key=not is_item)

    def _check_id(self, name: str, path: Path, *, key: bool = False) -> None:
        """Say so where an id would lead out of a folder, or does not show what it is."""
        hidden = next((c for c in name if not c.isprintable()), "")
        if hidden:
            message = f"the id has a character that cannot be seen: U+{ord(hidden):04X}"
            self.say(UNSAFE_ID, path, message, "delete it", key=key)
        elif path == ("case_groups", ""):
            return  # the cases that lie in no folder of their own
        elif "/" in name or "\\" in name or not name.strip(" ."):
            hint = "use letters, digits, '-' and '_'"
            self.say(UNSAFE_ID, path, f"'{name}' cannot be an id", hint, key=key)

    def _refuse(self, body: Raw, path: Path, keys: Iterable[str]) -> None:
        for key in keys:
            if key in body:
                message = f"the key '{key}' has no meaning here"
                hint = "take it out: qualcode knows it from elsewhere"
                self.say(UNKNOWN_KEY, (*path, key), message, hint, key=True)
                del body[key]

    def entries(self, raw: object, path: Path, what: str) -> Iterator[tuple[str, Raw, Path]]:
        """The mappings under a mapping, each with its id and path, its place at its key."""
        if raw is None:
            return
        for name, inner in (self.mapping(raw, path, what) or {}).items():
            place = (*path, name)
            body = self.mapping(inner, place, f"'{name}'")
            if body is not None:
                self._check_id(name, place, key=True)
                kept = dict(body)
                self._refuse(kept, place, ("id",))
                at = self.document.locate(place, key=True)
                yield name, {**kept, "id": name, POSITION: at}, place

    def build(self, adapter: TypeAdapter[T], raw: object, path: Path) -> T | None:
        """The value that the adapter makes of raw data, or None with its mistakes kept."""
        try:
            return adapter.validate_python(raw)
        except ValidationError as error:
            seen: set[Path] = set()
            details = error.errors(include_url=False, include_context=True)
            meant = {self._suggestion(detail) for detail in details}
            for detail in details:
                # A key that is only misspelt is not missing as well.
                if detail["type"] != "missing" or detail["loc"][-1] not in meant:
                    self._keep(detail, path, seen)
            return None

    def _suggestion(self, detail: ErrorDetails) -> str:
        """The key that was meant by an unknown one, if there is one like it."""
        if detail["type"] != "extra_forbidden":
            return ""
        return closest(str(detail["loc"][-1]), self._known_keys)

    def _keep(self, detail: ErrorDetails, path: Path, seen: set[Path]) -> None:
        place, name = self._in_document((*path, *detail["loc"]))
        kind = detail["type"]
        if kind == "missing":
            self.missing(place, str(name))
        elif kind == "extra_forbidden":
            near = did_you_mean(str(name), self._known_keys)
            hint = self._elsewhere.get(str(name)) or near or "take it out, or look at its spelling"
            self.say(UNKNOWN_KEY, place, f"the key '{name}' has no meaning here", hint, key=True)
        elif place not in seen:
            # The branches of a union each report the same value: one finding is enough.
            seen.add(place)
            message = _wrong_kind(detail, place[-1] if place else name)
            self.say(WRONG_KIND, place, message, _how(detail))

    def _in_document(self, loc: Path) -> tuple[Path, str | int]:
        """The part of an error's path that the author wrote, and the last name in it."""
        place: list[str | int] = []
        here = self.document.data
        for part in loc:
            # Steps of ours, such as the branch of a union, are not in what the author wrote.
            if _has(here, part):
                here = here[part]  # type: ignore[index]  # as just seen
                place.append(part)
        return tuple(place), next((part for part in reversed(loc) if part != POSITION), "")


def _value(data: object, path: Path) -> object:
    for part in path:
        if not _has(data, part):
            return None
        data = data[part]  # type: ignore[index]  # as just seen
    return data


def _has(here: object, part: str | int) -> bool:
    if isinstance(here, list):
        return isinstance(part, int) and part < len(here)
    return isinstance(here, dict) and part in here


def _wrong_kind(detail: ErrorDetails, name: str | int) -> str:
    kind = detail["type"]
    if kind == "value_error":
        return detail["msg"].removeprefix("Value error, ")
    if kind in ("literal_error", "enum"):
        expected = str(detail["ctx"]["expected"]).replace(" or ", ", ")
        return f"'{name}' must be one of {expected}, found {describe(detail['input'])}"
    if kind == "int_type" and detail["loc"][-1] == "int":
        kind = "float_type"  # the first branch of a number, whole or not
    expected = _EXPECTED.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])
    return f"'{name}' must be {expected}, found {describe(detail['input'])}"


def _how(detail: ErrorDetails) -> str:
    """What to write instead, where the wrong value shows it."""
    kind, given = detail["type"], detail["input"]
    match kind:
        case "bool_type":
            return "write true or false"
        case "string_type" | "label_type" if isinstance(given, bool | int | float):
            return "put quotes around it"
        case "string_type" if given is None:
            return "write it after the colon"
        case "tuple_type" if isinstance(given, str):
            return f"write it as [{given}]"
        case "literal_error" | "enum" if isinstance(given, str):
            words = re.findall(r"'([^']*)'", str(detail["ctx"]["expected"]))
            return did_you_mean(given, words)
    return ""


def field_names(*models: type[BaseModel]) -> tuple[str, ...]:
    """The keys that models take, as suggestions for a key they do not take."""
    names = {name for model in models for name in model.model_fields}
    return tuple(sorted(names - {"position", "id"}))
