"""Two codes or values made one, and a code moved to another theme, in all files."""

from collections.abc import Mapping
from typing import NamedTuple

from qualcode.diagnostics import Misuse
from qualcode.model.codebook import Code, Scale
from qualcode.model.names import Kind, Name
from qualcode.pipeline.refactoring import Draft, Ground, Refactored, Why, finished, noted
from qualcode.pipeline.renaming import in_templates, told
from qualcode.refactoring.asked import name_asked
from qualcode.refactoring.joining import Keep
from qualcode.refactoring.merging import is_declaration, merge_in
from qualcode.refactoring.moving import CODES, moved_code
from qualcode.refactoring.renaming import NotDone, Touched
from qualcode.source import Document
from qualcode.source.writing_yaml import in_flow

_MERGED = (Kind.CODE, Kind.VALUE)


class Asked(NamedTuple):
    """What is to be merged, and what counts where a case has both codes: one of them, or both."""

    first: str
    second: str
    into: str
    keep: str = ""


def merge(ground: Ground, asked: Asked, why: Why) -> Refactored:
    """Everything that changes when two codes, or two values, become one; nothing is written.

    Raises:
        Misuse: they are not two of a kind, or something would be lost.
    """
    one, other = (name_asked(ground.book, text, _MERGED) for text in asked[:2])
    kept = name_asked(ground.book, asked.into, _MERGED)
    if one == other or kept not in (one, other):
        raise Misuse("name two, and with --into the one of them that stays")
    gone = other if kept == one else one
    _check_pair(ground, gone, kept)
    documents, touched = _merged(ground, gone, kept, _kept(ground, gone, kept, asked.keep))
    note = {"change": "merge", "kind": gone.kind.value, "name": str(gone), "to": [str(kept)]}
    was = {"was": in_flow(declared(ground, gone))}
    templates, words, doubts = in_templates(ground, gone, kept)
    texts = _noted(ground, documents, {"date": why.date, **note, **told(why), **was})
    draft = Draft({**texts, **templates}, (*touched, *words), ground.verdicts(), doubts)
    return finished(ground, draft)


def _kept(ground: Ground, gone: Name, kept: Name, asked: str) -> Keep:
    """Which value counts where a case has both codes."""
    if not asked:
        return Keep.NEITHER
    if gone.kind is not Kind.CODE:
        raise Misuse("--keep is for two codes; take it out where values are merged")
    if asked == Keep.BOTH:
        return Keep.BOTH
    name = name_asked(ground.book, asked, (Kind.CODE,))
    if name not in (gone, kept):
        raise Misuse(f"'{name}' is not merged here; give --keep '{gone}', '{kept}' or 'both'")
    return Keep.GONE if name == gone else Keep.KEPT


def _merged(
    ground: Ground, gone: Name, kept: Name, keep: Keep
) -> tuple[dict[str, Document], list[Touched]]:
    """The files in which something is changed, and where."""
    documents: dict[str, Document] = {}
    touched: list[Touched] = []
    troubles: list[str] = []
    for file, document in ground.documents.items():
        declares = file.startswith(f"{ground.folder}/")
        pair = (gone, kept)
        done = merge_in(document, ground.mentions[file], pair, declares=declares, keep=keep)
        if isinstance(done, NotDone):
            troubles.append(f"{done.at}: {done.message}")
        elif done is not None:
            documents[file] = done.document
            touched += done.touched
    if troubles:
        raise Misuse("nothing was changed:\n" + "\n".join(troubles))
    return documents, touched


def _noted(
    ground: Ground, documents: Mapping[str, Document], note: Mapping[str, object]
) -> dict[str, str]:
    main = ground.main_file()
    after = noted(ground, documents.get(main, ground.documents[main]), note)
    return {**{file: one.text for file, one in documents.items()}, main: after.text}


