"""What a PDF file may be, and what is said of one that cannot be read."""

from __future__ import annotations

import pytest
from fpdf import FPDF
from pylopdf_fonts_zh_cn import serif_path

from bot.errors import EncryptedFile, PageTooLarge, UnreadableFile
from bot.model import PageHints
from bot.reading.formats import pdf

_HINTS = PageHints()


def _paper(texts: list[str]) -> FPDF:
    paper = FPDF(unit="pt", format=(500, 700))
    paper.add_font("serif", fname=serif_path())
    for text in texts:
        paper.add_page()
        paper.set_font("serif", size=24)
        paper.text(60, 80, "老渡口架起新索桥")
        paper.set_font("serif", size=10)
        for number in range(0, len(text), 30):
            paper.text(60, 120 + number / 2, text[number : number + 30])
    return paper


_TEXT = (
    "　　秋分这天，下河村的老渡口架起了一座索桥，对岸的孩子上学少走六里山路。"
    "桥面铺的是回收的旧轨枕，村里的木匠带着徒弟一根一根刨平，前后用了四十多天。"
)


def test_a_plain_page_gives_its_article() -> None:
    [page] = pdf.read_pdf(bytes(_paper([_TEXT]).output()), "渡口.pdf", _HINTS)
    [article] = page.articles
    assert article.headline == "老渡口架起新索桥"
    assert article.paragraphs == (_TEXT.strip(),)


def test_every_line_is_accounted_for() -> None:
    [page] = pdf.read_pdf(bytes(_paper([_TEXT]).output()), "渡口.pdf", _HINTS)
    assert [verdict.number for verdict in page.verdicts] == list(range(1, page.original.count("\n") + 2))


def test_each_page_of_a_file_is_a_page() -> None:
    pages = pdf.read_pdf(bytes(_paper([_TEXT, _TEXT]).output()), "渡口.pdf", _HINTS)
    assert [page.name for page in pages] == ["渡口.pdf#page=1", "渡口.pdf#page=2"]
    assert len({article.id for page in pages for article in page.articles}) == 2


def test_a_locked_file_is_named() -> None:
    paper = _paper([_TEXT])
    paper.set_encryption(owner_password="eigner", user_password="leser")
    with pytest.raises(EncryptedFile, match=r"read 渡口\.pdf: it is locked by a password"):
        pdf.read_pdf(bytes(paper.output()), "渡口.pdf", _HINTS)


@pytest.mark.parametrize("data", [b"", b"  \n", b"%PDF-1.7\n", b"no pdf at all" * 50])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"read 渡口\.pdf"):
        pdf.read_pdf(data, "渡口.pdf", _HINTS)


def test_a_file_cut_short_is_refused_or_read() -> None:
    data = bytes(_paper([_TEXT]).output())
    for length in range(0, len(data), len(data) // 7):
        try:
            pdf.read_pdf(data[:length], "渡口.pdf", _HINTS)
        except UnreadableFile as error:
            assert "渡口.pdf" in str(error)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGE_LIMIT", 1)
    with pytest.raises(PageTooLarge, match="it has 2 pages"):
        pdf.read_pdf(bytes(_paper([_TEXT, _TEXT]).output()), "渡口.pdf", _HINTS)


def test_too_many_objects_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "OBJECT_LIMIT", 10)
    with pytest.raises(PageTooLarge, match="objects"):
        pdf.read_pdf(bytes(_paper([_TEXT]).output()), "渡口.pdf", _HINTS)
