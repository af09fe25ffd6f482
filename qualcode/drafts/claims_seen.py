"""A draft as its reader sees it; what is not seen is taken out, and the rest keeps its place."""

import re

GONE = "\0"
"""Stands for each character that is not seen."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"[ >\t]*(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)")
_CODE_SPAN = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def without_code(draft: str) -> str:
    """A draft without its fenced code and without code in its lines."""
    closing = ""
    kept = []
    for line in _LINE.findall(draft):
        fence = _FENCE.match(line)
        is_code = bool(closing or (fence and _opens(fence)))
        if closing and fence and fence["fence"].startswith(closing) and not fence["info"].strip():
            closing = ""
        elif not closing and fence and _opens(fence):
            closing = fence["fence"]
        kept.append(_gone(line) if is_code else line)
    return _CODE_SPAN.sub(lambda span: _gone(span[0]), "".join(kept))


def _opens(fence: re.Match[str]) -> bool:
    """Whether code begins: what follows backticks may have none (CommonMark 0.31, section 4.5)."""
    return fence["fence"].startswith("~") or "`" not in fence["info"]


def without_markup(draft: str) -> str:
    """A draft without its comments and the tags of HTML."""
    seen = _COMMENT.sub(lambda comment: GONE * len(comment[0]), draft)
    return _TAG.sub(lambda tag: GONE * len(tag[0]), seen)


def _gone(text: str) -> str:
    return re.sub(r"[^\r\n]", GONE, text)