def declared(ground: Ground, name: Name) -> object:
    """What the codebook's files say where a code or value is declared."""
    for file, mentions in ground.mentions.items():
        for mention in mentions if file.startswith(f"{ground.folder}/") else ():
            if mention.name == name and mention.is_key and is_declaration(mention.path):
                value = ground.documents[file].data
                for step in mention.path:
                    value = value[step]  # type: ignore[index]  # a path in the data
                return value
    return {}


def _check_pair(ground: Ground, gone: Name, kept: Name) -> None:
    if gone.kind is not kept.kind or gone.within != kept.within:
        raise Misuse(f"'{gone}' and '{kept}' are not two codes, or two values of one code")
    if gone.kind is Kind.CODE:
        before, after = (ground.book.code(one.id, one.within) for one in (gone, kept))
        if before is not None and after is not None:
            _check_codes(before, after)
    else:
        _check_neighbours(ground, gone, kept)


def _check_codes(gone: Code, kept: Code) -> None:
    if gone.derived is not None or kept.derived is not None:
        raise Misuse("a derived code is computed, and cannot be merged with another")
    if gone.scale is not kept.scale:
        raise Misuse(f"'{gone.id}' has scale {gone.scale}, but '{kept.id}' has {kept.scale}")
    units = [unit for unit in gone.units if unit not in kept.units]
    if units:
        raise Misuse(f"'{gone.id}' is coded for {', '.join(units)}, '{kept.id}' is not")
    missing = [value for value in gone.value_ids if value not in kept.value_ids]
    if missing:
        raise Misuse(
            f"'{kept.id}' has no value {', '.join(map(repr, missing))}, which '{gone.id}' has; "
            "rename or merge the values first, or declare them"
        )


def _check_neighbours(ground: Ground, gone: Name, kept: Name) -> None:
    """Values of an ordinal code are merged with the next only, or the order would be lost."""
    code = ground.book.code(gone.within)
    if code is None or code.scale is not Scale.ORDINAL:
        return
    distance = code.value_ids.index(gone.id) - code.value_ids.index(kept.id)
    if abs(distance) != 1:
        raise Misuse(f"'{gone.id}' and '{kept.id}' are not next to each other in '{code.id}'")


def move(ground: Ground, code: str, theme: str, why: Why) -> Refactored:
    """What changes when a code moves to the file of another theme; nothing is written.

    Raises:
        Misuse: there is no such code or theme, or the files do not allow it.
    """
    name = name_asked(ground.book, code, (Kind.CODE,))
    goal = name_asked(ground.book, theme, (Kind.THEME,))
    if name.within:
        raise Misuse(f"'{name}' is a field of records, which belong to no theme's file")
    source, target = _file_with(ground, name.id), _file_of_theme(ground, goal.id)
    if source is target:
        raise Misuse(f"'{name}' is in theme '{goal}' already")
    done = moved_code(name.id, source, target)
    if isinstance(done, NotDone):
        raise Misuse(f"{done.at}: {done.message}")
    note = {"change": "move", "kind": "code", "name": str(name), "to": [goal.id]}
    both = {one.file: one for one in done[0]}
    texts = _noted(ground, both, {"date": why.date, **note, **told(why)})
    return finished(ground, Draft(texts, (done[1],), ground.verdicts()))


def _file_with(ground: Ground, code: str) -> Document:
    for document in _theme_files(ground):
        if isinstance(document.data, dict) and code in (document.data.get(CODES) or {}):
            return document
    raise Misuse(f"'{code}' is declared in no theme's file")


def _file_of_theme(ground: Ground, theme: str) -> Document:
    for document in _theme_files(ground):
        if isinstance(document.data, dict) and document.data.get("theme") == theme:
            return document
    raise Misuse(
        f"theme '{theme}' has no file yet; make one in '{ground.folder}/themes' with a code in it"
    )


def _theme_files(ground: Ground) -> list[Document]:
    folder = f"{ground.folder}/themes/"
    return [one for file, one in ground.documents.items() if file.startswith(folder)]
