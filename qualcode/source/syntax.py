"""What a YAML parser complains of, said in the words of somebody who writes case files.

A parser says what it expected; an author wants to know what to change. Each reading knows one
family of complaints, by libyaml or by PyYAML's own parser, and says what the author did.
"""

from typing import Final

from yaml.error import MarkedYAMLError

from qualcode.diagnostics import Diagnostic, finding
from qualcode.source import brackets, characters, lines
from qualcode.source.document import between
from qualcode.source.trouble import Said, trouble_of

_READINGS: Final = (*characters.READINGS, *lines.READINGS, *brackets.READINGS)


def explain(error: MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """What is wrong with a text that a parser has given up on."""
    trouble = trouble_of(error, text)
    said = next(filter(None, (read(trouble) for read in _READINGS)), None)
    if said is None:
        message = f"this is not valid YAML: {error.problem}"
        hint = "put quotes around text with special characters"
        said = Said(trouble.at, trouble.word_end(trouble.at), message, hint)
    at = between(text, file, said.start, said.end)
    return finding(said.rule, at, said.message, said.hint)
