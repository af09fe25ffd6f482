"""The codebook: its main file, one file a theme, one file a typology, perhaps facts and more."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, finding
from qualcode.loading.acceptances import split_acceptances
from qualcode.loading.codes import Vocabularies, read_code, read_record_type, read_vocabulary
from qualcode.loading.conditions import RESERVED, read_condition
from qualcode.loading.facts import FILE as FACTS_FILE
from qualcode.loading.facts import KEYS as FACTS_KEYS
from qualcode.loading.facts import read_facts
from qualcode.loading.figures import FILE as FIGURES_FILE
from qualcode.loading.figures import KEYS as FIGURES_KEYS
from qualcode.loading.figures import read_figures
from qualcode.loading.methods import FILE as METHODS_FILE
from qualcode.loading.methods import KEYS as METHODS_KEYS
from qualcode.loading.methods import read_methods
from qualcode.loading.shape import Path, Raw, Shaper, field_names
from qualcode.loading.study_rules import FILE as RULES_FILE
from qualcode.loading.study_rules import KEYS as RULES_KEYS
from qualcode.loading.study_rules import read_study_rules
from qualcode.loading.typologies import KEYS as TYPOLOGY_KEYS
from qualcode.loading.typologies import read_typology
from qualcode.model.acceptance import Acceptance
from qualcode.model.base import Frozen, Text
from qualcode.model.codebook import (
    Band,
    Bands,
    Calibration,
    CaseGroup,
    Code,
    Codebook,
    Coder,
    CodeValue,
    Derivation,
    Impossible,
    QuantityWord,
    RecordType,
    StudyDocument,
    Theme,
    Unit,
    Vocabulary,
)
from qualcode.model.memo import Memo
from qualcode.model.migration import Migration
from qualcode.model.places import CODEBOOK_FILE
from qualcode.model.typology import Typology
from qualcode.source import Document, ReadDocument, read_document

DECLARED_TWICE = Rule(
    "QC025", "declared-twice", Severity.ERROR, "A code or typology declared in two places."
)
RESERVED_ID = Rule(
    "QC026", "reserved-id", Severity.ERROR, "An id that is a word of the condition language."
)
RULES = (DECLARED_TWICE, RESERVED_ID)

_CODEBOOK = TypeAdapter(Codebook)
# The entries of these sections are of different classes, each read in the same way.
_PLAIN: Mapping[str, TypeAdapter[Any]] = {
    "units": TypeAdapter(Unit),
    "themes": TypeAdapter(Theme),
    "documents": TypeAdapter(StudyDocument),
    "coders": TypeAdapter(Coder),
    "case_groups": TypeAdapter(CaseGroup),
}
_KEYS = (
    *field_names(Codebook, Unit, Theme, StudyDocument, CaseGroup, Vocabulary, RecordType),
    *field_names(
        QuantityWord, Impossible, Migration, Code, CodeValue, Calibration, Derivation, Bands, Band
    ),
    *field_names(Memo),
    *("codebook", "theme", "codes", "unit", "label"),
)


class _ThemeHeader(Frozen):
    """The keys of a theme file; its codes are read one by one."""

    theme: Text


_THEME_FILE = TypeAdapter(_ThemeHeader)


class CodebookReader:
    """Reads the files of one codebook, and keeps what is wrong with them in `found`."""

    def __init__(self, root: FilePath, folder: str, read: ReadDocument = read_document) -> None:
        """A reader for the codebook in a folder, relative to the study's root.

        Args:
            root: the study's folder.
            folder: the codebook's, from there.
            read: reads a file; another than the usual one may know texts that are not yet saved, or
                remember what it has read before.
        """
        self._root = root
        self._read = read
        self._folder = folder
        self._whole = True
        self.main_file = f"{folder}/{CODEBOOK_FILE}"
        self._accept: list[Acceptance] = []
        self.found: list[Diagnostic] = []

    def read(self) -> Codebook | None:
        """The codebook as far as it can be read, or None when its main file cannot."""
        main = self._open(self.main_file)
        body = None if main is None else self._main(main)
        if main is None or body is None:
            return None
        vocabularies: Vocabularies = body["vocabularies"]  # type: ignore[assignment]  # as `_main` left it
        codes = self._gather("themes", lambda shaper: self._theme(shaper, vocabularies))
        typologies = self._gather("typologies", _typology)
        documents: Mapping[str, StudyDocument] = body["documents"]  # type: ignore[assignment]  # the same
        rules = self._optional(RULES_FILE, RULES_KEYS, lambda x: dict(read_study_rules(x)))
        facts = self._optional(FACTS_FILE, FACTS_KEYS, lambda x: read_facts(x, documents))
        methods = self._optional(METHODS_FILE, METHODS_KEYS, lambda x: read_methods(x, documents))
        whole = {**body, "codes": codes, "typologies": typologies, "facts": facts, "rules": rules}
        whole |= {"methods": methods, "is_whole": self._whole, "accept": tuple(self._accept)}
        kept = len(main.found)
        codebook = main.build(_CODEBOOK, whole, ())
        self.found += main.found[kept:]
        return None if codebook is None else self._with_figures(codebook)

    def _with_figures(self, codebook: Codebook) -> Codebook:
        read = self._optional(FIGURES_FILE, FIGURES_KEYS, lambda x: read_figures(x, codebook))
        return codebook.model_copy(
            update={"figures": MappingProxyType(dict(read)), "accept": tuple(self._accept)}
        )

    def _open(self, file: str) -> Shaper | None:
        document, found = self._read(self._root / file, file)
        self.found += found
        self._whole = self._whole and not found
        keys = TYPOLOGY_KEYS if "/typologies/" in file else _KEYS
        return None if document is None else self._shaper(document, keys)

    def _shaper(self, document: Document, keys: Iterable[str]) -> Shaper:
        """A shaper for a file without what it accepts, which is kept for the whole codebook."""
        accepted, shaper = split_acceptances(document, keys)
        self._accept += accepted
        return shaper

    def _optional(
        self, name: str, keys: tuple[str, ...], read: Callable[[Shaper], Mapping[str, object]]
    ) -> Mapping[str, object]:
        """What a file holds that a codebook may do without; no case is judged by it."""
        file = f"{self._folder}/{name}"
        if not (self._root / file).exists():
            return {}
        document, found = self._read(self._root / file, file)
        self.found += found
        if document is None:
            return {}
        shaper = self._shaper(document, keys)
        entries = read(shaper)
        self.found += shaper.found
        return entries

    def _main(self, shaper: Shaper) -> Raw | None:
        raw = shaper.mapping(shaper.document.data, (), "a codebook file")
        if raw is None:
            self._keep(shaper)
            return None
        body = shaper.headed(
            raw,
            "codebook",
            ("codes", "typologies", "facts", "figures", "rules", "methods", "is_whole"),
        )
        for key, adapter in _PLAIN.items():
            entries = shaper.entries(raw.get(key), (key,), f"'{key}'")
            body[key] = _kept(
                (name, shaper.build(adapter, _with_reasons(shaper, inner, place), place))
                for name, inner, place in entries
            )
        entries = shaper.entries(raw.get("vocabularies"), ("vocabularies",), "'vocabularies'")
        vocabularies = {
            name: read_vocabulary(shaper, inner, place) for name, inner, place in entries
        }
        known = {name: read for name, read in vocabularies.items() if read is not None}
        entries = shaper.entries(raw.get("records"), ("records",), "'records'")
        body["records"] = _kept(
            (name, read_record_type(shaper, inner, place, known)) for name, inner, place in entries
        )
        body["vocabularies"] = known
        body["impossible"] = _impossible(shaper, raw.get("impossible"))
        body["migrations"] = _migrations(shaper, raw.get("migrations"))
        words = shaper.sequence(raw.get("quantity_words"), ("quantity_words",), "'quantity_words'")
        body["quantity_words"] = tuple(words)
        self._keep(shaper)
        return body

    def _keep(self, shaper: Shaper) -> None:
        self.found += shaper.found
        self._whole = self._whole and not shaper.found

    def _gather(
        self, folder: str, read: Callable[[Shaper], Iterator[tuple[str, Code | Typology]]]
    ) -> dict[str, Code | Typology]:
        gathered: dict[str, Code | Typology] = {}
        for path in sorted((self._root / self._folder / folder).glob("*.yaml")):
            shaper = self._open(f"{self._folder}/{folder}/{path.name}")
            if shaper is None:
                continue
            for name, item in read(shaper):
                if name in gathered:
                    self._declared_twice(name, gathered[name], item)
                else:
                    gathered[name] = item
            self._keep(shaper)
        return gathered

    def _declared_twice(self, name: str, first: Code | Typology, second: Code | Typology) -> None:
        what = "code" if isinstance(second, Code) else "typology"
        related = (Related(first.position, "first declared here"),)
        message = f"{what} '{name}' is declared a second time"
        hint = "keep one of the two, or give one another id"
        self.found.append(finding(DECLARED_TWICE, second.position, message, hint, related))

    def _theme(self, shaper: Shaper, vocabularies: Vocabularies) -> Iterator[tuple[str, Code]]:
        raw = shaper.mapping(shaper.document.data, (), "a theme file") or {}
        header = {key: value for key, value in raw.items() if key != "codes"}
        shaper.build(_THEME_FILE, header, ())
        theme = raw.get("theme", "")
        for name, body, path in shaper.entries(raw.get("codes"), ("codes",), "'codes'"):
            if name in RESERVED:
                message = f"'{name}' is a word of the condition language and cannot be a code"
                shaper.say(RESERVED_ID, path, message, "choose another id", key=True)
                continue
            code = read_code(shaper, {"theme": theme, **body}, path, vocabularies)
            if code is not None:
                yield name, code


def _typology(shaper: Shaper) -> Iterator[tuple[str, Typology]]:
    typology = read_typology(shaper)
    if typology is not None:
        yield typology.id, typology


def _with_reasons(shaper: Shaper, body: Raw, path: Path) -> Raw:
    """An entry whose acceptances, if it has any, know their places."""
    if "accept" not in body:
        return body
    listed = shaper.sequence(body["accept"], (*path, "accept"), "'accept'")
    placed = (
        shaper.placed(item, (*path, "accept", i)) if isinstance(item, dict) else item
        for i, item in enumerate(listed)
    )
    return {**body, "accept": tuple(placed)}


def _impossible(shaper: Shaper, raw: object) -> tuple[Raw, ...]:
    read = []
    for i, item in enumerate(shaper.sequence(raw, ("impossible",), "'impossible'")):
        path: Path = ("impossible", i)
        body = shaper.mapping(item, path, "an impossible combination")
        if body is None:
            continue
        if "when" not in body:
            shaper.missing(path, "when", "add a line 'when: ...' with a condition")
            continue
        condition = read_condition(shaper, body["when"], (*path, "when"))
        if condition is not None:
            read.append(shaper.placed({**body, "when": condition}, path))
    return tuple(read)


def _migrations(shaper: Shaper, raw: object) -> tuple[Raw, ...]:
    read = []
    for i, item in enumerate(shaper.sequence(raw, ("migrations",), "'migrations'")):
        path: Path = ("migrations", i)
        body = shaper.mapping(item, path, "a migration")
        if body is not None:
            named = shaper.sequence(body.get("to"), (*path, "to"), "'to'") if "to" in body else ()
            read.append(shaper.placed({**body, **({"to": tuple(named)} if named else {})}, path))
    return tuple(read)


def _kept(pairs: Iterator[tuple[str, object]]) -> dict[str, object]:
    return {name: value for name, value in pairs if value is not None}
