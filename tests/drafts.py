"""Drafts as their readers see them: the words, without the marks that belong to qualcode."""

import re

from qualcode.drafts.markers import MARK
from qualcode.drafts.note import NOTE
from qualcode.render.escaping import tidy

_LINE_OF_A_MARK = re.compile(rf"^(?:{MARK.pattern})\n", re.M)


def words_of(draft: str) -> str:
    """The text of a draft as if nothing in it were marked."""
    return tidy(MARK.sub("", _LINE_OF_A_MARK.sub("", NOTE.sub("", draft))))
