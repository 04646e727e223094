"""Generated pages, files, feeds, sites, queries and worker answers: each is taken or refused, and none stays.

Each input is one of ours that was cut, doubled, turned and mixed with others. The slow test plays 100,000 of
them, with the messages and presses of `chat/test_chat_any_input.py` beside it.
"""

from __future__ import annotations

import gc
import io
import random
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import GenericAlias

import document_samples
import feed_samples
import outlet_pages
import pytest
import web_samples
import word_samples
from growth.made_texts import TEXTS
from PIL import Image

from bot.errors import BaozhaiError, ReadingError
from bot.fetching.robots import _for_us
from bot.intake import Intake
from bot.intake.lines import import_lines
from bot.model import Page, Sort
from bot.reading.documents import read_document
from bot.reading.formats.feed import read_feed
from bot.reading.formats.feed_links import feed_links
from bot.reading.formats.web_page import read_web_page
from bot.store.store import Store
from bot.summary import Summariser, SummaryOptions
from bot.text import query
from bot.workshop import codec
from bot.workshop.jobs import GIVES, Job

FEW, MANY = 300, 100_000

MOST_LEFT = 150
"""MB that the process may be larger at the end than after a tenth of the inputs."""

ODD = (
    *(
        "（",
        "）",
        "“",
        "《",
        "■",
        "▲图为",
        "（下转第2版）",
        "（上接第1版）",
        "本报讯（记者 王明）",
        "记者",
        "摄",
    ),
    *("\u3000\u3000", "\n\n", "\r", "\t", "\x00", "\u202e", "\u200b", "\ud7ff", "\ufffe", "𠮷", "⼀", "縣裡"),
    *("<p>", "</p>", "<div>", "<![CDATA[", "]]>", "<!--", "&amp;", "&#0;", "&#x110000;", "<script>", "<?xml"),
    *(
        "{",
        "[",
        '"',
        "null",
        "-1",
        "1e999",
        "NaN",
        "9" * 40,
        "\\ud800",
        "12.5%",
        "3月5日",
        "-的",
        "OR",
        "source:",
    ),
    *("User-agent: *\n", "Disallow: /\n", "%PDF-1.7", "PK\x03\x04", "stream\n", "endobj"),
)


def mixed(chance: random.Random, samples: list[bytes]) -> bytes:
    """One of the samples, cut, doubled, turned and mixed with others."""
    data = bytearray(chance.choice(samples))
    for _ in range(chance.choice((0, 1, 1, 2, 4, 12))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 3, 30, 300)))
        match chance.randrange(6):
            case 0:
                del data[start:end]
            case 1:
                data[start:start] = data[start:end] * chance.choice((1, 2, 50))
            case 2:
                data[start:start] = chance.choice(ODD).encode() * chance.choice((1, 1, 3, 200))
            case 3:
                data[start:end] = bytes(chance.randrange(256) for _ in range(end - start))
            case 4:
                data[start:start] = chance.choice(samples)[start : start + 500]
            case _:
                del data[start:]
    return bytes(data[:200_000])


@cache
def samples(kind: str) -> list[bytes]:
    match kind:
        case "page":
            texts = [document_samples.PAGE, *(make(600) for make in TEXTS.values())]
            return [text.encode() for text in texts] + [text.encode("gb18030", "replace") for text in texts]
        case "web page":
            pages = [web_samples.BY_COMMENT, web_samples.BY_META, web_samples.BY_LINES, web_samples.ORDINARY]
            outlets = [outlet.page for outlet in outlet_pages.OUTLETS.values()]
            return [page.encode() for page in (*pages, web_samples.CONTENTS, *outlets)]
        case "word":
            return [document_samples.styled_word(), document_samples.typed_word(), unpacked_word()]
        case "archive":
            return [document_samples.archive({"1.txt": samples("page")[0], "2.html": samples("web page")[0]})]
        case "feed":
            items = [feed_samples.item(number) for number in range(3)]
            return [
                feed_samples.rss(*items),
                feed_samples.atom(1, "https://paper.example/1"),
                b'{"items": []}',
            ]
        case "picture":
            buffer = io.BytesIO()
            Image.new("L", (40, 40), 255).save(buffer, "PNG")
            return [buffer.getvalue()]
        case "answer":
            document = read_document(samples("page")[0], "page.txt")
            return [codec.encode(document)[0], b"[]", b"{}", b"null", b"[[[[1]]]]"]
        case "line":
            return [
                '{"id": 1, "title": "石桥", "text": "老街修好了石桥。", "date": "2024-04-03"}\n'.encode(),
                '{"id": "p", "kind": "news", "headline": "石桥", "paragraphs": ["修好了。"]}\n'.encode(),
                b'{"subscription": {"chat_id": 1, "times": ["07:30"]}}\n',
            ]
        case _:
            return [
                words.encode() for words in ("石桥 老街", "市 -的 -了", '"修好了" OR 石桥', "shi qiao 2024年")
            ]


