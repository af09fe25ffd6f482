"""The documents of a case: what its file declares of them, and the stored text beside it."""

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import NamedTuple

from pydantic import TypeAdapter

from qualcode.diagnostics import Diagnostic, Location
from qualcode.documents.stored import stored_form
from qualcode.loading.shape import Path, Raw, Shaper, field_names
from qualcode.model.base import POSITION
from qualcode.model.document import Origin
from qualcode.model.places import DOCUMENTS
from qualcode.source import read_document
from qualcode.source.files import read_text

TEXT_ENDINGS = (".md", ".txt")
ORIGIN_ENDING = ".origin.yaml"

_ORIGIN = TypeAdapter(Origin)


class StoredDocument(NamedTuple):
    """A text file in a folder of documents, and what its record says of where it came from."""

    file: str
    text: str | None
    origin: Origin | None


FolderDocuments = Mapping[str, StoredDocument]
"""The stored documents of a case by their ids: the names of their files without the ending."""

NO_DOCUMENTS: FolderDocuments = MappingProxyType({})


class DocumentFolder:
    """Reads one folder of documents, and keeps what is wrong with it in `found`."""

    def __init__(self, root: FilePath, folder: str) -> None:
        """A reader for a folder, relative to the study's root."""
        self._root = root
        self._folder = folder
        self.found: list[Diagnostic] = []

    def read(self) -> FolderDocuments:
        """The documents in the folder, none if it is not there; of two of one name, the first."""
        read: dict[str, StoredDocument] = {}
        for name in self._names():
            read.setdefault(name.rpartition(".")[0], self._stored(name))
        return read

    def _names(self) -> Iterator[str]:
        folder = self._root / self._folder
        if folder.is_dir():
            paths = sorted(folder.iterdir())
            yield from (path.name for path in paths if path.suffix in TEXT_ENDINGS)

    def _stored(self, name: str) -> StoredDocument:
        text = read_text(self._root / self._folder / name, f"{self._folder}/{name}")
        if isinstance(text, Diagnostic):
            self.found.append(text)
            return StoredDocument(name, None, None)
        return StoredDocument(name, stored_form(text), self._origin(name.rpartition(".")[0]))

    def _origin(self, id: str) -> Origin | None:
        file = f"{self._folder}/{id}{ORIGIN_ENDING}"
        if not (self._root / file).exists():
            return None
        document, found = read_document(self._root / file, file)
        self.found += found
        if document is None:
            return None
        shaper = Shaper(document, field_names(Origin))
        data = shaper.mapping(document.data, (), "a record") or {}
        remarks = shaper.sequence(data.get("remarks"), ("remarks",), "'remarks'")
        origin = shaper.build(_ORIGIN, {**data, "remarks": tuple(remarks)}, ())
        self.found += shaper.found
        return origin


def read_documents(shaper: Shaper, raw: object, stored: FolderDocuments) -> Raw:
    """The documents of a case, raw: those that its file declares, then the others there are."""
    read: Raw = {}
    for name, body, path in shaper.entries(raw, (DOCUMENTS,), f"'{DOCUMENTS}'"):
        read[name] = _declared(shaper, name, body, path, stored)
    used = {entry["file"] for entry in read.values() if isinstance(entry, dict)}
    home = shaper.document.file.rpartition("/")[0]
    for name, one in stored.items():
        if name not in read and one.file not in used:
            at = Location(f"{home}/{DOCUMENTS}/{one.file}")
            read[name] = {"id": name, POSITION: at, **_found(one)}
    return read


def _declared(shaper: Shaper, name: str, body: Raw, path: Path, stored: FolderDocuments) -> Raw:
    locate = shaper.document.locate
    places = {key: locate((*path, key)) for key in ("kind", "date") if key in body}
    listed = body.get("respondents")
    if listed is not None:
        roles = shaper.sequence(listed, (*path, "respondents"), "'respondents'")
        at = tuple(locate((*path, "respondents", i)) for i in range(len(roles)))
        body = {**body, "respondents": tuple(roles), "__respondent_positions__": at}
    file = body.get("file", "")
    by_file = {one.file: one for one in stored.values()}
    one = by_file.get(str(file)) if file else stored.get(name)
    declared = {"file": file, "__is_declared__": True, "__places__": places}
    return {**body, **declared, **({} if one is None else _found(one))}


def _found(one: StoredDocument) -> Raw:
    return {"file": one.file, "__has_file__": True, "__text__": one.text, "__origin__": one.origin}
