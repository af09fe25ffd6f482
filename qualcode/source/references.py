"""What `&name` marks, and how far `*name` may take it up again.

Each alias stands for all that it refers to, so a few lines of them can stand for billions of
values. Two limits keep that from happening.
"""

from typing import Final, NamedTuple

from qualcode.diagnostics import did_you_mean
from qualcode.source.document import Inner, Node

MOST_ALIASES: Final = 100
MOST_NODES: Final = 10_000


class Refusal(NamedTuple):
    """Why an alias stands for nothing, and what to do about it."""

    message: str
    hint: str


class References:
    """The anchors of one document, and how much its aliases have stood for so far."""

    def __init__(self) -> None:
        self._marked: dict[str, Node | None] = {}  # None while the value is still being read
        self._aliases = 0
        self._nodes = 0

    def begin(self, name: str) -> None:
        """Note that the value of an anchor begins."""
        self._marked[name] = None

    def keep(self, name: str, node: Node) -> None:
        """Note the value of an anchor."""
        self._marked[name] = node

    def follow(self, name: str) -> Node | Refusal | None:
        """What an alias stands for, or why it may not; None where that has been said before."""
        if self._aliases > MOST_ALIASES or self._nodes > MOST_NODES:
            return None
        self._aliases += 1
        if self._aliases > MOST_ALIASES:
            message = f"there are more than {MOST_ALIASES} references (*name) in the file"
            return Refusal(message, "write the values out")
        if name not in self._marked:
            known = tuple(self._marked)[:MOST_ALIASES]
            hint = did_you_mean(name, known) or "put quotes around text that begins with '*'"
            return Refusal(f"'*{name}' refers to '&{name}', which is not above it", hint)
        node = self._marked[name]
        if node is None:
            return Refusal(
                f"'*{name}' stands inside the value that it refers to", "write the value out"
            )
        self._nodes += _size(node[1])
        if self._nodes > MOST_NODES:
            message = f"the references (*name) stand for more than {MOST_NODES:,} values"
            return Refusal(message, "write the values out")
        return node


def _size(inner: Inner) -> int:
    """How many values a value consists of, counted only as far as it matters."""
    size = 1
    waiting = [inner]
    while waiting and size <= MOST_NODES:
        here = waiting.pop()
        if here:
            places = here.values() if isinstance(here, dict) else here
            size += len(places)
            if size <= MOST_NODES:
                waiting.extend(place[4] for place in places)
    return size
