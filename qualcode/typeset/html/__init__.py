"""Documents as one page of HTML that needs nothing beside it: no script, no network, no files."""

from qualcode.typeset.html.page import to_html

__all__ = ["to_html"]
