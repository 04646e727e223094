"""Draws docs/views.md: what the bot shows in one conversation on the pages of seeds/, in Chinese and English.

    make pictures                             draw them
    python -m docs.make_pictures --check      exit with 1 and name those that are not what the bot sends now

The pictures are SVG, of the messages as the in-process Bot API shows them. The clock stands still, settings
of the environment are not read and no font is measured, so the same views give the same files everywhere.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import sys
import tempfile
import unicodedata
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from bot import rooms as wiring
from bot.app import assemble
from bot.commands.page_files import read_pages
from bot.commands.sources import find_sources
from bot.console import ConsoleApi, Conversation, Sent, running
from bot.defaults import SEEDS
from bot.model import PageHints
from bot.settings import PREFIX, Settings

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "views"
PAGE_OF_VIEWS = HERE / "views.md"
NOW = datetime(2024, 4, 3, 0, 0, tzinfo=UTC)
OWNER, READER = 1, 100
LANGUAGES = {"zh-Hans": "zh-hans", "en": "en"}

PAGE = """滨河晚报 2024年4月3日 第5版

老码头改成读书角
本报记者 林秋实

4月2日，滨河老码头的候船室换了招牌，改成可以坐下来看书的读书角，首批上架图书三千二百册。
社区介绍，读书角每天开到晚上九点，周末有志愿者讲故事。

（上接第1版）沿线的十二个村庄已经通上自来水，年底前再通八个。
"""

EM = 15
"""Pixels of a Chinese character."""
LINE = 22
WIDTH = 26
"""Chinese characters in a line of a message."""
LONGEST = 40
"""Characters of a word; a longer one is broken."""
PAD = 14
BUTTON = 34
GAP = 6
FONT = "-apple-system, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style."""

    text: str
    style: str = ""


