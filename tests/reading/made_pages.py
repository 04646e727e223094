"""Whole pages made up by dice, in the layouts and with the habits of many papers, and what is to be read from
them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from made_forms import (
    BYLINES_ABOVE,
    CREDITS,
    ENDINGS,
    FROM_MARKS,
    LEDES,
    MASTHEADS,
    NEIGHBOURS,
    PAPERS,
    TO_MARKS,
)
from made_stories import Story, Teller

from bot.text.characters import cells

_NOT_FIRST = "，。、；：！？”’）》"


@dataclass(frozen=True, slots=True)
class Habit:
    """How a paper sets its pages."""

    paper: str
    width: int
    """Of a column in cells; 0 where the dump has a paragraph a line."""
    indent: str
    between_paragraphs: int
    """Blank lines."""
    between_pieces: int
    under_headline: int
    head_below: float
    """How often a headline stands under its text."""
    bold: float
    """How often a headline has its glyphs doubled."""
    spaced: float
    """How often a line of a column is letter-spaced."""
    broken: float
    """How often a column break cuts a paragraph in two."""

    @classmethod
    def by(cls, dice: Random) -> Habit:
        width = dice.choice([0, 0, 24, 28, 32, 36, 44])
        indent = dice.choice(["　　", "　　", "  ", "    ", ""])
        loose = width == 0 or not indent
        return cls(
            paper=dice.choice(PAPERS),
            width=width,
            indent=indent,
            between_paragraphs=dice.choice([1, 1, 2]) if loose else dice.choice([0, 0, 0, 1]),
            between_pieces=dice.choice([2, 3]) if loose else dice.choice([1, 2, 3]),
            under_headline=dice.choice([1, 1, 0]) if indent and width else 1,
            head_below=dice.choice([0, 0, 0, 0.4, 1]) if width else dice.choice([0, 0, 0, 0.3]),
            bold=dice.choice([0, 0, 0.5]),
            spaced=dice.choice([0, 0, 0.03]) if width else 0,
            broken=dice.choice([0, 0.15]),
        )


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page dump and its truth."""

    text: str
    stories: list[Story]
    habit: Habit


def make_page(seed: int) -> MadePage:
    """The page of a number, always the same."""
    return _Setter(Random(seed)).page()


