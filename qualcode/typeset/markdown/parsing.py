"""The parser: CommonMark with tables, footnotes and quotation marks that go by the language.

Raw HTML is never a block, so that the words around it are read as text. Comments are no text: one
that begins a line is passed over whole, however many lines it has; others are left out later.
"""

from collections.abc import Mapping
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

_QUOTATION_MARKS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "da": ("»", "«", "›", "‹"),
        "de": ("„", "“", "‚", "‘"),
        "fi": ("”", "”", "’", "’"),
        "fr": ("«\u00a0", "\u00a0»", "“", "”"),
        "nb": ("«", "»", "‘", "’"),
        "nn": ("«", "»", "‘", "’"),
        "no": ("«", "»", "‘", "’"),
        "sv": ("”", "”", "’", "’"),
    }
)
"""What straight quotation marks become, double and single; others write as English does."""
_ENGLISH = ("“", "”", "‘", "’")
_INDENTED = 4  # columns from which a line is code (CommonMark 0.31, section 4.4)
_COMMENT, _END = "<!--", "-->"


def parse(text: str, language: str) -> SyntaxTreeNode:
    """A Markdown text as a tree."""
    return SyntaxTreeNode(_parser(language).parse(text))


def _parser(language: str) -> MarkdownIt:
    marks = _QUOTATION_MARKS.get(language.partition("_")[0].partition("-")[0], _ENGLISH)
    parser = MarkdownIt("commonmark", {"typographer": True, "quotes": list(marks)})
    parser.enable(["table", "smartquotes"]).use(footnote_plugin, inline=False)
    parser.core.ruler.disable("footnote_tail")  # a text that is never referred to would be lost
    parser.block.ruler.disable("html_block")
    breaks_off: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("hr", "comment", _comment, breaks_off)
    return parser


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Pass over the lines of a comment that no words follow."""
    if state.sCount[start] - state.blkIndent >= _INDENTED:
        return False
    if not state.src.startswith(_COMMENT, state.bMarks[start] + state.tShift[start]):
        return False
    for line in range(start, end):
        _, found, rest = _line(state, line).partition(_END)
        if found:
            if rest.strip():
                return False
            if not silent:
                state.line = line + 1
            return True
    return False


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]
