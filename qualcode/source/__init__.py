"""Reading YAML files so that people are not surprised: plain data, and the place of each part.

Nothing else in qualcode knows a YAML library. Whatever is wrong with a file comes back as
findings; no file makes these functions raise.
"""

from qualcode.source.document import Document
from qualcode.source.files import leads_out, read_bytes
from qualcode.source.mistakes import OUTSIDE, RULES, UNSAFE_ID
from qualcode.source.reading import Read, ReadDocument, parse_document, read_document

__all__ = [
    "OUTSIDE",
    "RULES",
    "UNSAFE_ID",
    "Document",
    "Read",
    "ReadDocument",
    "leads_out",
    "parse_document",
    "read_bytes",
    "read_document",
]
