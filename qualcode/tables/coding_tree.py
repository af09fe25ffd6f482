"""The codes of a theme as a tree: each below its parent."""

from collections.abc import Iterator, Sequence

from qualcode.model.codebook import Code, Codebook


def coding_tree(book: Codebook, theme: str) -> Iterator[tuple[int, Code]]:
    """The codes of a theme with their depth, each followed by those below it.

    A code whose parent belongs to another theme stands at the top.
    """
    codes = [code for code in book.codes.values() if code.theme == theme]
    here = {code.id for code in codes}
    top = [code for code in codes if code.parent not in here]
    yield from _below(top, codes, 0)


def _below(level: Sequence[Code], codes: Sequence[Code], depth: int) -> Iterator[tuple[int, Code]]:
    for code in level:
        yield depth, code
        yield from _below([one for one in codes if one.parent == code.id], codes, depth + 1)