async def converse(language: str) -> AsyncIterator[tuple[str, str, Sent]]:
    """The main views in the order in which a person meets them: name, what was said or pressed, what came."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(db=Path(folder) / "pictures.db", admins=(OWNER,), now=NOW)
        with wiring.open_rooms(settings) as rooms:
            pages, _ = read_pages(find_sources((SEEDS,)), PageHints())
            rooms.intake.add(pages, push=True)
            api = ConsoleApi(lambda: NOW)
            async with running(assemble(rooms, request=api)) as application:
                reader = Conversation(application, api, user_id=READER, name="Reader", language=language)
                owner = Conversation(application, api, user_id=OWNER, name="Owner", language=language)
                async for picture in _reading(reader):
                    yield picture
                async for picture in _editing(owner):
                    yield picture


async def _reading(reader: Conversation) -> AsyncIterator[tuple[str, str, Sent]]:
    async def said(name: str, words: str) -> tuple[str, str, Sent]:
        return name, words, (await reader.say(words))[-1]

    async def pressed(name: str, data: str) -> tuple[str, str, Sent]:
        label = _label(reader, data)
        return name, f"[{label}]", (await reader.press(data))[-1]

    yield await said("welcome", "/start")
    yield await said("search", "氢能 潍坊")
    yield await said("nothing-found", "月球车")
    yield await said("subscribed", "/subscribe 07:30 18:30 绿色低碳 科技")
    yield await said("digest", "/today")
    yield await pressed("article", "1")
    card = reader.last
    yield await pressed("facts", next(data for data in _data(card) if data.startswith("k:")))
    yield "fact", "[1]", (await reader.press("1"))[-1]
    back = next(data for data in _data(reader.last) if data.startswith("o:"))
    await reader.press(back)
    yield await pressed("citation", next(data for data in _data(reader.last) if data.startswith("c:")))
    yield await said("settings", "/settings")
    yield await pressed("times", "set:times")
    await reader.press("set")
    yield await pressed("days", "set:days")
    await reader.press("set")
    yield await pressed("items", "set:items")
    yield await said("which-place", "/settings zone 伯明翰")
    yield await said("watching", "/watch 氢能")


async def _editing(owner: Conversation) -> AsyncIterator[tuple[str, str, Sent]]:
    name = "滨河晚报_2024-04-03_05.txt"
    await owner.send_file(name, PAGE.encode())
    card = await owner.wait_for(lambda sent: any(data.startswith("p:") for data in _data(sent)))
    yield "page-card", name, card


def _data(sent: Sent) -> list[str]:
    return [button.data for row in sent.buttons for button in row if button.data]


def _label(person: Conversation, wanted: str) -> str:
    button = person.last.button(wanted)
    return button.label if button else wanted


def draw(sent: Sent) -> str:
    """A message as SVG."""
    lines = list(_wrapped(_runs(sent)))
    width = WIDTH * EM + 2 * PAD
    height = len(lines) * LINE + 2 * PAD
    parts = [f'<rect width="{width}" height="{height}" rx="14" fill="#ffffff"/>']
    for number, line in enumerate(lines):
        spans = "".join(
            f"<tspan{style}>{html.escape(''.join(run.text for run in runs))}</tspan>"
            for style, runs in groupby(line, lambda run: run.style)
        )
        y = PAD + number * LINE + EM
        parts.append(f'<text x="{PAD}" y="{y}" xml:space="preserve">{spans}</text>')
    top = height + GAP
    for row in sent.buttons:
        each = (width - GAP * (len(row) - 1)) / len(row)
        for place, button in enumerate(row):
            left = place * (each + GAP)
            parts.append(
                f'<rect x="{left:.1f}" y="{top}" width="{each:.1f}" height="{BUTTON}" rx="9" fill="#7ba3c8"/>'
                f'<text x="{left + each / 2:.1f}" y="{top + BUTTON / 2 + 5:.0f}" fill="#ffffff"'
                f' text-anchor="middle" font-size="14">{html.escape(_cut(button.label, each))}</text>'
            )
        top += BUTTON + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 {width + 24} {top + 18}"'
        f' width="{width + 24}" font-family="{FONT}" font-size="{EM}" fill="#1c1c1e">\n'
        f'<rect x="-12" y="-12" width="{width + 24}" height="{top + 18}" fill="#cfdeea"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _runs(sent: Sent) -> Iterator[Run]:
    """The text of a message, cut where its entities begin and end."""
    styles = {"bold": ' font-weight="700"', "italic": ' font-style="italic"', "code": ' fill="#a0325a"'}
    units = sent.text.encode("utf-16-le")
    position = 0
    for entity in sorted(sent.entities, key=lambda entity: entity["offset"]):
        start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        if entity["type"] in styles and start >= position:
            yield Run(units[position:start].decode("utf-16-le"))
            yield Run(units[start:end].decode("utf-16-le"), styles[entity["type"]])
            position = end
    yield Run(units[position:].decode("utf-16-le"))


def _wrapped(runs: Iterator[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    room = float(WIDTH)
    for run in runs:
        for place, piece in enumerate(run.text.split("\n")):
            if place:
                yield line
                line, room = [], WIDTH
            for word in _words(piece):
                width = sum(map(_ems, word))
                if width > room and line:
                    yield line
                    line, room = [], WIDTH
                line.append(Run(word, run.style))
                room -= width
    yield line


def _words(text: str) -> Iterator[str]:
    """What a line is not broken in: a Chinese character, a run of others with the blank before it."""
    word = ""
    for character in text:
        wide = _ems(character) == 1
        if word and (wide or character == " " or len(word) == LONGEST):
            yield word
            word = ""
        word += character
        if wide:
            yield word
            word = ""
    if word:
        yield word


def _ems(character: str) -> float:
    return 1 if unicodedata.east_asian_width(character) in "WFA" else 0.56


def _cut(label: str, width: float) -> str:
    room = width / 14 - 0.5
    kept = ""
    for character in label:
        room -= _ems(character)
        if room < 0:
            return kept[:-1] + "…"
        kept += character
    return kept


async def draw_all() -> dict[Path, str]:
    """All pictures and the page that shows them."""
    drawn: dict[Path, str] = {}
    shown: dict[str, dict[str, str]] = {}
    for language, code in LANGUAGES.items():
        async for name, said, sent in converse(code):
            drawn[PICTURES / language / f"{name}.svg"] = draw(sent)
            shown.setdefault(name, {})[language] = said
    drawn[PAGE_OF_VIEWS] = _page(shown)
    return drawn


def stale(drawn: dict[Path, str]) -> list[Path]:
    """The files that are not as drawn, missing, or left over."""
    there = {*PICTURES.rglob("*.svg"), PAGE_OF_VIEWS}
    return sorted(
        file
        for file in there | drawn.keys()
        if not file.exists() or file.read_text(encoding="utf-8") != drawn.get(file)
    )


def write(drawn: dict[Path, str]) -> None:
    """Write the files that are not as drawn, and delete those that are left over."""
    for file in stale(drawn):
        if file in drawn:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(drawn[file], encoding="utf-8")
        else:
            file.unlink()


def main() -> int:
    """Draw or check. The exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say which files are stale")
    check = parser.parse_args().check
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    drawn = asyncio.run(draw_all())
    if not check:
        write(drawn)
        return 0
    for file in stale(drawn):
        sys.stderr.write(f"{file.relative_to(HERE.parent)} is not what the bot sends: run `make pictures`\n")
    return 1 if stale(drawn) else 0


def _page(shown: dict[str, dict[str, str]]) -> str:
    lines = [
        "# What people see",
        "",
        "One conversation on the pages of `seeds/`, drawn by `make pictures` from what the bot sends.",
        "",
    ]
    for name, said in shown.items():
        lines += [f"## {name.replace('-', ' ').capitalize()}", ""]
        lines += ["| " + " | ".join(f"`{words}`" for words in said.values()) + " |", "| --- | --- |"]
        pictures = (f"![{name}, {language}](views/{language}/{name}.svg)" for language in said)
        lines += ["| " + " | ".join(pictures) + " |", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
