"""Numbers of tables and boxes: given in the order of the text, remembered for references."""


class Numbering:
    """Counts one text's tables, boxes and the like, each kind for itself."""

    def __init__(self, start: str = "") -> None:
        """Numbers that begin with `start`: with `4.` they are 4.1, 4.2 and so on."""
        self._start = start
        self._counts: dict[str, int] = {}
        self._given: dict[str, str] = {}

    def give(self, kind: str, subject: str = "") -> str:
        """The next number of a kind, such as 'Box 4.2'; kept as the name of its subject."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{kind} {self._start}{self._counts[kind]}"
        if subject:
            self._given[subject] = name
        return name

    def name_of(self, subject: str) -> str | None:
        """The number that a subject was given, or None if it has none so far."""
        return self._given.get(subject)
