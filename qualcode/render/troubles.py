"""What is wrong with a template, said at its line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError

from qualcode.diagnostics import Diagnostic, Location, did_you_mean, finding
from qualcode.render.edition import NoSuchNameError
from qualcode.render.environment import SHARED, UnknownNameError
from qualcode.render.rules import BAD_TEMPLATE

TROUBLES = (TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""What rendering raises when a template is wrong: Jinja's own errors, and misused values."""

_SUFFIX = ".j2"


@dataclass(frozen=True, slots=True)
class Templates:
    """Where templates are: the study's folder, its name in the study, and the language."""

    folder: Path
    language: str
    name: str

    def shown(self, file: str) -> str:
        """A template as findings call it: its path in the study, or in qualcode."""
        path = Path(file)
        for folder in (self.folder / self.language, self.folder):
            if not path.is_absolute() and (folder / path).is_file():
                path = folder / path
        if path.is_relative_to(self.folder):
            return f"{self.name}/{path.relative_to(self.folder).as_posix()}"
        if path.is_relative_to(SHARED):
            return f"qualcode/templates/{path.relative_to(SHARED).as_posix()}"
        return f"{self.name}/{self.language}/{path.name}"

    def there(self) -> tuple[str, ...]:
        """The names of all templates that can be included or imported."""
        folders = (self.folder / self.language, self.folder, SHARED)
        found = (path.name for f in folders if f.is_dir() for path in f.glob(f"*{_SUFFIX}"))
        return tuple(sorted(set(found)))


def template_trouble(
    error: Exception, template: str, templates: Templates, names: Iterable[str]
) -> Diagnostic:
    """The finding for an error that rendering a template raised."""
    file, line = _place(error, template)
    at = Location(templates.shown(file), line, 1, line, 1)
    message, hint = _words(error, templates, tuple(names))
    return finding(BAD_TEMPLATE, at, message, hint)


def _place(error: Exception, template: str) -> tuple[str, int]:
    """The innermost line of a template that led to the error."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or template, error.lineno
    frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(_SUFFIX)]
    if not frames:
        return template, 1
    return frames[-1].filename, frames[-1].lineno or 1


def _words(error: Exception, templates: Templates, names: tuple[str, ...]) -> tuple[str, str]:
    """What is wrong, and what could have been meant."""
    match error:
        case UnknownNameError(name=name, known=known):
            return str(error), did_you_mean(name, known or names)
        case NoSuchNameError(name=name, known=known):
            return str(error), did_you_mean(name, known)
        case TemplateNotFound():
            name = str(error.name)
            return f"there is no template '{name}'", did_you_mean(name, templates.there())
        case RecursionError():
            return "the template calls or includes itself without end", ""
        case TemplateSyntaxError():
            return f"the template cannot be read: {error.message}", ""
    return f"the template cannot be rendered: {error}", ""
