"""The record beside a stored text: what it was made from, with digests."""

import json

from qualcode.documents.converted import Converted, Original
from qualcode.documents.stored import digest


def origin_record(name: str, original: Original, converted: Converted, command: str) -> str:
    """The record of where a text came from; JSON texts are YAML texts too."""
    values = {
        "document": name,
        "original": original.name,
        "original_sha256": original.digest,
        "converter": converted.converter,
        "text_sha256": digest(converted.text),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    if converted.remarks:
        lines += ["remarks:"]
        lines += [f"  - {json.dumps(one, ensure_ascii=False)}" for one in converted.remarks]
    return "\n".join((f"# Written by '{command}'.", *lines, ""))
