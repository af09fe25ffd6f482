"""The texts of sources and notes, wherever in a project file they are."""

from collections.abc import Mapping
from typing import Final

from qualcode.exchange.refi.model import Source

_INTERNAL: Final = "internal://"
_ELSEWHERE: Final = ("relative://", "absolute://")


class NoText(Exception):  # noqa: N818 - it says why, and is no bug
    """There is no text for a source; the message says why."""


def file_of(path: str, files: Mapping[str, bytes]) -> str:
    """The name in `sources/` that a path means, however a program writes it.

    Raises:
        NoText: there is no such file inside the project.
    """
    if path.startswith(_ELSEWHERE):
        raise NoText(f"its file is not inside the project: {path}")
    name = path.replace("\\", "/").removeprefix(_INTERNAL).lstrip("/").removeprefix("sources/")
    by_name = {one.casefold(): one for one in files}
    bare = {_bare(one): one for one in by_name}
    found = by_name.get(name.casefold()) or by_name.get(bare.get(_bare(name), ""))
    if found is None:
        raise NoText(f"its file is not in the project: {path}")
    return found


def _bare(name: str) -> str:
    return name.casefold().replace("{", "").replace("}", "")


def text_of(source: Source, files: Mapping[str, bytes]) -> str:
    """The text of a source as it is in the project, with its line ends and perhaps a mark.

    Raises:
        NoText: there is none, or it is not UTF-8.
    """
    if source.content:
        return source.content
    if not source.path:
        raise NoText("there is no text for it")
    name = file_of(source.path, files)
    data = files[name]
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return data.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError as error:
        raise NoText(f"its text is not UTF-8, at byte {error.start + 1} of '{name}'") from None
