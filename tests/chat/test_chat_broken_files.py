"""Broken, truncated and hostile files: the bot answers each, stays up, and does not grow.

Good files of every kind are cut off, bitten, doubled, mixed with each other and given wrong names, by dice
that always fall alike. The slow one plays 200 of them.
"""

from __future__ import annotations

import asyncio
import io
import random
import resource
import zlib
from pathlib import Path

import pytest
import web_samples
from document_samples import MARKDOWN, PAGE, archive, plain_word, styled_word, typed_word
from PIL import Image

from bot.chat import reading
from bot.model import BatchState, Sheet, SheetState
from bot.text import words

AT_ONCE = 50
"""Files that are sent before their answers are waited for."""

PATIENCE = 300.0
"""Seconds, on a slow machine."""

GROWTH = 150_000_000
"""Bytes by which the bot itself may grow, whatever is sent: nothing that is hostile is unpacked in it."""

NAMES = (
    "a.txt",
    "b.docx",
    "c.zip",
    "d.pdf",
    "e.html",
    "f.md",
    "g.jpg",
    "h",
    "机密.doc",
    "../i.zip",
    "j.tar.gz",
)


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (140, 140), "white").save(buffer, kind)
    return buffer.getvalue()


def pdf(text: bytes = b"BT /F1 12 Tf 72 700 Td (Hello) Tj ET") -> bytes:
    """One page, written by hand, so that each part of it can be broken."""
    packed = zlib.compress(text)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = b"%PDF-1.4\n"
    for number, part in enumerate(parts, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return body + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n"


def good() -> list[bytes]:
    pages = {"1.txt": PAGE.encode(), "2.html": web_samples.BY_META.encode(), "3.docx": plain_word()}
    return [
        *(
            styled_word(),
            typed_word(),
            archive(pages),
            pdf(),
            picture("JPEG"),
            picture("PNG"),
            picture("WEBP"),
        ),
        *(text.encode() for text in (PAGE, MARKDOWN, web_samples.BY_META, web_samples.ORDINARY)),
        web_samples.BY_COMMENT.encode("gb18030"),
        web_samples.CONTENTS.encode("utf-16"),
    ]


def hostile() -> list[bytes]:
    """Made to harm: bombs, depth, lies."""
    bomb = archive({"a.txt": bytes(40_000_000)})
    entities = (
        "<!DOCTYPE x [<!ENTITY a '"
        + "氢" * 1000
        + "'>"
        + "".join(
            f"<!ENTITY {chr(98 + n)} '{'&' + chr(97 + n) + ';'}{'&' + chr(97 + n) + ';' * 9}'>"
            for n in range(8)
        )
    )
    return [
        bomb,
        archive({"b.zip": bomb, "c.zip": bomb}),
        archive(
            {"word/document.xml": (entities + "]><x>&i;</x>").encode(), "[Content_Types].xml": b"<Types/>"}
        ),
        archive({f"{n}/word/{n}.txt": b"x" for n in range(3000)}),
        archive({"../../../etc/cron.d/x.txt": PAGE.encode(), "con": b"", "a" * 60_000: b"x"}),
        pdf(b"q " * 400_000),
        pdf(b"0" * 30_000_000),
        pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
        pdf().replace(b"595 842", b"99999999 99999999"),
        b"<html>" + b"<div>" * 300_000,
        b"<html>" + b"<table><tr><td>" * 60_000 + "氢能。".encode(),
        b"<!--enpproperty " + b"<title>" * 200_000,
        b"# " + b"[" * 60_000 + b"](" * 60_000,
        b"> " * 60_000 + "氢能。".encode(),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\x86\xa0\0\1\x86\xa0\x08\x02\0\0\0" + bytes(50),
        b"\xff\xd8\xff\xe0" * 5_000,
        b"PK\x05\x06" + b"\xff" * 18,
        b"\0" * 100_000,
        b"\xef\xbb\xbf" * 9_000,
        ("（" * 30_000 + "记者" * 30_000).encode(),
    ]


def broken(seed: int) -> tuple[str, bytes]:
    """A file that no dice would call good."""
    chance = random.Random(seed)
    data = bytearray(chance.choice(good()))
    match chance.randrange(6):
        case 0:
            del data[chance.randrange(len(data)) :]
        case 1:
            for _ in range(chance.randint(1, 60)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case 2:
            start = chance.randrange(len(data))
            del data[start : start + chance.randint(1, 400)]
        case 3:
            data = data * chance.randint(2, 30)
        case 4:
            other = chance.choice(good())
            data = data[: len(data) // 2] + other[len(other) // 2 :]
        case 5:
            start = chance.randrange(len(data))
            data[start : start + 8] = chance.randbytes(chance.randint(0, 2_000))
    return chance.choice(NAMES), bytes(data)


def in_use() -> int:
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[1]) * resource.getpagesize() if pages.exists() else 0


async def settled(house, count: int) -> list[Sheet]:
    """All pages that were laid so far, once none of them waits and every batch is reported."""
    async with asyncio.timeout(PATIENCE):
        while True:
            batches = [batch for number in range(1, 40) if (batch := house.store.batches.get(number))]
            sheets = [sheet for batch in batches for sheet in batch.sheets]
            if len(sheets) >= count and all(batch.state is BatchState.CLOSED for batch in batches):
                return sheets
            await asyncio.sleep(0.1)


async def play(house, files: list[tuple[str, bytes]]) -> None:
    """Send the files, some at a time, and look for a word to each."""
    editor = house.editor()
    words.load()
    before = in_use()
    for start in range(0, len(files), AT_ONCE):
        part = files[start : start + AT_ONCE]
        for name, data in part:
            await editor.send_file(name, data)
        # A search is answered meanwhile, as ever.
        assert await editor.say("氢能")
        for sheet in await settled(house, start + len(part)):
            assert sheet.state is not SheetState.WAITING
            assert sheet.page_id or sheet.reason
            assert "意外" not in sheet.reason, sheet
    told = "\n".join(sent.text for sent in house.api.sent)
    assert told.count("未收下") + told.count("读不了") > 0
    assert in_use() - before < GROWTH
    body = "修好的钟楼昨天敲响了第一声。" * 9
    last = f"临江晚报 2024年4月4日 第1版\n\n钟楼重新敲响\n本报记者 何一川\n\n{body}\n"
    await house.soon(
        editor, await editor.send_file("last.txt", last.encode()), lambda sent: "钟楼重新敲响" in sent.text
    )


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "QUIET", 1.0)


async def test_what_is_made_to_harm_is_answered_and_harms_nobody(house) -> None:
    await play(house, [(NAMES[number % len(NAMES)], data) for number, data in enumerate(hostile())])


async def test_a_few_dozen_broken_files_are_answered(house) -> None:
    await play(house, [broken(seed) for seed in range(30)])


@pytest.mark.slow
async def test_two_hundred_broken_files_are_answered(house) -> None:
    await play(house, [broken(seed) for seed in range(1_000, 1_200)])
