"""Sets stories on pages, as a composing room does, and keeps the truth about what it set where."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fpdf import FPDF
from PIL import Image, ImageDraw
from press_copy import Newsroom, Story
from pylopdf_fonts_zh_cn import sans_path, serif_path

_NO_START = "，。、；：！？”’）》」』％%…"
_NO_END = "“‘（《「『"


@dataclass
class Style:
    """How a page is set. Lengths in points."""

    body: float = 9.5
    leading: float = 1.45
    gutter: float = 14.0
    head: float = 26.0
    body_font: str = "serif"
    head_font: str = "sans"
    justified: bool = True
    indent: str = "moved"
    """How paragraphs are indented: moved, blanks (full-width ones) or none."""
    doubled: bool = False
    """Whether headlines are printed twice for bold type."""
    spaced: float = 0.0
    """Sizes between the glyphs of a headline."""
    by_glyph: bool = False
    """Whether each glyph is placed by itself."""
    column_rules: bool = False
    module_rules: bool = True


@dataclass
class Module:
    """A story's place: its rectangle, how many columns, where the headline stands, what is cut out."""

    left: float
    top: float
    right: float
    bottom: float
    columns: int = 3
    head: str = "top"
    """top, left or right (vertical), first (over the first columns only), none."""
    head_columns: int = 2
    """Over so many of the columns a headline of the sort `first` stands."""
    kicker: bool = False
    subheadline: bool = False
    subheads: int = 0
    byline: str = "line"
    """line, lede, end or none."""
    picture: tuple[int, int, float, float] | None = None
    """First column, columns, and from where to where of the text's height."""
    caption: str = "below"
    """below or right"""
    framed: bool = False
    tint: bool = False
    ragged: bool = False
    head_scale: float = 1.0
    head_lines: int = 1
    centred: bool = True
    body_scale: float = 1.0
    goes_to: str | None = None
    comes_from: str | None = None
    story: Story | None = None
    left_over: list[str] = field(default_factory=list)
    """What of the story did not fit."""
    box: tuple[int, float, float] | None = None
    """A framed box within the text: its column, from where to where of the text's height."""


@dataclass
class Set:
    """A page that was set: the truth."""

    stories: list[Story] = field(default_factory=list)
    dump: list[str] = field(default_factory=list)


@dataclass
class Slot:
    """A stretch of a column, free for text."""

    left: float
    top: float
    right: float
    bottom: float


