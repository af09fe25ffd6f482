"""What templates may not do, beside what Jinja's sandbox keeps them from.

A template may come with a study from strangers. It reaches no file, no module and nothing inside
a value; and it cannot, by one short expression, fill the memory or count for hours.
"""

from collections.abc import Callable, Sized
from functools import wraps
from itertools import chain
from typing import Any, Final

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qualcode.render.templates import Templates

MOST_STEPS: Final = 100_000
"""Numbers that all `range` of one text may give together."""
WIDEST: Final = 1_000
"""The largest number that a filter takes, such as a width."""
LONGEST: Final = 1_000_000
"""The most characters or items that `+` makes."""
LARGEST_BASE: Final = 1_000
"""The largest number that is raised to a power."""
HIGHEST: Final = 100
"""The largest power; what comes of it is no larger than a `float` can be."""
_LARGEST_FACTOR: Final = 1e150

# Methods of texts that widen them, or that read a little language of widths of their own.
_WIDENING: Final = frozenset(
    {"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"}
)
_WITH_NUMBERS: Final = ("batch", "center", "indent", "slice", "truncate", "wordwrap")


class TemplateLoader(BaseLoader):
    """Loads the templates of a study and those that come with qualcode, and no other files."""

    def __init__(self, templates: Templates) -> None:
        """A loader of these templates."""
        self._templates = templates

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """The text of a template, and its file."""
        path = self._templates.path(template)
        if path is None:
            raise TemplateNotFound(template)
        return self._templates.text(path), str(path), None


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which values can be arranged, but not be made to grow without end."""

    intercepted_binops = frozenset({"%", "*", "**", "+"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401  # as in Jinja
        """What an operator makes of two values, where that is not too much."""
        are_numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if are_numbers:
            _check_numbers(operator, left, right)
        elif operator != "+":
            raise TypeError(f"'{operator}' takes numbers only")
        elif _length(left) + _length(right) > LONGEST:
            raise ValueError("'+' makes more than a template may hold")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401  # as in Jinja
        """Whether a template may have an attribute."""
        if isinstance(obj, str) and attr in _WIDENING:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401  # as in Jinja
        """Nothing: the methods that format texts are refused."""


def _length(value: object) -> int:
    return len(value) if isinstance(value, Sized) else 0


def _check_numbers(operator: str, left: float, right: float) -> None:
    if operator == "**" and (abs(right) > HIGHEST or abs(left) > LARGEST_BASE):
        raise ValueError("the numbers are too large for '**'")
    if operator == "*" and max(abs(left), abs(right)) > _LARGEST_FACTOR:
        raise ValueError("the numbers are too large for '*'")


def bounded_range() -> Callable[..., range]:
    """A `range` for one text, which gives so many numbers in all and no more."""
    left = MOST_STEPS

    def bounded(*arguments: int) -> range:
        nonlocal left
        steps = range(*arguments)
        left -= len(steps)
        if left < 0:
            raise OverflowError(f"'range' gives more than {MOST_STEPS:,} numbers in one text")
        return steps

    return bounded


def bound_filters(environment: Environment) -> None:
    """Give an environment filters that take no large numbers."""
    filters = environment.filters
    filters.update({name: _bounded(filters[name], name) for name in _WITH_NUMBERS})
    filters.pop("format")  # its widths stand in a text of their own


def _bounded(of_jinja: Callable[..., Any], name: str) -> Callable[..., Any]:
    @wraps(of_jinja)
    def bounded(*arguments: Any, **by_name: Any) -> Any:  # noqa: ANN401  # as in Jinja
        for given in chain(arguments, by_name.values()):
            if isinstance(given, int) and given > WIDEST:
                raise ValueError(f"'{name}' takes numbers up to {WIDEST:,}")
        return of_jinja(*arguments, **by_name)

    return bounded
