"""Values written as YAML that is read back as the same values."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from qualcode.source.scalars import resolve

# What YAML takes for a line end or refuses, although JSON has it as it is.
_UNSAFE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_BARE: Final = re.compile(r"[^\W\d][\w-]*(?:\.[\w-]+)*")


def in_flow(value: object) -> str:
    """A value in one line: `a`, `"two words"`, `[a, b]`, `{key: value}`."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{in_flow(k)}: {in_flow(v)}' for k, v in value.items())}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(in_flow, value))}]"
    if isinstance(value, str) and _BARE.fullmatch(value) and isinstance(resolve(value), str):
        return value
    return _UNSAFE.sub(lambda one: f"\\u{ord(one[0]):04x}", json.dumps(value, ensure_ascii=False))