class Press:
    """A file of pages, all of one format."""

    def __init__(self, width: float, height: float, seed: int) -> None:
        self.width, self.height = width, height
        self.paper = FPDF(unit="pt", format=(width, height))
        self.paper.set_auto_page_break(False)
        self.paper.add_font("serif", fname=serif_path())
        self.paper.add_font("sans", fname=sans_path())
        self.room = Newsroom(seed)
        self.chance = random.Random(seed + 1)
        self.pages: list[Set] = []
        self._advances: dict[tuple[str, str], float] = {}

    def page(self, style: Style, modules: Sequence[Module], name: str, number: str, day: str) -> Set:
        """Set a page."""
        self.style = style
        self.paper.add_page()
        self.truth = Set()
        self.pages.append(self.truth)
        self._furniture(name, number, day)
        for module in modules:
            self._module(module)
        return self.truth

    def data(self) -> bytes:
        """The file."""
        return bytes(self.paper.output())

    # ---------------------------------------------------------------- type

    def _write(self, text: str, x: float, base: float, size: float, font: str, extra: float = 0.0) -> None:
        """Print a line from x on, its glyphs moved apart by `extra`."""
        steps = [self._advance(character, size, font) + extra for character in text]
        self.paper.set_font(font, size=size)
        if extra or self.style.by_glyph:
            for character, step in zip(text, steps, strict=True):
                self.paper.text(x, base, character)
                x += step
        else:
            self.paper.text(x, base, text)
        self.truth.dump.append(text)

    def _advance(self, character: str, size: float, font: str) -> float:
        if (character, font) not in self._advances:
            self.paper.set_font(font, size=1000)
            wide = ord(character) > 0x2E7F or character in "“”‘’…—"
            width = 1000.0 if wide else self.paper.get_string_width(character)
            self._advances[character, font] = width / 1000
        return self._advances[character, font] * size

    def _measure(self, text: str, size: float, font: str) -> float:
        return sum(self._advance(character, size, font) for character in text)

    def _lines(self, text: str, width: float, size: float, font: str, indent: float) -> Iterator[str]:
        line, room = "", width - indent
        for character in text:
            advance = self._advance(character, size, font)
            hangs = character in _NO_START and line[-1:] not in _NO_START
            if room - advance < -0.01 and not hangs:
                carried = ""
                while line and (
                    line[-1] in _NO_END or (character in _NO_START and carried[:1] in ("", *_NO_START))
                ):
                    carried, line = line[-1] + carried, line[:-1]
                yield line
                line, room = carried, width - self._measure(carried, size, font)
            line += character
            room -= advance
        if line:
            yield line

    # ---------------------------------------------------------------- furniture

    def _furniture(self, name: str, number: str, day: str) -> None:
        base = 40.0
        self._write(f"第{number}版", 36, base, 12, "sans")
        self._write(day, 110, base, 9, "sans")
        self._write(name, self.width - 36 - 14 * len(name), base, 14, "serif")
        self.paper.set_line_width(0.8)
        self.paper.line(36, base + 6, self.width - 36, base + 6)
        self._write(
            f"责任编辑：{self.room.name()} 版式：{self.room.name()}", 36, self.height - 24, 7.5, "sans"
        )

    # ---------------------------------------------------------------- modules

    def _module(self, module: Module) -> None:
        story = module.story or self.room.story()
        module.story = story
        style = self.style
        size = style.body * module.body_scale
        left, top, right, bottom = module.left, module.top, module.right, module.bottom
        if module.tint:
            self.paper.set_fill_color(236, 240, 246)
            self.paper.rect(left, top, right - left, bottom - top, style="F")
        if module.framed:
            self.paper.set_line_width(0.7)
            self.paper.rect(left, top, right - left, bottom - top)
        if module.framed or module.tint:
            left, top, right, bottom = left + 9, top + 9, right - 9, bottom - 9
        elif style.module_rules:
            self.paper.set_line_width(0.5)
            self.paper.line(left, bottom + 5, right, bottom + 5)
        if module.kicker:
            story.kicker = self.room.kicker()
        if module.subheadline:
            story.subheadline = self.room.subheadline()
        if module.byline == "line" and not module.comes_from:
            story.byline = f"本报记者 {' '.join(story.authors)}"
        if module.head in ("left", "right"):
            left, right = self._upright_head(module, story, left, top, right, bottom)
            text_top = top
            heights = [text_top] * module.columns
        else:
            heights = self._level_head(module, story, left, top, right)
        slots = self._slots(module, left, right, heights, bottom, size)
        self._fill(module, story, slots, size)
        self.truth.stories.append(story)

    def _columns(self, module: Module, left: float, right: float) -> list[tuple[float, float]]:
        gutter = self.style.gutter
        width = (right - left - gutter * (module.columns - 1)) / module.columns
        return [
            (left + i * (width + gutter), left + i * (width + gutter) + width) for i in range(module.columns)
        ]

    def _level_head(self, module: Module, story: Story, left: float, top: float, right: float) -> list[float]:
        """Print the headline; returns where the text of each column begins."""
        style = self.style
        columns = self._columns(module, left, right)
        if module.head == "none":
            return [top] * module.columns
        over = columns[: module.head_columns] if module.head == "first" else columns
        span = over[0][0], over[-1][1]
        base = top
        size = style.head * module.head_scale
        if story.kicker:
            base += size * 0.55
            self._headline(story.kicker, span, base, size * 0.5, module.centred)
            base += size * 0.25
        whole = self._measure(story.headline, 1.0, style.head_font)
        squeezed = (span[1] - span[0]) / whole < 1.4 * style.body
        parts = _halves(story.headline) if module.head_lines == 2 or squeezed else [story.headline]
        widest = max(
            self._measure(part, 1.0, style.head_font) + style.spaced * (len(part) - 1) for part in parts
        )
        size = min(size, (span[1] - span[0]) / widest * 0.98)
        for part in parts:
            base += size * 1.05
            self._headline(part, span, base, size, module.centred, style.spaced * size)
        base += size * 0.2
        if story.subheadline:
            sub = min(max(size * 0.5, style.body * 1.25), (span[1] - span[0]) / len(story.subheadline) / 1.15)
            base += sub * 1.2
            self._headline("——" + story.subheadline, span, base, sub, module.centred)
            base += sub * 0.3
        if story.byline and module.columns > 1:
            base += style.body * 1.4
            self._headline(story.byline, span, base, style.body, True, font="sans")
            base += style.body * 0.3
        text_top = base + style.body * 0.7
        return [
            text_top if module.head != "first" or i < module.head_columns else top
            for i in range(module.columns)
        ]

    def _headline(
        self,
        text: str,
        span: tuple[float, float],
        base: float,
        size: float,
        centred: bool,
        extra: float = 0.0,
        font: str = "",
    ) -> None:
        font = font or self.style.head_font
        width = self._measure(text, size, font) + extra * (len(text) - 1)
        x = span[0] + max(0.0, (span[1] - span[0] - width) / 2) if centred else span[0]
        self._write(text, x, base, size, font, extra)
        if self.style.doubled:
            self._write(text, x + 0.3, base, size, font, extra)

    def _upright_head(
        self, module: Module, story: Story, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float]:
        style = self.style
        size = min(style.head * module.head_scale, (bottom - top) / (1.12 * len(story.headline)))
        x = left if module.head == "left" else right - size
        base = top + 0.9 * size
        self.paper.set_font(style.head_font, size=size)
        for character in story.headline:
            self.paper.text(x, base, character)
            base += 1.1 * size
        self.truth.dump += list(story.headline)
        space = size + 14
        return (left + space, right) if module.head == "left" else (left, right - space)

    # ---------------------------------------------------------------- text

    def _slots(
        self, module: Module, left: float, right: float, tops: list[float], bottom: float, size: float
    ) -> list[Slot]:
        columns = self._columns(module, left, right)
        if self.style.column_rules:
            self.paper.set_line_width(0.25)
            for one, other in itertools.pairwise(columns):
                x = (one[1] + other[0]) / 2
                self.paper.line(x, max(tops), x, bottom)
        holes: list[tuple[float, float, float, float]] = []
        highest = max(tops)
        if module.picture:
            holes.append(self._picture(module, columns, highest, bottom, size))
        if module.box:
            holes.append(self._box(module, columns, highest, bottom, size))
        slots = []
        for (x0, x1), top in zip(columns, tops, strict=True):
            low = bottom - (self.chance.randint(0, 3) * size * self.style.leading if module.ragged else 0.0)
            at = top
            for hole in sorted(holes, key=lambda each: each[1]):
                if hole[0] < x1 and hole[2] > x0:
                    slots.append(Slot(x0, at, x1, hole[1] - 4))
                    at = hole[3] + 6
            slots.append(Slot(x0, at, x1, low))
        return [slot for slot in slots if slot.bottom - slot.top > 1.2 * size]

    def _picture(
        self, module: Module, columns: list[tuple[float, float]], top: float, bottom: float, size: float
    ) -> tuple[float, float, float, float]:
        first, count, start, end = module.picture or (0, 1, 0.0, 0.3)
        x0, x1 = columns[first][0], columns[first + count - 1][1]
        y0, y1 = top + start * (bottom - top), top + end * (bottom - top)
        words = self.room.caption()
        photographer = self.room.name()
        caption = f"{words}本报记者 {photographer} 摄"
        self.truth.stories.append(Story("", [words], caption=caption, authors=[photographer], kind="caption"))
        small = size * 0.86
        if module.caption == "right":
            edge = x0 + (x1 - x0) * 0.68
            lines = list(self._lines(caption, x1 - edge - 6, small, "sans", 0))
            at = edge + 6, y0 + small
        else:
            edge = x1
            lines = list(self._lines(caption, x1 - x0, small, "sans", 0))
            y1 -= len(lines) * small * 1.3 + 4
            at = x0, y1 + small + 3
        self.paper.image(_photograph(self.chance), x0, y0, edge - x0, y1 - y0)
        for number, line in enumerate(lines):
            self._write(line, at[0], at[1] + number * small * 1.3, small, "sans")
        low = max(y1, at[1] + (len(lines) - 1) * small * 1.3 + small * 0.3)
        return x0, y0, x1, low + size * 0.5

    def _box(
        self, module: Module, columns: list[tuple[float, float]], top: float, bottom: float, size: float
    ) -> tuple[float, float, float, float]:
        column, start, end = module.box or (0, 0.4, 0.6)
        x0, x1 = columns[column]
        y0, y1 = top + start * (bottom - top), top + end * (bottom - top)
        self.paper.set_line_width(0.5)
        self.paper.rect(x0, y0, x1 - x0, y1 - y0)
        self._write("相关链接", x0 + 6, y0 + size * 1.7, size * 1.3, "sans")
        base = y0 + size * 3.4
        text = ""
        while base < y1 - size:
            paragraph = self.room.paragraph(1)
            lines = list(self._lines(paragraph, x1 - x0 - 12, size, self.style.body_font, 2 * size))
            if base + len(lines) * size * self.style.leading > y1:
                break
            for number, line in enumerate(lines):
                self._write(line, x0 + 6 + (2 * size if number == 0 else 0), base, size, self.style.body_font)
                base += size * self.style.leading
            text += paragraph
        if text:
            self.truth.stories.append(Story("相关链接", [text], kind="box"))
        return x0, y0, x1, y1

    def _fill(self, module: Module, story: Story, slots: list[Slot], size: float) -> None:
        """Write paragraphs until the slots are full; the story ends where the next would not fit."""
        places = self._places(slots, size)
        width = min(slot.right - slot.left for slot in slots)
        indent = 0.0 if self.style.indent == "none" else 2 * size
        subheads_left = module.subheads
        if story.byline and (module.columns == 1 or module.head in ("left", "right", "none")):
            place = places.pop(0)
            self._write(story.byline, place[0], place[1], size, "sans")
        if module.comes_from:
            place = places.pop(0)
            self._write(f"（上接第{module.comes_from}版）", place[0], place[1], size, self.style.body_font)
        queue = list(story.paragraphs)
        story.paragraphs = []
        given = bool(queue)
        while True:
            if not given and subheads_left and len(story.paragraphs) in (2, 5) and len(places) > 14:
                words = self.room.subhead()
                if words not in story.subheads:
                    place = places.pop(0)
                    middle = place[0] + (width - len(words) * size) / 2
                    self._write(words, middle, place[1], size, "sans")
                    story.subheads.append(words)
                subheads_left -= 1
            if given:
                if not queue:
                    break
                text = queue.pop(0)
            else:
                text = self.room.paragraph()
            printed = text
            if not given and not story.paragraphs and module.byline == "lede":
                printed = f"{self.room.lede()}（记者{'、'.join(story.authors)}）{text}"
            inset = 0.0 if module.comes_from and not story.paragraphs else indent
            lines = list(self._lines(printed, width, size, self.style.body_font, inset))
            room = len(places) - (1 if module.goes_to else 0)
            if len(lines) > room:
                if given and room > 0:
                    story.paragraphs.append("".join(lines[:room]))
                    module.left_over = ["".join(lines[room:]), *queue]
                    self._print(lines[:room], places, size, width, inset, cut=True)
                break
            story.paragraphs.append(text)
            if not given and module.byline == "end" and len(places) - len(lines) < 5:
                printed = f"{text}（{story.authors[0]}）"
                lines = list(self._lines(printed, width, size, self.style.body_font, indent))
                self._print(lines, places, size, width, indent)
                break
            self._print(lines, places, size, width, inset)
        if module.goes_to and places:
            place = places.pop(0)
            mark = f"（下转第{module.goes_to}版）"
            self._write(mark, place[0] + width - len(mark) * size, place[1], size, self.style.body_font)

    def _places(self, slots: list[Slot], size: float) -> list[tuple[float, float]]:
        """Where lines begin: left edge and base line."""
        places = []
        for slot in slots:
            base = slot.top + size
            while base <= slot.bottom:
                places.append((slot.left, base))
                base += size * self.style.leading
        return places

    def _print(
        self,
        lines: list[str],
        places: list[tuple[float, float]],
        size: float,
        width: float,
        indent: float,
        cut: bool = False,
    ) -> None:
        style = self.style
        for number, line in enumerate(lines):
            x, base = places.pop(0)
            room, printed = width, line
            if number == 0 and indent:
                room -= indent
                if style.indent == "blanks":
                    printed = "　　" + line
                    room += indent
                else:
                    x += indent
            last = number == len(lines) - 1 and not cut
            extra = 0.0
            spare = room - self._measure(printed, size, style.body_font)
            if len(printed) > 4 and (spare < 0 or (style.justified and not last)):
                extra = spare / (len(printed) - 1)
            self._write(
                printed, x, base, size, style.body_font, extra if -0.2 * size < extra < 0.4 * size else 0.0
            )


def _halves(text: str) -> list[str]:
    for sign in (" ", "："):
        if sign in text[2:-2]:
            at = text.index(sign, 2)
            return [text[: at + (sign == "：")].strip(), text[at + 1 :].strip()]
    middle = len(text) // 2
    return [text[:middle], text[middle:]]


def _photograph(chance: random.Random) -> object:
    picture = Image.new("RGB", (240, 160), tuple(chance.randint(60, 190) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = chance.randint(0, 240), chance.randint(0, 160)
        draw.ellipse(
            (x, y, x + chance.randint(8, 70), y + chance.randint(8, 70)),
            fill=tuple(chance.randint(20, 235) for _ in range(3)),
        )
    return picture
