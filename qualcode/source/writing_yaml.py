"""Values written as YAML that is read back as the same values."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from qualcode.source.scalars import resolve

_BARE: Final = re.compile(r"[^\W\d][\w-]*(?:\.[\w-]+)*")


def in_flow(value: object) -> str:
    """A value in one line: `a`, `"two words"`, `[a, b]`, `{key: value}`."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{in_flow(k)}: {in_flow(v)}' for k, v in value.items())}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(in_flow, value))}]"
    if isinstance(value, str) and _BARE.fullmatch(value) and isinstance(resolve(value), str):
        return value
    return json.dumps(value, ensure_ascii=False)
