"""A value that becomes several in all files of a study."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.model.codebook import Code, Scale
from qualcode.model.names import Kind, Name
from qualcode.pipeline.merging import declared
from qualcode.pipeline.refactoring import Draft, Ground, Refactored, Why, finished, noted
from qualcode.pipeline.renaming import told
from qualcode.refactoring.asked import name_asked, new_name
from qualcode.refactoring.renaming import NotDone, Touched
from qualcode.refactoring.splitting import split_in
from qualcode.source import Document, read_document
from qualcode.source.writing_yaml import in_flow

Decided = Mapping[str, Sequence[str]]
"""What the value is in each case that was decided on."""


def split(ground: Ground, value: str, into: str, decisions: Path | None, why: Why) -> Refactored:
    """Everything that changes when a value becomes several; nothing is written.

    Raises:
        Misuse: there is no such value, a new one cannot be had, or a place cannot be changed.
    """
    old = name_asked(ground.book, value, (Kind.VALUE,))
    new = [new_name(ground.book, old, word.strip()).id for word in into.split(",")]
    if len(new) < 2 or len(set(new)) < len(new):
        raise Misuse("name two values or more, as --into first,second")
    decided = _decided(ground, old, new, decisions) if decisions else {}
    documents, touched = _split(ground, (old, new), decided)
    place = str(old).removesuffix(old.id)
    note = {"change": "split", "kind": "value", "name": str(old), "to": [place + id for id in new]}
    was = {"was": in_flow(declared(ground, old))}
    main = ground.main_file()
    after = documents.get(main, ground.documents[main])
    whole = noted(ground, after, {"date": why.date, **note, **told(why), **was})
    texts = {**{file: one.text for file, one in documents.items()}, main: whole.text}
    doubts = tuple(
        Touched(word.at, old.id, " or ".join(new))
        for word in ground.template_words
        if word.word == old.id and (not word.names or old in word.names)
    )
    return finished(ground, Draft(texts, touched, ground.verdicts(), doubts))


def _split(
    ground: Ground, names: tuple[Name, Sequence[str]], decided: Decided
) -> tuple[dict[str, Document], list[Touched]]:
    documents: dict[str, Document] = {}
    touched: list[Touched] = []
    troubles: list[str] = []
    for file, document in ground.documents.items():
        data = document.data
        case = str(data.get("case")) if isinstance(data, dict) else ""
        declares = file.startswith(f"{ground.folder}/")
        known = () if declares else decided.get(case, ())
        done = split_in(document, ground.mentions[file], names, declares=declares, decided=known)
        if isinstance(done, NotDone):
            troubles.append(f"{done.at}: {done.message}")
        elif done is not None:
            documents[file] = done.document
            touched += done.touched
    if troubles:
        raise Misuse("nothing was changed:\n" + "\n".join(troubles))
    return documents, touched


def _decided(ground: Ground, old: Name, new: Sequence[str], file: Path) -> Decided:
    """What a file decides, case by case."""
    document, found = read_document(file, str(file))
    troubles = [f"{one.at}: {one.message}" for one in found]
    data = document.data if document is not None else None
    if document is not None and not troubles:
        if not isinstance(data, dict):
            raise Misuse(f"'{file}': write one line for each case, as 'case: {new[0]}'")
        troubles += _wrong(ground, old, new, document)
    if troubles:
        raise Misuse("nothing was changed:\n" + "\n".join(troubles))
    listed = data if isinstance(data, dict) else {}
    return {case: said if isinstance(said, list) else [str(said)] for case, said in listed.items()}


def _wrong(ground: Ground, old: Name, new: Sequence[str], document: Document) -> Iterator[str]:
    cases = sorted(case.id for case in ground.study.cases)
    is_set = _is_set(ground, old)
    for case, said in document.data.items() if isinstance(document.data, dict) else ():
        if case not in cases:
            hint = did_you_mean(case, cases)
            yield f"{document.locate((case,), key=True)}: there is no case '{case}'" + (
                f"; {hint}" if hint else ""
            )
        if isinstance(said, list) and (not is_set or not said):
            yield f"{document.locate((case,))}: write one value, {' or '.join(new)}"
            continue
        for one in said if isinstance(said, list) else [said]:
            if one not in new:
                hint = did_you_mean(str(one), new) or f"there are {' and '.join(new)}"
                yield f"{document.locate((case,))}: '{one}' is none of the new values; {hint}"


def _is_set(ground: Ground, old: Name) -> bool:
    """Whether all codes that have a value are sets."""
    book = ground.book
    fields = [(id, "") for id in book.codebook.codes]
    fields += [(id, group) for group, r in book.codebook.records.items() for id in r.fields]
    owned: list[Code | None] = [book.code(*one) for one in fields if book.owner(*one) == old.within]
    return all(code is not None and code.scale is Scale.SET for code in owned)
