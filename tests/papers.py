"""Files of other programs, made for the tests: Word files and pdfs with invented words."""

from collections.abc import Iterable
from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def tracked(kind: str, words: str) -> str:
    """A tracked change: `ins` or `del`, `moveTo` or `moveFrom`."""
    tag = "delText" if kind == "del" else "t"
    run = f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"
    return f'<w:{kind} {nsdecls("w")} w:id="1" w:author="x">{run}</w:{kind}>'


def word_file() -> bytes:
    """A Word file with a heading, tracked changes, a list, a table and a comment."""
    paper = docx.Document()
    paper.add_heading("Samtale (opdigtet)", 1)
    paragraph = paper.add_paragraph("Åse: Vi mødes hver ")
    paragraph._p.append(parse_xml(tracked("ins", "tirsdag")))
    paragraph._p.append(parse_xml(tracked("del", "onsdag")))
    run = paragraph.add_run(" aften.")
    run.add_break()
    paragraph.add_run("Altid.")
    paper.add_comment(run, text="duty", author="x")
    paper.add_paragraph("kaffe", style="List Bullet")
    cells = paper.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "a", "b"
    return _saved(paper)


def _saved(paper: "docx.document.Document") -> bytes:
    data = BytesIO()
    paper.save(data)
    return data.getvalue()


def pdf_file(pages: Iterable[Iterable[str]]) -> bytes:
    """A pdf with the lines of its pages; a page without lines is like a scanned one."""
    contents = [_page(lines) for lines in pages]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(contents)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, content in enumerate(contents):
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * i} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _numbered(parts)


def _page(lines: Iterable[str]) -> bytes:
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    return f"BT /F1 12 Tf 50 700 Td {shown} ET".encode("cp1252")


def _numbered(parts: list[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    size = len(parts) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return data + head + table + end % (size, len(data))
