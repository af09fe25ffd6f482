"""Pictures in Word: as PNG, with the drawing itself for programs that show it sharper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart

from qualcode.typeset.pictures import fitted
from qualcode.typeset.raster import to_png
from qualcode.typeset.word.xml import element, plain

_EMU: Final = 12_700
"""So many of Word's units are a point."""
_FIRST: Final = 1000
"""Where the numbers of pictures begin; a template's headers have small ones."""
_NAMESPACES: Final = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_INLINE: Final = f"""
<wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0">
  <wp:extent cx="0" cy="0"/>
  <wp:docPr id="0" name=""/>
  <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
  <a:graphic>
    <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
      <pic:pic>
        <pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>
        <pic:blipFill>
          <a:blip r:embed="">
            <a:extLst>
              <a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">
                <asvg:svgBlip
                  xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
                  r:embed=""/>
              </a:ext>
            </a:extLst>
          </a:blip>
          <a:stretch><a:fillRect/></a:stretch>
        </pic:blipFill>
        <pic:spPr>
          <a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>
          <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
        </pic:spPr>
      </pic:pic>
    </a:graphicData>
  </a:graphic>
</wp:inline>
"""
_PATHS: Final = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a file, numbered as they come."""

    part: DocumentPart
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def run(self, svg: str, alternative: str, width: float, height: float) -> BaseOxmlElement:
        """A run with a picture that fits into a room, in points."""
        number = next(self._numbers)
        wide, high = (round(size * _EMU) for size in fitted(svg, width, height))
        inline = parse_xml("".join(line.strip() + " " for line in _INLINE.splitlines()))
        for size in (
            *inline.findall("wp:extent", _PATHS),
            *inline.findall(".//pic:spPr/a:xfrm/a:ext", _PATHS),
        ):
            size.set("cx", str(wide))
            size.set("cy", str(high))
        for named in (*inline.findall("wp:docPr", _PATHS), *inline.findall(".//pic:cNvPr", _PATHS)):
            named.set("id", str(_FIRST + number))
            named.set("name", f"Picture {number}")
            named.set("descr", plain(alternative))
        shown, drawn = inline.xpath(".//@r:embed/..")
        shown.set(_EMBED, self.part.get_or_add_image(BytesIO(to_png(svg)))[0])
        drawn.set(_EMBED, self._drawing(svg, number))
        return element("w:r", element("w:drawing", inline))

    def _drawing(self, svg: str, number: int) -> str:
        name = PackURI(f"/word/media/drawing{number}.svg")
        drawing = Part(name, "image/svg+xml", svg.encode(), self.part.package)
        return self.part.relate_to(drawing, RELATIONSHIP_TYPE.IMAGE)
