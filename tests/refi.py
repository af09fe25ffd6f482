"""Small projects and codebooks as other programs export them. Fictional throughout."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import xmlschema

SCHEMAS = Path(__file__).parent / "schemas"
PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def guid(number: int) -> str:
    """A GUID that can be told from others."""
    return f"00000000-0000-4000-8000-{number:012d}"


def project(body: str, name: str = "Korsang") -> str:
    """A project; its body begins on line 3."""
    return f'{HEAD}<Project xmlns="{PROJECT}" name="{name}" origin="Test 1">\n{body}\n</Project>\n'


def codebook(body: str, namespace: str = CODEBOOK) -> str:
    """A codebook; its body begins on line 3."""
    return f'{HEAD}<CodeBook xmlns="{namespace}" origin="Test 1">\n{body}\n</CodeBook>\n'


def packed(xml: str, sources: dict[str, bytes] | None = None) -> bytes:
    """A `.qdpx` file as NVivo orders it: sources first, with a `.root`, the project last."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as opened:
        opened.writestr("sources/.root", b"")
        for name, content in (sources or {}).items():
            opened.writestr(f"sources/{name}", content)
        opened.writestr("project.qde", xml.encode())
    return whole.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files in an archive."""
    with ZipFile(BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def faults(xml: bytes, schema: str) -> list[str]:
    """What a schema of the standard says against a document."""
    judge = xmlschema.XMLSchema(SCHEMAS / schema)
    return [str(error.reason) for error in judge.iter_errors(xml.decode())]


def text_source(number: int, selections: str, more: str = "", name: str = "Samtale") -> str:
    """A text source with its own file `<guid>.txt`."""
    path = f"internal://{guid(number)}.txt"
    return (
        f'<TextSource guid="{guid(number)}" name="{name}" plainTextPath="{path}">'
        f"{selections}{more}</TextSource>"
    )


def selection(number: int, start: int, end: int, name: str, codings: str = "") -> str:
    """A selection of a text."""
    return (
        f'<PlainTextSelection guid="{guid(number)}" name="{name}" startPosition="{start}" '
        f'endPosition="{end}">{codings}</PlainTextSelection>'
    )


def coding(number: int, code: int, user: int = 0, time: str = "") -> str:
    """A coding, perhaps by somebody and at some time."""
    said = f' creatingUser="{guid(user)}"' if user else ""
    said += f' creationDateTime="{time}"' if time else ""
    reference = f'<CodeRef targetGUID="{guid(code)}"/>'
    return f'<Coding guid="{guid(number)}"{said}>{reference}</Coding>'
