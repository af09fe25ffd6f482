"""Values and references of REFI-QDA, judged while the XML is read."""

import re
from collections.abc import Mapping
from typing import Final

from qualcode.diagnostics import Diagnostic, Location, Related, Rule, Severity, finding
from qualcode.exchange.refi.elements import Element

EXCHANGED_VALUE = Rule(
    "QC703", "exchanged-value", Severity.ERROR, "A value in REFI-QDA that is not of its kind."
)
GUID_TWICE = Rule("QC704", "guid-twice", Severity.ERROR, "Two things in REFI-QDA have one GUID.")
UNKNOWN_GUID = Rule(
    "QC705", "unknown-guid", Severity.ERROR, "A reference in REFI-QDA to what is not there."
)
RULES = (EXCHANGED_VALUE, GUID_TWICE, UNKNOWN_GUID)

_GUID: Final = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?")
_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}


class Judge:
    """Takes values from elements, and keeps what is wrong with them in `found`."""

    def __init__(self) -> None:
        """A judge for one document."""
        self.found: list[Diagnostic] = []
        self._known: dict[str, tuple[str, Location]] = {}
        self._asked: list[tuple[str, str, Element]] = []
        self._meant: dict[str, str] = {}
        self.used_instead: set[str] = set()
        """The GUIDs that something was found by which has another one."""

    def guid(self, element: Element, kind: str, attribute: str = "guid") -> str:
        """The GUID of an element, known from now on."""
        guid = self._bare(element, attribute)
        if guid and guid in self._known:
            message = f"the {kind} has the same GUID as a {self._known[guid][0]}: {guid}"
            related = (Related(self._known[guid][1], "the other one"),)
            hint = "export it again, or give one of the two another GUID"
            self.found.append(finding(GUID_TWICE, element.at, message, hint, related))
        elif guid:
            self._known[guid] = (kind, element.at)
        return guid

    def _bare(self, element: Element, attribute: str) -> str:
        said = element.get(attribute).strip()
        match = _GUID.fullmatch(said.lower())
        if match is not None:
            return match[1]
        what = f"'{said}' is no GUID" if said else f"the attribute '{attribute}' is missing"
        self.wrong(element, f"{what}, in '{element.name}'")
        return ""

    def wrong(self, element: Element, message: str) -> None:
        """Keep that a value is not as it should be."""
        hint = "export it again from the program it comes from, or mend the XML here"
        self.found.append(finding(EXCHANGED_VALUE, element.at, message, hint))

    def reference(self, element: Element, kind: str, attribute: str = "targetGUID") -> str:
        """A GUID that must be one of those that are known at the end."""
        guid = self._bare(element, attribute)
        if guid in self._meant:
            self.used_instead.add(guid)
            guid = self._meant[guid]
        if guid:
            self._asked.append((guid, kind, element))
        return guid

    def means(self, others: Mapping[str, str]) -> None:
        """Take GUIDs that are those of nothing so far for others, from now on."""
        self._meant = {guid: one for guid, one in others.items() if guid not in self._known}

    def user(self, element: Element, attribute: str = "creatingUser") -> str:
        """The user that an attribute names, empty where it is not there."""
        return self.reference(element, "user", attribute) if element.get(attribute) else ""

    def look_up(self) -> None:
        """Keep every reference to what is not there; called when all has been read."""
        for guid, kind, element in self._asked:
            there = self._known.get(guid, ("", element.at))[0]
            if there == kind:
                continue
            what = f"it is the GUID of a {there}" if there else "nothing has this GUID"
            message = f"'{element.name}' points to a {kind} that is not there: {guid}"
            hint = f"{what}; export it again, or mend the XML here"
            self.found.append(finding(UNKNOWN_GUID, element.at, message, hint))

    def flag(self, element: Element, attribute: str) -> bool:
        """The truth of an attribute; what is not there holds."""
        said = element.get(attribute).strip()
        if said and said not in _FLAGS:
            self.wrong(element, f"'{said}' is neither true nor false, in '{attribute}'")
        return _FLAGS.get(said, True)

    def number(self, element: Element, attribute: str) -> int:
        """A whole number."""
        said = element.get(attribute).strip()
        if re.fullmatch(r"[+-]?\d{1,15}", said):
            return int(said)
        self.wrong(element, f"'{said}' is no whole number, in '{attribute}'")
        return 0
