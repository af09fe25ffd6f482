"""A history as text for the terminal."""

from qualcode.console.lines import wrapped
from qualcode.trail.telling import Trail, trail_lines


def trail_as_text(trail: Trail) -> str:
    """One line a change, wrapped where it is long."""
    return "\n".join(line for one in trail_lines(trail) for line in wrapped(one, ""))