def unpacked_word() -> bytes:
    """Without compression, so that what is changed in it is the document."""
    return word_samples.word(
        word_samples.headline("老街修好石桥") + word_samples.paragraph("石桥修好了。") * 5
    )


class Rooms:
    """What inputs are given to, each kind with what may be raised."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.summariser = Summariser(SummaryOptions(), (), frozenset())
        self.intake = Intake(store, self.summariser, lambda: datetime(2024, 4, 3, tzinfo=UTC))
        self.uses: dict[str, Callable[[bytes], object]] = {
            "page": self.take_in("page.txt"),
            "web page": self.web_page,
            "word": self.take_in("page.docx"),
            "archive": self.take_in("issue.zip"),
            "feed": lambda data: read_feed(data, "https://paper.example/rss"),
            "picture": self.take_in("page.png"),
            "answer": self.answer,
            "line": lambda data: import_lines(self.store, data.splitlines()),
            "query": self.search,
        }

    def take_in(self, name: str) -> Callable[[bytes], object]:
        def use(data: bytes) -> None:
            pages = read_document(data, name).pages
            self.intake.add([_short(page) for page in pages])

        return use

    def web_page(self, data: bytes) -> None:
        address = "https://paper.example/html/2024-04/03/node_1.htm"
        for read in (read_web_page, feed_links):
            with suppress(ReadingError):
                read(data, address)
        _for_us(data.decode("utf-8", "replace"))

    def answer(self, data: bytes) -> None:
        for job in Job:
            with suppress(codec.NotOurs):
                codec.decode(data, [data], GenericAlias(tuple, (GIVES[job] | BaozhaiError, bool)))

    def search(self, data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        query.parse(text)
        for sort in Sort:
            self.store.search(text[:300], sort=sort)


def _short(page: Page) -> Page:
    """What is stored of a page, so that the database stays small."""
    return Page(page.name, "", page.articles[:2])


def inputs(count: int) -> Iterator[tuple[str, int]]:
    """Kinds of inputs, and a number from which each is made."""
    kinds = (
        ("page",) * 4 + ("web page", "feed", "answer", "query", "line") * 2 + ("word", "archive", "picture")
    )
    return ((kinds[number % len(kinds)], number) for number in range(count))


def play(rooms: Rooms, count: int) -> None:
    first = 0
    for place, (kind, number) in enumerate(inputs(count)):
        data = mixed(random.Random(number), samples(kind))
        try:
            rooms.uses[kind](data)
        except BaozhaiError:
            pass
        except Exception as error:
            raise AssertionError(f"input {number}, a {kind}: {data[:200]!r}") from error
        if place == count // 10:
            first = memory()
    assert memory() - first < MOST_LEFT


def memory() -> int:
    """MB that the process had at most."""
    gc.collect()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1_000_000 if sys.platform == "darwin" else 1_000)


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    with Store(tmp_path / "test.db", lambda: datetime(2024, 4, 3, tzinfo=UTC)) as store:
        yield Rooms(store)


def test_what_comes_from_outside_is_taken_or_refused(rooms: Rooms) -> None:
    play(rooms, FEW)


@pytest.mark.slow
def test_a_hundred_thousand_hostile_inputs_are_taken_or_refused(rooms: Rooms) -> None:
    play(rooms, MANY)
