"""Word documents that tests write by hand: a zip file with the little XML that a document needs."""

from __future__ import annotations

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>'
)
STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="FONT" w:hAnsi="FONT" w:cs="FONT"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/><w:rPr>'
    '<w:szCs w:val="40"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/>'
    "</w:style></w:styles>"
)


def _relate(kind: str, target: str) -> str:
    relation = f'<Relationship Id="r1" Type="{_RELATION}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}">{relation}</Relationships>'


def run(text: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of runs; text that is no XML becomes one."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    content = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{style}<w:bidi/></w:pPr>{content}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell that is no XML becomes a paragraph."""
    cells = ("".join(f"<w:tc>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def document(body: str, prolog: str = "", font: str = "Noto Naskh Arabic", **parts: str | bytes) -> bytes:
    """Return a document; `parts` are more files of it, with «_» for «/» in their names."""
    root = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", _relate("officeDocument", "word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", _relate("styles", "styles.xml"))
        archive.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?>{prolog}{root}')
        archive.writestr("word/styles.xml", STYLES.replace("FONT", font))
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/") + ".xml", content)
    return packed.getvalue()
