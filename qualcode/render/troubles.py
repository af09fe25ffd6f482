"""What is wrong with a template, said at its line."""

from collections.abc import Iterable
from traceback import extract_tb

from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError

from qualcode.diagnostics import Diagnostic, Location, did_you_mean, finding
from qualcode.render.edition import NoSuchNameError
from qualcode.render.environment import UnknownNameError
from qualcode.render.rules import BAD_TEMPLATE
from qualcode.render.templates import SUFFIX, Templates

TROUBLES = (
    *(TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError),
    *(MemoryError, OSError, SyntaxError),
)
"""What rendering raises when a template is wrong: Jinja's own errors, and misused values."""


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
    frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(SUFFIX)]
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
        case MemoryError():
            return "the template needs more memory than there is", ""
        case SyntaxError():  # what Jinja made of it is more than Python takes
            return "the template nests its blocks too deeply", "put the inner ones into a macro"
        case OSError(strerror=str(reason)):
            return f"the template cannot be read: {reason.lower()}", ""
        case TemplateSyntaxError():
            return f"the template cannot be read: {error.message}", ""
    return f"the template cannot be rendered: {error}", ""
