"""Reading YAML files so that people are not surprised: plain data, and the place of each part.

Nothing else in qualcode knows a YAML library. Whatever is wrong with a file comes back as
findings; no file makes these functions raise.
"""

from qualcode.source.document import Document
from qualcode.source.mistakes import RULES
from qualcode.source.reading import Read, parse_document, read_document

__all__ = ["RULES", "Document", "Read", "parse_document", "read_document"]
