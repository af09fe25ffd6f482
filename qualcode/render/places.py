"""Places in templates: which line is being rendered, and where in it a word stands."""

import inspect
import re
from dataclasses import dataclass
from pathlib import Path

from qualcode.diagnostics import Location
from qualcode.render.templates import Templates


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a template file."""

    file: str
    line: int


def template_places() -> tuple[Place, ...]:
    """The lines of templates that are being rendered right now, the innermost first."""
    places = []
    frame = inspect.currentframe()
    while frame is not None:
        # Jinja leaves the template that a compiled function belongs to among its globals.
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(frame.f_lineno)
            places.append(Place(template.filename or template.name or "", line))
        frame = frame.f_back
    return tuple(places)


def word_at(word: str, places: tuple[Place, ...], templates: Templates) -> Location:
    """Where a quoted word stands: in the innermost line that has it, or else that line's start."""
    for place in places:
        match = re.search(rf"""(['"]){re.escape(word)}\1""", _line(place))
        if match is not None:
            start = match.start() + 2
            file = templates.shown(place.file)
            return Location(file, place.line, start, place.line, start + len(word))
    file, line = (places[0].file, places[0].line) if places else ("", 1)
    return Location(templates.shown(file), line, 1, line, 1)


def _line(place: Place) -> str:
    try:
        lines = Path(place.file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return lines[place.line - 1] if place.line <= len(lines) else ""
