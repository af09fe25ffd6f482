"""The codebook as a Markdown document."""

from collections.abc import Iterator

from qualcode.model.base import in_language
from qualcode.model.codebook import Code, Codebook, CodeValue


def codebook_as_markdown(codebook: Codebook, language: str) -> str:
    """Themes as headings, under each its codes with what they mean and their values."""
    return "\n".join(_lines(codebook, language)) + "\n"


def _lines(codebook: Codebook, language: str) -> Iterator[str]:
    version = f", version {codebook.version}" if codebook.version else ""
    yield f"# {in_language(codebook.label, language) or codebook.id}{version}"
    for theme in codebook.themes.values():
        codes = [code for code in codebook.codes.values() if code.theme == theme.id]
        if codes:
            yield from ("", f"## {in_language(theme.label, language) or theme.id}")
        for code in codes:
            yield from _code(code, language)


def _code(code: Code, language: str) -> Iterator[str]:
    yield from ("", f"### {in_language(code.label, language) or code.id} (`{code.id}`)", "")
    of = f" of {', '.join(code.units)}" if code.units else ""
    more = (", identifying" if code.identifying else "") + (", computed" if code.derived else "")
    yield f"{code.role}{of}, scale {code.scale.value}{more}"
    meaning = _meaning(code, language)
    if meaning:
        yield from ("", meaning)
    if code.values:
        yield ""
    for value in code.values:
        label = in_language(value.label, language)
        said = " ".join(part for part in (label, _meaning(value, language)) if part)
        yield f"- `{value.id}` {said}".rstrip()


def _meaning(one: Code | CodeValue, language: str) -> str:
    parts = (
        ("", one.definition),
        ("Include when: ", one.include_when),
        ("Exclude when: ", one.exclude_when),
    )
    texts = ((head, " ".join(in_language(text, language).split())) for head, text in parts)
    return " ".join(f"{head}{text}" for head, text in texts if text)
