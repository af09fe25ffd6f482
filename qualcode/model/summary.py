"""Summaries: what an analyst has written about a theme or a code in one case.

The cells of a framework matrix: Ritchie and Spencer 1994, in Bryman and Burgess (eds), Analyzing
Qualitative Data, p. 173-194; Gale et al. 2013, BMC Medical Research Methodology 13:117.
"""

from pydantic import Field

from qualcode.diagnostics import Location
from qualcode.model.base import Label, Located, Text


class Summary(Located):
    """A written summary, and the ids of the passages that it was written from.

    `about` is a theme or a code; `position` is where it stands as a key.
    """

    about: Text = Field(alias="id")
    text: Label
    passages: tuple[Text, ...] = ()
    passage_positions: tuple[Location, ...] = Field(
        default=(), alias="__passage_positions__", repr=False, exclude=True
    )
    coder: Text = ""
    date: Text = ""
