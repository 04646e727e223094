"""Word documents and archives, made for the tests."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

PAGE = """临江晚报 2024年4月3日 第3版

渡口改建成江畔书房
本报记者 林秋实

4月2日，改建后的临江渡口第一次点灯，候船厅里摆进了六千册图书。
市图书馆介绍，全城十七个书房凭一张借书证都能借还。
"""

MARKDOWN = """# 临江晚报 2024年4月3日 第3版

## 渡口改建成江畔书房

——百姓家门口多了阅读角

本报记者 林秋实

4月2日，改建后的**临江渡口**第一次点灯，[候船厅](http://x)里摆进了六千册图书。

### 一张借书证

全城十七个书房凭一张借书证都能借还。

| 书房 | 册数 |
| --- | --- |
| 渡口 | 6000 |

## 公交加开夜班

晚上十点后，三条线路每二十分钟加开一班。
"""


def styled_word() -> bytes:
    """Two articles under heading styles, with a table."""
    document = Document()
    document.add_paragraph("临江晚报 2024年4月3日 第3版")
    document.add_heading("渡口改建成江畔书房", 1)
    document.add_paragraph("本报记者 林秋实")
    document.add_paragraph("4月2日，改建后的临江渡口第一次点灯，候船厅里摆进了六千册图书。")
    document.add_heading("一张借书证", 2)
    document.add_paragraph("全城十七个书房凭一张借书证都能借还。")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, [("书房", "册数"), ("渡口", "6000")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_heading("公交加开夜班", 1)
    document.add_paragraph("晚上十点后，三条线路每二十分钟加开一班。")
    return _bytes(document)


def typed_word() -> bytes:
    """Two articles whose headlines are only set in the middle and in larger type, one with a kicker."""
    document = Document()
    for kicker, headline, text in (
        ("老码头有了新去处", "渡口改建成江畔书房", "4月2日，临江渡口第一次点灯，厅里摆进了六千册图书。"),
        (None, "公交加开夜班", "晚上十点后，三条线路每二十分钟加开一班，一直开到凌晨一点。"),
    ):
        if kicker:
            _centred(document, kicker, 13)
        _centred(document, headline, 22)
        document.add_paragraph(text)
    return _bytes(document)


def plain_word() -> bytes:
    """A page as text, nothing set apart."""
    document = Document()
    for line in PAGE.splitlines():
        document.add_paragraph(line)
    return _bytes(document)


def archive(files: dict[str, bytes], **how: int) -> bytes:
    """A zip archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how.get("method", zipfile.ZIP_DEFLATED)) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def _centred(document, text: str, size: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).font.size = Pt(size)


def _bytes(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