class _Setter:
    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.habit = Habit.by(dice)
        self.teller = Teller(dice)
        self.stories: list[Story] = []
        self._works = dice.sample(
            ["管网改造", "道路封闭", "旧楼拆除", "桥面检修", "线路入地", "雨水管疏通"], 6
        )

    def page(self) -> MadePage:
        dice = self.dice
        pieces = [
            dice.choices(
                [
                    self.news,
                    self.feature,
                    self.half,
                    self.tail,
                    self.caption,
                    self.notice,
                    self.letter,
                    self.essay,
                    self.neighbour,
                    self.box,
                ],
                [8, 3, 1, 1, 3, 1, 1, 1, 2, 1],
            )[0]
            for _ in range(dice.randint(2, 6))
        ]
        gap = "\n" * (self.habit.between_pieces + 1)
        number = dice.choice(["2", "07", "A06", "三"])
        masthead = dice.choice(MASTHEADS).format(paper=self.habit.paper, p=number)
        text = gap.join(filter(None, [masthead, self.news(), *(piece() for piece in pieces)]))
        return MadePage(text + "\n", self.stories, self.habit)

    # ---------------------------------------------------------------------------------- pieces

    def news(self) -> str:
        story = self._story(self.dice.randint(2, 4))
        return self._set(story, *self._signed(story))

    def feature(self) -> str:
        story = self._story(self.dice.randint(4, 6))
        story.kind = "feature"
        story.subhead = (self.teller.subhead(story), len(story.paragraphs) - 1)
        return self._set(story, *self._signed(story, within=False))

    def half(self) -> str:
        story = self._story(3)
        story.continues_to = self.dice.choice(["3", "A07", "8"])
        if self.dice.random() < 0.5:
            story.paragraphs[-1] = story.paragraphs[-1][:-6]
        return self._set(story, *self._signed(story, within=False))

    def tail(self) -> str:
        story = self._story(3)
        story.kind, story.continues_from, story.headline = (
            "fragment",
            self.dice.choice(["1", "A01", "2"]),
            None,
        )
        mark = self.dice.choice(FROM_MARKS).format(p=story.continues_from)
        apart = mark[0] not in "（(【" or self.dice.random() < 0.5
        return self._set(story, above=mark if apart else "", lede="" if apart else mark)

    def caption(self) -> str:
        story = self._story(1, short=True)
        story.kind, story.headline, name = "caption", None, self.teller.name()
        story.authors = (name,)
        credit = self.dice.choice(CREDITS).format(a=name, paper=self.habit.paper)
        sign = self.dice.choice(["", "", "▲", "图为"])
        if sign == "图为":
            story.paragraphs[0] = sign + story.paragraphs[0]
            sign = ""
        text = sign + story.paragraphs[0] + credit
        return "\n".join(self._wrap(text, "" if sign else self.habit.indent, broken=0))

    def notice(self) -> str:
        kind = self.dice.choice(["公告", "通知", "启事"])
        place = self.dice.choice(["东岭", "白沙", "长汀"])
        what = self._works.pop()
        story = Story(
            f"关于{what}的{kind}",
            [
                f"因{what}需要，{place}街道部分路段将于6月12日起临时调整，请过往行人和车辆提前绕行。",
                "施工期间如有不便，敬请谅解，联系电话：0000-8812345。",
            ],
            "notice",
        )
        self.stories.append(story)
        body = "\n".join(self._body(story, "", ""))
        pad = " " * 8
        return f"{story.headline}\n{self._blank()}{body}\n{pad}{place}街道办事处\n{pad}2023年6月6日"

    def letter(self) -> str:
        story = self._story(2)
        name = self.teller.name()
        story.authors = (name,)
        opening = self.dice.choice(["编辑同志：", "编辑你好："])
        story.paragraphs.insert(0, opening)
        signed = self.dice.choice(["{pad}读者 {a}", "{pad}白沙街道居民 {a}", "{pad}{a}", "{pad}市民 {a}"])
        body = "\n".join(self._body(story, "", ""))
        return f"{self._head(story)}\n{self._blank()}{body}\n" + signed.format(pad=" " * 10, a=name)

    def essay(self) -> str:
        story = self._story(4)
        name = self.teller.name()
        story.authors = (name,)
        form = self.dice.choice(["{a}", "□{a}", "作者：{a}", "□ {s}", "文/{a}"])
        spaced = name if len(name) > 2 else f"{name[0]} {name[1]}"
        return self._set(story, above=form.format(a=name, s=spaced))

    def box(self) -> str:
        story = self._story(2)
        story.kind = "box"
        story.headline = self.dice.choice(["核心提示", "新闻背景", "相关链接", "延伸阅读"])
        sign = self.dice.choice(["{}", "■{}", "【{}】"])
        return (
            sign.format(story.headline)
            + "\n"
            + "\n".join(
                line for text in story.paragraphs for line in self._wrap(text, self.habit.indent or "")
            )
        )

    def neighbour(self) -> str:
        return self.dice.choice(NEIGHBOURS)

    # ----------------------------------------------------------------------------------- parts

    def _story(self, paragraphs: int, *, short: bool = False) -> Story:
        story = self.teller.story(paragraphs, short=short)
        self.stories.append(story)
        return story

    def _signed(self, story: Story, within: bool = True) -> tuple[str, str, str]:
        """A byline above the text, a lede before it or names behind it."""
        where = self.dice.choice([0, 1, 2] if within else [0, 0, 1])
        form, count = self.dice.choice((BYLINES_ABOVE, LEDES, ENDINGS)[where])
        names = [self.teller.name(), self.teller.name()]
        story.authors = tuple(names[:count]) + (("李四海",) if "李四海" in form else ())
        signed = form.format(a=names[0], b=names[1], paper=self.habit.paper)
        return (signed, "", "") if where == 0 else ("", signed, "") if where == 1 else ("", "", signed)

    def _set(self, story: Story, above: str = "", lede: str = "", ending: str = "") -> str:
        body = "\n".join(self._body(story, lede, ending))
        if story.continues_to:
            mark = self.dice.choice(TO_MARKS).format(p=story.continues_to)
            apart = mark[0] not in "（(【" or self.dice.random() < 0.5
            body += ("\n" + " " * 6 if apart else "") + mark
        parts = [above, body] if above else [body]
        if story.headline:
            head = self._head(story)
            below = self.dice.random() < self.habit.head_below
            parts = [*parts, head] if below else [head, *parts]
            if below:
                return "\n\n".join(parts)
        return f"\n{self._blank()}".join(parts)

    def _blank(self) -> str:
        return "\n" * self.habit.under_headline

    def _head(self, story: Story) -> str:
        assert story.headline
        if self.dice.random() < self.habit.bold:
            return "".join(sign * 2 for sign in story.headline)
        return story.headline

    def _body(self, story: Story, lede: str, ending: str) -> list[str]:
        lines: list[str] = []
        for number, text in enumerate(story.paragraphs):
            if number:
                lines += [""] * self.habit.between_paragraphs
            if story.subhead and story.subhead[1] == number:
                lines += ["", story.subhead[0], ""] if lines and lines[-1] else [story.subhead[0], ""]
            opening = lede if number == 0 else ""
            closing = ending if number == len(story.paragraphs) - 1 else ""
            lines += self._wrap(opening + text + closing, self.habit.indent)
        return lines

    def _wrap(self, text: str, indent: str, broken: float | None = None) -> list[str]:
        """The lines of a paragraph in its column, some of them letter-spaced, perhaps with a column break."""
        width = self.habit.width
        if not width:
            return [indent + text]
        lines, line = [], indent
        for sign in text:
            if cells(line + sign) > width and sign not in _NOT_FIRST:
                lines.append(line)
                line = ""
            line += sign
        lines.append(line)
        if len(lines) > 3 and self.dice.random() < (self.habit.broken if broken is None else broken):
            lines.insert(self.dice.randint(2, len(lines) - 2), "")
        return [self._spaced(line) for line in lines]

    def _spaced(self, line: str) -> str:
        if cells(line) < self.habit.width - 2 or self.dice.random() >= self.habit.spaced or line[0] in " 　":
            return line
        return " ".join(line)
