"""Subtitles (vtt, srt) as a transcript: who speaks, and when each turn begins."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from io import StringIO
from typing import NamedTuple

import webvtt

from qualcode.diagnostics import Misuse
from qualcode.documents.converted import Converted, Original
from qualcode.documents.plain import decoded

_PAUSE = 2.0
"""Seconds of silence after which a new paragraph begins, where nobody says who speaks."""
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"<[^>]*>")
_NAMED = re.compile(r"([^\W\d_][\w.'’\- ]{0,38}):[ \t]+(?=\S)")


class _Said(NamedTuple):
    """What is said without a break, by whom, from when to when."""

    speaker: str
    start: float
    end: float
    words: str


def read(original: Original) -> Converted:
    """The turns of a file of subtitles, one paragraph each, with the time at which it begins.

    Raises:
        Misuse: the file cannot be read as subtitles.
    """
    text = decoded(original)
    kind = original.ending.removeprefix(".")
    try:
        cues = webvtt.from_buffer(StringIO(text), format=kind)
    except webvtt.errors.MalformedFileError as error:
        message = f"'{original.name}' cannot be read as subtitles ({kind}): {error}"
        raise Misuse(f"{message}; if it is plain text, give it the ending .txt") from error
    said = (
        part
        for cue in cues.captions
        for part in _parts(cue.raw_text, cue.start_in_seconds, cue.end_in_seconds)
    )
    turns = "\n\n".join(_as_text(turn) for turn in _turns(said))
    return Converted(f"{turns}\n", ".txt", f"webvtt-py {webvtt.__version__}")


def _parts(raw: str, start: float, end: float) -> Iterator[_Said]:
    """The parts of a subtitle by speaker: `<v Anna>words</v>`, or `Anna: words`."""
    pieces = _VOICE.split(raw)
    if pieces[0].strip():
        words = _words(pieces[0])
        named = _NAMED.match(words)
        speaker = named[1] if named else ""
        yield _Said(speaker, start, end, words[named.end() :] if named else words)
    for speaker, words in zip(pieces[1::2], pieces[2::2], strict=True):
        yield _Said(unescape(speaker).strip(), start, end, _words(words))


def _words(raw: str) -> str:
    return " ".join(unescape(_TAG.sub("", raw)).split())


def _turns(said: Iterable[_Said]) -> Iterator[_Said]:
    held: _Said | None = None
    for part in said:
        if held is not None and part.speaker in (held.speaker, "") and _goes_on(held, part):
            held = held._replace(end=part.end, words=f"{held.words} {part.words}".strip())
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _goes_on(held: _Said, part: _Said) -> bool:
    return bool(held.speaker) or part.start - held.end < _PAUSE


def _as_text(turn: _Said) -> str:
    whole = int(turn.start)
    time = f"[{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}]"
    name = f" {turn.speaker}:" if turn.speaker else ""
    return f"{time}{name} {turn.words}"
