"""What the objects of a page have, and of which kind that is: by their annotations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import Signature, signature
from types import FunctionType
from typing import TypeGuard, get_args, get_type_hints


@dataclass(frozen=True, slots=True)
class Given:
    """The class of what an attribute or a method gives, alone or several of it."""

    kind: type
    is_many: bool


@cache
def public(kind: type) -> frozenset[str]:
    """What a template can ask an object of a class for."""
    return frozenset(name for name in dir(kind) if not name.startswith("_"))


@cache
def given_by(kind: type, name: str) -> Given | None:
    """What an attribute of a class is, or its method gives, if that is an object of the page."""
    part = getattr(kind, name, None)
    if isinstance(part, property) and part.fget is not None:
        return _given(_hints(part.fget).get("return"))
    if isinstance(part, FunctionType):
        return _given(_hints(part).get("return"))
    return _given(_hints(kind).get(name))


@cache
def method(kind: type, name: str) -> Signature | None:
    """What a method takes; None if there is no such method."""
    part = getattr(kind, name, None)
    return signature(part) if isinstance(part, FunctionType) else None


def _hints(target: Callable[..., object] | type) -> Mapping[str, object]:
    return get_type_hints(target)


def _given(hint: object) -> Given | None:
    if _is_shown(hint):
        return Given(hint, False)
    inner = (part for one in get_args(hint) for part in (one, *get_args(one)))
    kind = next((one for one in inner if _is_shown(one)), None)
    return None if kind is None else Given(kind, True)


def _is_shown(hint: object) -> TypeGuard[type]:
    if not isinstance(hint, type) or issubclass(hint, str):
        return False
    return hint.__module__.startswith("qualcode.render.")
