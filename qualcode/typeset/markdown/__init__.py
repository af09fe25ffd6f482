"""Markdown read into the blocks of a document; the one place that knows the Markdown library."""

from qualcode.typeset.markdown.manuscript import Manuscript, Picture, ReadText
from qualcode.typeset.markdown.reader import read_markdown

__all__ = ["Manuscript", "Picture", "ReadText", "read_markdown"]
