"""A finding that people have looked at and let stand, with their reason."""

from qualcode.model.base import Located, Text


class Acceptance(Located):
    """A finding that is accepted in this file, and why."""

    rule: Text
    reason: Text
