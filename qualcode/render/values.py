"""Values of codes in the words of a language, marked where they are not simply stated."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.model.base import Source
from qualcode.model.case import Coding
from qualcode.model.codebook import Code, Codebook, CodeValue, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Scalar, Value
from qualcode.render.escaping import Markdown, md
from qualcode.render.language import Language

NO_MARK = Markdown("")


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value as a page shows it. Printed, it carries its mark: 'central (inferred)'."""

    text: Markdown
    is_stated: bool = True
    mark: Markdown = NO_MARK
    number: float | None = None

    def __str__(self) -> Markdown:
        """The text with its mark."""
        return Markdown(f"{self.text} ({self.mark})") if self.mark else self.text


def shown_coding(coding: Coding | None, code: Code, language: Language) -> ShownValue:
    """What a case says of a code; 'not stated' where it says nothing or does not know."""
    if coding is None or coding.is_unknown:
        return not_stated(language)
    text = md(coding_text(coding, code, language))
    return ShownValue(text, mark=mark_of(coding.basis, language), number=_number(coding.value))


def shown_value(value: Value, code: Code, language: Language) -> ShownValue:
    """A value that was worked out, such as that of a derived code."""
    if value == UNKNOWN:
        return not_stated(language)
    return ShownValue(md(value_text(value, code, language)), number=_number(value))


def not_stated(language: Language) -> ShownValue:
    """What stands where nothing is known."""
    return ShownValue(md(language.gettext("not stated")), is_stated=False)


def mark_of(basis: str, language: Language) -> Markdown:
    """The mark of a basis that is not 'stated', or the empty text."""
    return md("" if basis == "stated" else language.gettext(basis))


def value_text(value: Value, code: Code, language: Language) -> str:
    """A value in words: labels of the codebook, yes and no, numbers as the language has them."""
    if isinstance(value, tuple):
        items = [value_text(one, code, language) for one in value]
        return language.list(items) if items else language.gettext("none")
    match value:
        case bool():
            return language.pgettext("answer", "yes" if value else "no")
        case int() | float():
            return language.number(value)
    if value == NOT_APPLICABLE:
        return language.gettext("not applicable")
    if code.scale is Scale.DATE:
        return language.date(value)
    known = {one.id: one for one in code.values}
    return name_of(known[value], language) if value in known else value


def name_of(value: CodeValue, language: Language) -> str:
    """The label of a value of a code or a vocabulary."""
    return language.label(value.label) or value.id.replace("_", " ")


def coding_text(coding: Coding, code: Code, language: Language) -> str:
    """What a coding says, known in full or in part: 'at least 7', 'a or b', 'a, perhaps more'."""
    if coding.any_of:
        return language.list(_texts(coding.any_of, code, language), either=True)
    if coding.value is not None:
        text = value_text(coding.value, code, language)
        more = "" if coding.complete else f", {language.gettext('perhaps more')}"
        return f"{text}{more}"
    bounds = (("at least", coding.at_least), ("at most", coding.at_most))
    given = [f"{language.gettext(w)} {language.number(b)}" for w, b in bounds if b is not None]
    return language.list(given)


def source_name(source: Source, codebook: Codebook, language: Language) -> str:
    """A place in a document, in words."""
    document = codebook.documents.get(source.document)
    name = source.document if document is None else language.label(document.label)
    return f"{name}, {source.at}" if source.at else name


def _texts(values: Iterable[Scalar], code: Code, language: Language) -> list[str]:
    return [value_text(value, code, language) for value in values]


def _number(value: Value | None) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
