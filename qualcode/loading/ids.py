"""The ids that a study declares, read at once and without judging: for shell completion.

Whatever cannot be read is left out without a word; `check` says what is wrong with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from qualcode.loading.folders import case_files
from qualcode.model.places import CASES, CODEBOOK_FILE, OUTPUT, PROJECT_FILE, TEMPLATES
from qualcode.source import read_document
from qualcode.source.files import read_text

# The whole file is not read as YAML: there may be thousands of them.
_HEAD = re.compile(r"^\ufeff?(?:case|typology):[ \t]*([\"']?)([^\s\"'#][^\"'#\r\n]*)", re.MULTILINE)


@dataclass(frozen=True)
class Ids:
    """What can be named in the study in a folder; each property reads what it needs."""

    root: Path

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the cases."""
        return _heads(self.root / file for file in case_files(self.root, self._named("cases")))

    @property
    def typologies(self) -> tuple[str, ...]:
        """The ids of the typologies."""
        return _heads(sorted((self._book / "typologies").glob("*.yaml")))

    @property
    def codes(self) -> tuple[str, ...]:
        """The ids of the codes of all themes."""
        themes = sorted((self._book / "themes").glob("*.yaml"))
        return tuple(code for theme in themes for code in _keys(_data(theme), "codes"))

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the kinds of case."""
        return _keys(_data(self._book / CODEBOOK_FILE), "units")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the codebook."""
        listed = _data(self._book / CODEBOOK_FILE).get("languages")
        return tuple(map(str, listed)) if isinstance(listed, list) else ()

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of the figures."""
        return _keys(_data(self._book / "figures.yaml"), "figures")

    @property
    def templates(self) -> Path:
        """The folder of the templates."""
        return self.root / self._named("templates")

    @property
    def output(self) -> Path:
        """The folder of the drafts."""
        return self.root / self._named("output")

    @property
    def language(self) -> str:
        """The language that the study writes in."""
        return self._named("language")

    @property
    def _book(self) -> Path:
        return self.root / self._named("codebook")

    def _named(self, key: str) -> str:
        value = self._project.get(key)
        return value if isinstance(value, str) else _DEFAULTS.get(key, "")

    @cached_property
    def _project(self) -> Mapping[str, object]:
        return _data(self.root / PROJECT_FILE)


_DEFAULTS = {"cases": CASES, "templates": TEMPLATES, "output": OUTPUT}


def _data(path: Path) -> Mapping[str, object]:
    document, _ = read_document(path, path.name)
    return document.data if document is not None and isinstance(document.data, dict) else {}


def _keys(data: Mapping[str, object], section: str) -> tuple[str, ...]:
    entries = data.get(section)
    return tuple(entries) if isinstance(entries, dict) else ()


def _heads(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(sorted(_each_head(paths)))


def _each_head(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        text = read_text(path, path.name)
        match = _HEAD.search(text) if isinstance(text, str) else None
        if match is not None:
            yield match[2].rstrip()
