"""Pictures of pages are recognised, and read as the pages are."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from page_scores import Scores
from PIL import Image
from press_sheets import DEVELOPED, KEPT_ASIDE, Sheet, cutting

from bot.errors import PageTooLarge, UnreadableFile
from bot.model import Doubt, PageHints
from bot.reading.formats import scan
from bot.reading.formats.pdf import read_pdf
from bot.reading.formats.scan import read_scan
from bot.reading.layout import Area, LayoutPage, TextLine, read_layout

_HINTS = PageHints()


def _drawn(data: bytes, dots: int = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    return document[0].render(scale=dots / 72).to_pil().convert("RGB")


def _saved(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, form, **options)
    return data.getvalue()


def test_a_pdf_whose_text_layer_is_rubbish_is_recognised() -> None:
    pytest.importorskip("rapidocr")
    data, press = cutting()
    scores = Scores()
    [page] = read_pdf(data, "剪报.pdf", _HINTS)
    told = scores.add(page.articles, press.pages[0].stories)
    assert scores.segmentation == 1, told
    assert scores.headline == 1, told
    assert scores.accuracy >= 0.97, told


def test_a_photograph_is_turned_as_its_camera_says_and_set_straight() -> None:
    pytest.importorskip("rapidocr")
    data, press = cutting()
    picture = _drawn(data).rotate(1.2, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x0112] = 6
    photograph = _saved(picture.rotate(90, expand=True), "JPEG", quality=85, exif=exif)
    scores = Scores()
    [page] = read_scan(photograph, "照片.jpg", _HINTS)
    told = scores.add(page.articles, press.pages[0].stories)
    assert scores.segmentation == 1, told
    assert scores.accuracy >= 0.97, told


@pytest.mark.slow
@pytest.mark.parametrize("sheets", [DEVELOPED, KEPT_ASIDE], ids=["developed", "kept aside"])
def test_pages_at_150_dots_an_inch(sheets: Sequence[Sheet]) -> None:
    pytest.importorskip("rapidocr")
    scores, told = Scores(), []
    for sheet in sheets:
        press = sheet(2)
        [page] = read_scan(_saved(_drawn(press.data())), "页.png", _HINTS)
        told += [f"{sheet.__name__}: {wrong}" for wrong in scores.add(page.articles, press.pages[0].stories)]
    assert scores.segmentation >= 0.90, "\n".join(told)
    assert scores.accuracy >= 0.97, "\n".join(told)


def test_doubtful_characters_are_marked_for_the_editor() -> None:
    head = TextLine("老渡口架起新索桥", Area(0, 0, 200, 24), 24)
    texts = ["桥面铺的是回收的旧轨枕，村里的", "木匠带着徒弟一根一根刨平，前后", "用了四十多天，桥才通了车。"]
    lines = [
        TextLine(text, Area(0, 40 + 15 * at, 10.0 * len(text), 50 + 15 * at), 10, doubtful=(3,) if at else ())
        for at, text in enumerate(texts)
    ]
    [page] = read_layout([LayoutPage(300, 400, (head, *lines))], "扫描.png")
    [article] = page.articles
    assert Doubt.CHARACTERS_UNCERTAIN in article.doubts
    assert [repair.original for repair in page.repairs] == [
        "木匠带〔着〕徒弟一根一根刨平，前后",
        "用了四〔十〕多天，桥才通了车。",
    ]
    assert {repair.what for repair in page.repairs} == {"recognised"}


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a" + bytes(50), b"\x89PNG\r\n\x1a\n" + bytes(40), _saved(Image.new("1", (300, 300)))[:60]],
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"read 扫描\.png"):
        read_scan(data, "扫描.png", _HINTS)


def test_a_picture_without_room_for_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="40 by 900 pixels"):
        read_scan(_saved(Image.new("RGB", (40, 900))), "扫描.png", _HINTS)


def test_a_picture_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scan, "PIXEL_LIMIT", 1000)
    with pytest.raises(PageTooLarge, match="200 by 300 pixels"):
        read_scan(_saved(Image.new("RGB", (200, 300))), "扫描.png", _HINTS)
