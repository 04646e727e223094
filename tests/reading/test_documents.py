"""Files of every format that is text: found by their content, read into pages, or refused with the reason."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
import web_samples
from document_samples import MARKDOWN, PAGE, archive, plain_word, styled_word, typed_word

from bot.errors import EncryptedFile, NothingToRead, PageTooLarge, ReadingError, UnreadableFile
from bot.model import PageHints
from bot.reading.documents import is_plain, read_document
from bot.reading.formats import archive as zip_archive
from bot.reading.formats.sniffing import Format, format_of


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PAGE.encode(), "a.txt", Format.TEXT),
        (PAGE.encode(), "a.html", Format.TEXT),
        (b"BMW \xe6\x8a\xa5", "a.txt", Format.TEXT),
        (MARKDOWN.encode(), "a.md", Format.MARKDOWN),
        (MARKDOWN.encode(), "message 3", Format.MARKDOWN),
        (web_samples.ORDINARY.encode(), "a.txt", Format.HTML),
        (web_samples.ORDINARY.encode("utf-16"), "a", Format.HTML),
        ("<p>氢能".encode(), "a.htm", Format.HTML),
        (styled_word(), "a.bin", Format.WORD),
        (archive({"a.txt": b"x"}), "a.docx", Format.ARCHIVE),
        (archive({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "a.docx", Format.OTHER),
        (b"\n%PDF-1.4", "a.txt", Format.PDF),
        (b"\xff\xd8\xff\xe0", "a.txt", Format.PICTURE),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a", Format.PICTURE),
        (b"BM" + bytes(60), "a", Format.PICTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", Format.OLD_WORD),
        (b"{\\rtf1", "a.rtf", Format.OTHER),
        (b"PK\x03\x04broken", "a.zip", Format.ARCHIVE),
        (b"", "a.txt", Format.TEXT),
    ],
)
def test_a_format_is_known_by_its_content(data, name, expected) -> None:
    assert format_of(data, name) is expected


@pytest.mark.parametrize(("data", "name"), [(MARKDOWN.encode(), "a.md"), (styled_word(), "a.docx")])
def test_headings_say_where_articles_begin(data, name) -> None:
    [page] = read_document(data, name).pages
    book, bus = page.articles
    assert (book.headline, bus.headline) == ("渡口改建成江畔书房", "公交加开夜班")
    assert book.authors == ("林秋实",)
    assert [subhead.text for subhead in book.subheads] == ["一张借书证"]
    assert book.paragraphs[0] == "4月2日，改建后的临江渡口第一次点灯，候船厅里摆进了六千册图书。"
    assert book.paragraphs[-2:] == ("书房 ｜ 册数", "渡口 ｜ 6000")
    assert (book.source, book.issue_date, book.page) == ("临江晚报", date(2024, 4, 3), "3")
    assert bus.source == "临江晚报"


def test_a_line_after_a_dash_is_the_subheadline() -> None:
    [page] = read_document(MARKDOWN.encode(), "a.md").pages
    assert page.articles[0].subheadline == "百姓家门口多了阅读角"


def test_type_in_the_middle_makes_headlines_where_no_style_does() -> None:
    [page] = read_document(typed_word(), "a.docx").pages
    assert [(each.kicker, each.headline) for each in page.articles] == [
        ("老码头有了新去处", "渡口改建成江畔书房"),
        (None, "公交加开夜班"),
    ]


@pytest.mark.parametrize(("data", "name"), [(plain_word(), "a.docx"), (PAGE.encode(), "a.md")])
def test_a_document_without_headings_is_read_as_a_page_dump(data, name) -> None:
    [page] = read_document(data, name).pages
    [article] = page.articles
    assert (article.headline, article.source, article.page) == ("渡口改建成江畔书房", "临江晚报", "3")


def test_an_archive_is_read_file_by_file_and_what_is_broken_is_named() -> None:
    data = archive(
        {
            "issue/临江晚报_2024-04-03_05.txt": PAGE.replace(" 第3版", "").encode(),
            "issue/b.md": MARKDOWN.encode(),
            "issue/c.docx": styled_word(),
            "issue/broken.txt": b"\x00\x01" * 40,
            "issue/inner.zip": archive({"a.txt": PAGE.encode()}),
            "__MACOSX/issue/._b.md": b"x",
            "issue/.hidden": b"x",
            "../../etc/passwd.txt": PAGE.encode(),
        }
    )
    document = read_document(data, "晚报.zip")
    assert [page.name for page in document.pages] == [
        "临江晚报_2024-04-03_05.txt",
        "b.md",
        "c.docx",
        "passwd.txt",
    ]
    assert document.pages[0].page == "05"
    assert [str(error).split(": ")[1] for error in document.refusals] == [
        "could not read broken.txt",
        "could not read inner.zip in 晚报.zip",
    ]


def test_the_name_of_an_archive_says_what_its_files_do_not() -> None:
    text = PAGE.partition("\n")[2]
    [page] = read_document(archive({"1.txt": text.encode()}), "临江晚报_2024-04-03.zip").pages
    assert (page.source, page.issue_date) == ("临江晚报", date(2024, 4, 3))
    [page] = read_document(archive({"1.txt": text.encode()}), "x.zip", PageHints(page="A1")).pages
    assert page.page == "A1"


def test_chinese_names_as_windows_writes_them_are_read() -> None:
    data = archive({"12345678.txt": PAGE.encode()}).replace(b"12345678", "临江晚报".encode("gb18030"))
    assert read_document(data, "x.zip").pages[0].name == "临江晚报.txt"


def encrypted() -> bytes:
    data = bytearray(archive({"a.txt": PAGE.encode()}, method=zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (encrypted(), "a.zip", EncryptedFile),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            EncryptedFile,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "a.doc", UnreadableFile),
        (archive({f"{number}.txt": b"x" for number in range(201)}), "a.zip", PageTooLarge),
        (archive({"a.txt": b" " * 30_000_000}), "a.zip", PageTooLarge),
        (archive({}), "a.zip", NothingToRead),
        (archive({"word/document.xml": b"<w:document"}), "a.docx", UnreadableFile),
        (styled_word()[:3000], "a.docx", UnreadableFile),
        (b"Rar!\x1a\x07", "a.rar", UnreadableFile),
        (b"<html><body></body></html>", "a.html", NothingToRead),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, name, error) -> None:
    with pytest.raises(error, match=r"could not read .*: ."):
        read_document(data, name)


def test_what_an_archive_says_of_its_sizes_is_not_believed(monkeypatch) -> None:
    monkeypatch.setattr(zip_archive, "UNPACKED_LIMIT", 2_000)
    data = archive({"a.txt": PAGE.encode() * 20, "b.txt": b"x"})
    with pytest.raises(ReadingError, match="unpacks to too much"):
        read_document(data, "a.zip")


def test_a_word_document_that_unpacks_to_too_much_is_refused(monkeypatch) -> None:
    buffer = io.BytesIO(styled_word())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/a.bin", bytes(101_000_000))
    with pytest.raises(PageTooLarge):
        read_document(buffer.getvalue(), "a.docx")


def test_only_text_of_a_page_is_plain() -> None:
    assert is_plain(PAGE.encode(), "a.txt")
    assert not is_plain(MARKDOWN.encode(), "a.md")
    assert not is_plain(b"x" * 5_000_000, "a.txt")


def test_a_damaged_word_file_is_told_as_one() -> None:
    with pytest.raises(UnreadableFile, match="no whole Word document") as refused:
        read_document(b"PK\x03\x04 cut off", "稿件.DOCX")
    assert refused.value.key == "word_damaged"
    with pytest.raises(UnreadableFile, match="zip"):
        read_document(b"PK\x03\x04 cut off", "稿件.zip")
