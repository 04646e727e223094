"""Word documents as XML, with what word processors write and python-docx does not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}">'
    f'<w:name w:val="{name}"/>{more}</w:style>'
    for name, more in {
        "Title": "",
        "heading 1": '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>',
        "heading 2": '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr>',
        "House Head": '<w:basedOn w:val="heading1"/>',
        "toc 1": "",
        "Hidden": "<w:rPr><w:vanish/></w:rPr>",
    }.items()
)


def word(body: str, *, styles: str = STYLES, **notes: str) -> bytes:
    """A document of this body; `footnotes` and `endnotes` are the notes in those parts."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
        "word/document.xml": root("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": root("styles", styles),
        **{f"word/{name}.xml": root(name, inside) for name, inside in notes.items()},
        "word/_rels/document.xml.rels": relationships({each: f"{each}.xml" for each in ("styles", *notes)}),
    }
    return package(parts)


def package(parts: Mapping[str, str]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def root(name: str, inside: str) -> str:
    """A part of a document."""
    return f"<w:{name} {_NAMESPACES}>{inside}</w:{name}>"


def relationships(targets: Mapping[str, str]) -> str:
    """The relationships of a part, by their kind."""
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def paragraph(inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a text without markup becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside if '<' in inside else run(inside)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def headline(text: str, *, half_points: int = 0, bold: bool = False, centred: bool = True) -> str:
    """A headline set by hand."""
    size = f'<w:sz w:val="{half_points}"/>' if half_points else ""
    return paragraph(
        run(text, ("<w:b/>" if bold else "") + size), properties='<w:jc w:val="center"/>' if centred else ""
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table of these cells; a cell without markup becomes a paragraph."""

    def cell(inside: str) -> str:
        return f"<w:tc><w:tcPr/>{inside if '<' in inside else paragraph(inside)}</w:tc>"

    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"
