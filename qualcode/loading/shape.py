"""From plain YAML data to frozen values, with every mistake said in the author's words.

pydantic decides whether a value has the right shape; this module gives each value its place
beforehand and turns pydantic's errors into findings afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean, finding
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

    def __init__(self, document: Placed, known_keys: Iterable[str] = ()) -> None:
        """Start on a document; `known_keys` serve as suggestions for unknown keys."""
        self.document = document
        self.found: list[Diagnostic] = []
        self._known_keys = tuple(known_keys)

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
        self.say(
            WRONG_KIND,
            path,
            f"{what} must be a list, found {describe(raw)}",
            "start each item with '- '",
        )
        return []

    def placed(self, raw: Mapping[str, object], path: Path, **more: object) -> Raw:
        """A copy of a mapping that carries its own place, and further keys."""
        return {**raw, **more, POSITION: self.document.locate(path)}

    def headed(self, raw: Raw, name: str, filled: Iterable[str] = ()) -> Raw:
        """A file's mapping with its id, which stands under the key `name` ('case', 'typology').

        Keys that qualcode fills in itself (`filled`, and the id under its inner name) are refused,
        so that nothing an author writes is silently replaced.
        """
        body = self.placed(raw, ())
        self._refuse(body, (), ("id", *filled))
        written = body.pop(name, None)
        if name not in raw:
            self.say(MISSING_KEY, (), f"the key '{name}' is missing", f"add a line '{name}: ...'")
        elif not isinstance(written, str):
            message = f"'{name}' must be text, found {describe(written)}"
            self.say(WRONG_KIND, (name,), message, "put quotes around it")
        elif name != "case":  # case ids have a rule of their own
            self._check_id(written, (name,))
        return {**body, "id": written if isinstance(written, str) else ""}

    def _check_id(self, name: str, path: Path, *, key: bool = False) -> None:
        """Say so where an id would lead out of a folder, or does not show what it is."""
        hidden = next((c for c in name if not c.isprintable()), "")
        if hidden:
            message = f"the id has a character that cannot be seen: U+{ord(hidden):04X}"
            self.say(UNSAFE_ID, path, message, "delete it", key=key)
        elif "/" in name or "\\" in name or not name.strip(" ."):
            hint = "use letters, digits, '-' and '_'"
            self.say(UNSAFE_ID, path, f"'{name}' cannot be an id", hint, key=key)

    def _refuse(self, body: Raw, path: Path, keys: Iterable[str]) -> None:
        for key in keys:
            if key in body:
                message = f"the key '{key}' has no meaning here"
                self.say(UNKNOWN_KEY, (*path, key), message, key=True)
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
            for detail in error.errors(include_url=False, include_context=True):
                self._keep(detail, path, seen)
            return None

    def _keep(self, detail: ErrorDetails, path: Path, seen: set[Path]) -> None:
        place, name = self._in_document((*path, *detail["loc"]))
        kind = detail["type"]
        if kind == "missing":
            hint = f"add a line '{name}: ...'"
            self.say(MISSING_KEY, place, f"the key '{name}' is missing", hint)
        elif kind == "extra_forbidden":
            hint = did_you_mean(str(name), self._known_keys)
            self.say(UNKNOWN_KEY, place, f"the key '{name}' has no meaning here", hint, key=True)
        elif place not in seen:
            # The branches of a union each report the same value: one finding is enough.
            seen.add(place)
            self.say(WRONG_KIND, place, _wrong_kind(detail, place[-1] if place else name))

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
    expected = _EXPECTED.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])
    return f"'{name}' must be {expected}, found {describe(detail['input'])}"


def field_names(*models: type[BaseModel]) -> tuple[str, ...]:
    """The keys that models take, as suggestions for a key they do not take."""
    names = {name for model in models for name in model.model_fields}
    return tuple(sorted(names - {"position", "id"}))
