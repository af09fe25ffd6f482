"""What was decided where coders disagreed, as a person wrote it down."""

from pydantic import Field

from qualcode.diagnostics import Location
from qualcode.model.base import NOWHERE, Flag, Located, Text
from qualcode.model.case import Coding


class Settled(Located):
    """The value that one code of one case is to have: by whom, when and why.

    `replace` says that the case may have a value already, which goes.
    """

    case: Text
    case_position: Location = Field(
        default=NOWHERE, alias="__case_position__", repr=False, exclude=True
    )
    code: Text
    coding: Coding
    by: Text = ""
    because: Text = ""
    date: Text = ""
    replace: Flag = False
