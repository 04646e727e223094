"""Twice of whatever a file is full of takes about twice the time to read, or is too much to be read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from growth.growing import assert_grows_little
from growth.made_files import ARCHIVES, FEEDS, PDF_FILES, WEB_PAGES, WORD_FILES

from bot.errors import ReadingError
from bot.fetching.robots import _for_us
from bot.reading.documents import read_document
from bot.reading.formats.feed import read_feed
from bot.reading.formats.feed_links import feed_links
from bot.reading.formats.web_page import read_web_page

ADDRESS = "https://paper.example/html/2024-04/03/node_1.htm"


def reading(read: Callable[[bytes], object]) -> Callable[[bytes], None]:
    def quietly(data: bytes) -> None:
        with suppress(ReadingError):
            read(data)

    return quietly


@pytest.mark.parametrize("kind", WEB_PAGES)
def test_reading_a_web_page_grows_with_its_size(kind: str) -> None:
    assert_grows_little(WEB_PAGES[kind], reading(lambda data: read_web_page(data, ADDRESS)), 250)


@pytest.mark.parametrize("kind", WEB_PAGES)
def test_looking_for_feeds_grows_with_the_size_of_a_page(kind: str) -> None:
    assert_grows_little(WEB_PAGES[kind], reading(lambda data: feed_links(data, ADDRESS)), 1_000)


@pytest.mark.parametrize("kind", FEEDS)
def test_reading_a_feed_grows_with_its_size(kind: str) -> None:
    assert_grows_little(FEEDS[kind], reading(lambda data: read_feed(data, ADDRESS)), 100)


@pytest.mark.parametrize("kind", WORD_FILES)
def test_reading_a_word_file_grows_with_its_size(kind: str) -> None:
    assert_grows_little(WORD_FILES[kind], reading(lambda data: read_document(data, "page.docx")), 120)


@pytest.mark.parametrize("kind", ARCHIVES)
def test_reading_an_archive_grows_with_its_size(kind: str) -> None:
    assert_grows_little(ARCHIVES[kind], reading(lambda data: read_document(data, "issue.zip")), 200)


@pytest.mark.parametrize("kind", PDF_FILES)
def test_reading_a_pdf_file_grows_with_its_size(kind: str) -> None:
    assert_grows_little(PDF_FILES[kind], reading(lambda data: read_document(data, "page.pdf")), 200)


@pytest.mark.parametrize(
    "line",
    [
        "User-agent: agent{}\n",
        "User-agent: a{0}\nDisallow: /{0}\n",
        "Disallow: /{}\n",
        "User-agent: *\nAllow: /{}\n",
    ],
)
def test_reading_robots_txt_grows_with_its_size(line: str) -> None:
    assert_grows_little(lambda size: "".join(map(line.format, range(size))), _for_us, 2_000)
