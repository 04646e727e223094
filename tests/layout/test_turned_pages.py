"""A page that its file turns is read as it is shown."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
import pytest
from fpdf import FPDF

from bot.reading.formats.pdf import pdf_layout


def _with_a_dark_box(quarters: int) -> bytes:
    paper = FPDF(unit="pt", format=(300, 500))
    paper.add_page()
    paper.set_font("helvetica", size=12)
    paper.text(60, 300, "some words that make a text layer of this page")
    paper.set_fill_color(0, 0, 0)
    paper.rect(40, 60, 100, 80, style="F")
    document = pypdfium2.PdfDocument(bytes(paper.output()))
    document[0].set_rotation(90 * quarters)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize("quarters", range(4))
def test_what_is_drawn_stands_where_it_is_shown(quarters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reading.formats.pdf.why_unreadable", lambda glyphs: None)
    data = _with_a_dark_box(quarters)
    [layout] = pdf_layout(data, "页.pdf")
    shown = np.asarray(pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L"))
    [frame] = layout.frames
    inside = shown[
        round(frame.top) + 2 : round(frame.bottom) - 2, round(frame.left) + 2 : round(frame.right) - 2
    ]
    assert inside.size > 5000
    assert inside.max() < 40
    assert (layout.height, layout.width) == shown.shape
    assert len(layout.lines) == (1 if quarters == 0 else 0)
