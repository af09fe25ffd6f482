"""The Jinja environment of a study: sandboxed, strict, and the same on every run."""

from collections.abc import Callable, Iterable
from functools import partial

from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

from qualcode.render.counts import QuantityView
from qualcode.render.escaping import Markdown, md, opening, tidy
from qualcode.render.grid import Grid
from qualcode.render.language import Language
from qualcode.render.recording import Recorder
from qualcode.render.regions import MarkingGenerator
from qualcode.render.sandbox import Sandbox, TemplateLoader, bound_filters, bounded_range
from qualcode.render.templates import Templates
from qualcode.render.values import ShownValue

_PRINTED = (str, int, float, ShownValue, Grid)


class UnknownNameError(UndefinedError):
    """A template used a name that is not there."""

    def __init__(self, message: str, name: str, known: Iterable[str]) -> None:
        """What is wrong, the name, and those that there are in its place."""
        super().__init__(message)
        self.name = name
        self.known = tuple(known)


class _Missing(StrictUndefined):
    """An undefined value that knows what could have been meant."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        """What Jinja says of an undefined value; a hint of its own is kept."""
        if hint is not None:
            super().__init__(hint, obj, name, exc)
            return
        wanted = str(name)
        known = () if obj is missing else (k for k in dir(obj) if not k.startswith("_"))
        owner = "there is" if obj is missing else f"{type(obj).__name__} has"
        error = partial(UnknownNameError, name=wanted, known=known)
        super().__init__(f"{owner} no '{wanted}'", obj, name, error)  # type: ignore[arg-type]  # called


class MarkedSandbox(Sandbox):
    """A sandbox that records what each region of a text asks for, and sets it off."""

    code_generator_class = MarkingGenerator

    def recording(self, recorder: Recorder) -> "MarkedSandbox":
        """The same environment, with its recorder."""
        self.open_region = recorder.open
        self.close_region = recorder.close
        self.begin_value = recorder.begin_value
        self.end_value = recorder.end_value
        return self


def make_environment(templates: Templates, language: Language, recorder: Recorder) -> MarkedSandbox:
    """The environment for the templates of a study in a language."""
    environment = MarkedSandbox(
        loader=TemplateLoader(templates),
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        finalize=partial(_printable, recorder=recorder),
        extensions=["jinja2.ext.i18n"],
    )
    environment.recording(recorder)
    environment.globals.pop("lipsum")  # this and `random` would give other bytes on every run
    environment.filters.pop("random")
    environment.globals["range"] = bounded_range()
    bound_filters(environment)
    environment.filters.update(_filters(language))
    install = environment.install_gettext_callables  # type: ignore[attr-defined]  # by the extension
    install(language.gettext, language.ngettext, newstyle=True, pgettext=language.pgettext)
    return environment


def _printable(value: object, recorder: Recorder) -> object:
    """What an expression prints; refuses what would print as 'None' or as the inside of a value."""
    if isinstance(value, _Missing):
        return value
    if isinstance(value, Grid):
        recorder.note_table(value.recorded)
    if isinstance(value, QuantityView):
        raise TypeError("print a quantity with .phrase(one, many) or .cite(noun)")
    if not isinstance(value, _PRINTED) or isinstance(value, bool):
        raise TypeError(f"a {type(value).__name__} cannot be printed; name one of its parts")
    return value


def _filters(language: Language) -> dict[str, Callable[..., str]]:
    """What templates may do to a value, beside the filters of Jinja."""

    def number(value: float) -> Markdown:
        return md(language.number(value))

    def number_word(value: float) -> Markdown:
        return md(language.number_word(value))

    def listed(items: Iterable[str]) -> Markdown:
        return Markdown(language.list(items))

    def counted(value: ShownValue, one: str, many: str) -> Markdown:
        if value.number is None:
            return Markdown(f"{many}: {value}")
        return Markdown(
            f"{language.number_word(value.number)} {one if value.number == 1 else many}"
        )

    return {
        "counted": counted,
        "listed": listed,
        "md": md,
        "number": number,
        "number_word": number_word,
        "opening": opening,
        "quoted": quoted,
        "sentence": sentence,
        "unstopped": unstopped,
    }


def sentence(text: str) -> Markdown:
    """A text with a capital at its start and a full stop at its end."""
    opened = opening(str(text).rstrip())
    return Markdown(opened if opened.endswith((".", "?", "!", ":")) else f"{opened}.")


def unstopped(text: str) -> Markdown:
    """A text without the full stop at its end, for use inside a sentence."""
    return Markdown(str(text).rstrip().removesuffix("."))


def quoted(text: str) -> Markdown:
    """Lines as a Markdown block quotation, with a blank line after it.

    Without that line, whatever follows would belong to the quotation.
    """
    lines = tidy(str(text)).rstrip("\n").split("\n")
    return Markdown("".join(f"> {line}".rstrip() + "\n" for line in lines) + "\n")
