"""Pages made up by dice of the kinds of pieces that real papers print beside plain reports, in the white
space that exports write, with what each of their lines is.

Every line is a paragraph or a heading before it is set; it may then be wrapped. What a line is is said by the
names of `bot.reading.grammar.Reading`; two where either is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from made_stories import Story, Teller

_TAGS = ("江边随感", "街谈", "新藏品", "读书札记", "人物", "一线见闻", "百姓话题", "老城记忆")
_PLACES = ("临江", "望山", "白沙", "石湾", "金堰", "北塘", "南浦", "云桥")
_ENDINGS_OF_PLACES = ("镇", "县", "村", "市", "乡", "区")
_SERIES = ("简讯", "各地动态", "短波", "市县快讯", "一句话新闻")
_PICTURES = ("图片新闻", "图片新闻", "影像", "图说")
_VERSES = (
    "月亮落在瓦上",
    "谁在河边洗衣",
    "把水声洗得发白",
    "风从渡口来",
    "船还没有靠岸",
    "灯先亮了一盏",
    "母亲的手很轻",
)
_SHOWS = ("新闻转播", "天气预报", "电视剧", "晚间播报", "动画片", "戏曲欣赏")
_SAYINGS = (
    "水要一桶一桶挑",
    "慢工出细活",
    "账要算明白",
    "人心换人心，黄土变成金",
    "先问街坊，再动铁锹",
    "路在脚下",
    "不等不靠，自己动手",
    "一把钥匙开一把锁",
    "老办法遇上新难题",
    "难题怎么解",
    "变化看得见",
)
"""Subheads that share no word with the text below them."""

_OFFICES = ("市图书馆馆长", "区商会会长", "县农业局局长", "北塘大学教授", "云桥中学校长")
_CLOSINGS = ("（{a}{b}）", "（{a}  {b}）", "（{a}）", "（本报记者 {a}）", "（本报南浦四月二日电）")
_LEDES = (
    "本报讯",
    "本报南浦4月2日电记者{a}报道：",
    "本报讯（记者{a}）",
    "据新华社南浦4月2日电",
    "新华社南浦4月2日电（记者{a}）",
    "本报讯记者{a}、{b}报道：",
    "4月2日，",
    "",
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A heading or paragraph: its text, what it is, whether it is indented as text is, and whether it opens a
    piece."""

    text: str
    readings: frozenset[str]
    deep: bool
    opens: bool = False
    tight: bool = False
    """Whether it stands right under the line above it, as the second line of a heading or a verse does."""


@dataclass(frozen=True, slots=True)
class KindsPage:
    """A page dump, what each of its lines is, and its stories."""

    text: str
    readings: dict[int, frozenset[str]]
    """By the number of the line with which a heading or paragraph begins."""
    stories: list[Story]
    pieces: list[list[Printed]]


@dataclass(frozen=True, slots=True)
class Setting:
    """The white space of a page."""

    indents: bool
    between: int
    """Blank lines between pieces."""
    everywhere: int
    """Blank lines between all paragraphs."""
    width: int
    """Characters of a line; 0 where a line is a paragraph."""
    around_heads: int = 0
    """Blank lines above and below a heading."""


SETTINGS = (
    Setting(False, 0, 0, 0),
    Setting(True, 0, 0, 0),
    Setting(True, 1, 0, 0),
    Setting(False, 1, 0, 0),
    Setting(False, 1, 1, 0),
    Setting(True, 0, 0, 19),
    Setting(True, 1, 0, 21),
    Setting(True, 1, 1, 0),
    Setting(False, 2, 1, 0),
    Setting(True, 2, 0, 17, 1),
    Setting(False, 2, 1, 0, 1),
    Setting(True, 1, 0, 26),
    Setting(True, 1, 1, 17, 1),
    Setting(True, 2, 1, 15, 1),
    Setting(True, 1, 0, 14, 1),
)


def make_kinds(seed: int) -> KindsPage:
    """The page of a number, always the same."""
    dice = Random(seed)
    setting = dice.choice(SETTINGS)
    maker = _Maker(dice, dice.choice([0, 0, 0.5, 1]) if setting.around_heads else 0, dice.random() < 0.25)
    count = dice.choice([1, 1, 2, 2, *range(3, 9)])
    made = [list(maker.piece()) for _ in range(count)]
    pieces = [*{piece[0].text: piece for piece in made}.values()]
    text, readings = _set(pieces, setting, dice.random() < 0.7)
    return KindsPage(text, readings, maker.stories, pieces)


def _set(pieces: list[list[Printed]], setting: Setting, dense: bool) -> tuple[str, dict[int, frozenset[str]]]:
    """Lay the lines out; those that are tight are so where the page is `dense`."""
    printed = [replace(each, opens=place == 0) for piece in pieces for place, each in enumerate(piece)]
    rows: list[str] = []
    readings: dict[int, frozenset[str]] = {}
    for above, each in zip([None, *printed], printed, strict=False):
        if above:
            heads = setting.around_heads if not (above.deep and each.deep) else 0
            within = 0 if each.tight and dense else max(setting.everywhere, heads)
            rows += [""] * (max(setting.between, within) if each.opens else within)
        readings[len(rows) + 1] = each.readings
        text = "　　" + each.text if each.deep and setting.indents else each.text
        if setting.width and each.deep:
            rows += [text[start : start + setting.width] for start in range(0, len(text), setting.width)]
        else:
            rows.append(text)
    return "\n".join(rows) + "\n", readings


class _Maker:
    def __init__(self, dice: Random, below: float, bold: bool) -> None:
        self.dice = dice
        self._below = below
        """How often a headline stands below its text."""
        self._bold = bold
        """Whether subheads have the doubled glyphs of bold type."""
        self.stories: list[Story] = []
        self._names: list[str] = []
        self._told = Teller(dice)
        self._short = dice.random() < 0.3
        """Whether its paragraphs are short."""

    def piece(self) -> Iterator[Printed]:
        kinds = [
            (self.report, 6),
            (self.feature, 4),
            (self.dispatches, 2),
            (self.roundup, 1),
            (self.pictures, 2),
            (self.pictured, 1),
            (self.essay, 3),
            (self.poem, 1),
            (self.programme, 1),
            (self.questions, 1),
            (self.letter, 1),
            (self.weather, 1),
            (self.speech, 1),
        ]
        make = self.dice.choices([kind for kind, _ in kinds], [often for _, often in kinds])[0]
        yield from make()

    # -------------------------------------------------------------------------------- pieces

    def below(self) -> Iterator[Printed]:
        """A report or the second half of one, its headline below it."""
        story = self._story(self.dice.randint(1, 5))
        head = list(self._head(story, below=True))
        opening = self.dice.choice(["byline", "lede", "mark", "mark", ""])
        body = list(self._body(story, self._lede() if opening == "lede" else "", self._closing()))
        if opening == "byline":
            yield replace(self._byline(), readings=frozenset({"byline_opens"}))
        elif opening == "mark":
            yield _flush(f"（上接{self.dice.choice('123456')}版）", "mark_opens")
        else:
            body[0] = replace(body[0], readings=frozenset({"bare"}))
        yield from body
        if opening != "mark" or self.dice.random() < 0.5:
            yield from head
        elif self.dice.random() < 0.5:
            yield _flush("（本报记者综合报道）", "byline_ends")

    def report(self) -> Iterator[Printed]:
        if self.dice.random() < self._below:
            yield from self.below()
            return
        story = self._story(self.dice.randint(1, 5))
        yield from self._head(story)
        yield from self._body(story, self._lede(), self._closing())

    def feature(self) -> Iterator[Printed]:
        story = self._story(self.dice.randint(4, 8))
        yield from self._head(story)
        yield self._byline()
        at = set(self.dice.sample(range(1, len(story.paragraphs)), min(3, len(story.paragraphs) - 1)))
        form = self.dice.choice(["{s}", "{s}", "{n}、{s}", "{s}——", "（{n}）{s}"])
        for number, text in enumerate(story.paragraphs):
            if number in at:
                subhead = form.format(s=self._subhead(story, text), n="一二三四五六七八"[number - 1])
                comma = "，" if self.dice.random() < 0.15 else ""
                yield _flush(self._set_bold(subhead + comma), "subhead")
                if comma or self.dice.random() < 0.2:
                    yield _flush(self._set_bold(self._subhead(story, text)), "subhead_more", tight=True)
            yield _deep(text, "body")

    def dispatches(self) -> Iterator[Printed]:
        """One headline over two or three dispatches."""
        story = self._story(self.dice.randint(1, 3))
        yield from self._head(story)
        yield from self._body(story, f"据新华社南浦4月2日电（记者{self._name()}）")
        for _ in range(self.dice.randint(1, 2)):
            more = self._dropped(self.dice.randint(1, 2))
            yield from self._body(
                more,
                self.dice.choice(
                    ["据新华社北塘4月2日电", "新华社白沙4月2日电", "本报云桥4月2日电记者{a}报道："]
                ).format(a=self._name()),
            )

    def roundup(self) -> Iterator[Printed]:
        """Parts that are headed by places."""
        story = self._story(1)
        yield from self._head(story)
        ending = self.dice.choice(["", "", *_ENDINGS_OF_PLACES])
        places = [place + self.dice.choice(["", ending, ending]) for place in self.dice.sample(_PLACES, 3)]
        if self.dice.random() < 0.5:
            yield from self._part(places.pop(), story)
        else:
            yield from self._body(story, self._lede())
        for place in places:
            yield from self._part(place, self._dropped(self.dice.randint(1, 2)))

    def _part(self, place: str, story: Story) -> Iterator[Printed]:
        yield _flush(place, "subhead")
        lede = self.dice.choice([self._lede(), f"本报{place}电记者{self._name()}报道：", f"{place}"])
        yield from self._body(story, lede)

    def pictures(self) -> Iterator[Printed]:
        yield _flush(self.dice.choice(_PICTURES), "pictures")
        for number in range(self.dice.randint(1, 3)):
            text = self._dropped(1, short=True).paragraphs[0]
            mark = self.dice.choice([f"{number + 1}、", "", f"图{'①②③'[number]}："])
            credit = self.dice.choice(["", "", f"（{self._name()}摄）"])
            yield _deep(mark + text + credit, "caption")
            if not credit and self.dice.random() < 0.6:
                yield _deep(
                    self.dice.choice(["（本报记者{a}摄）", "（{a}摄）", "（传真照片）"]).format(
                        a=self._name()
                    ),
                    "caption",
                )

    def pictured(self) -> Iterator[Printed]:
        """A report with the words of its picture at the end."""
        yield from self.report()
        yield _deep(self.dice.choice(["图片：", "照片：", "附图："]), "caption")
        yield _deep(self._dropped(1, short=True).paragraphs[0], "caption")
        if self.dice.random() < 0.5:
            yield _deep(f"（本报记者{self._name()}摄）", "caption")

    def essay(self) -> Iterator[Printed]:
        story = self._story(self.dice.randint(2, 6))
        title = self.dice.choice(["“{h}”要不得", "{h}", "{h}该怎么办？", "从“{h}”说起"]).format(
            h=story.headline
        )
        if self.dice.random() < 0.6:
            title += f"（{self.dice.choice(_TAGS)}）"
        story.headline = title
        yield _flush(title, "headline")
        if self.dice.random() < 0.5:
            yield self._byline(essay=True)
        yield from self._body(story)

    def poem(self) -> Iterator[Printed]:
        yield _flush(self.dice.choice(["秋夜", "渡口", "给母亲", "夜行船"]), "headline")
        yield _flush(self.dice.choice(["{a}", "◎{a}", "□ {a}"]).format(a=self._name()), "byline")
        for place, verse in enumerate(self.dice.sample(_VERSES, self.dice.randint(4, 7))):
            yield _flush(verse, "body", tight=place > 0)

    def programme(self) -> Iterator[Printed]:
        yield _flush(self.dice.choice(["电视节目预告", "今日荧屏", "周末影讯"]), "headline")
        for hour, show in enumerate(self.dice.sample(_SHOWS, self.dice.randint(3, 5)), 17):
            yield _flush(f"{hour}:{self.dice.choice(['00', '30', '35'])} {show}", "body", tight=hour > 17)

    def questions(self) -> Iterator[Printed]:
        story = self._story(self.dice.randint(2, 4))
        yield from self._head(story)
        asks = self.dice.choice([("问：", "答："), ("记者：", "罗师傅："), ("李先生：", "客服：")])
        for text in story.paragraphs:
            yield _deep(f"{asks[0]}{self._subhead(story, text)}什么时候能办好？", "body")
            yield _deep(asks[1] + text, "body")

    def letter(self) -> Iterator[Printed]:
        story = self._story(2)
        yield from self._head(story)
        yield _deep(self.dice.choice(["编辑同志：", "各位读者：", "朋友们："]), "body")
        yield from self._body(story)

    def weather(self) -> Iterator[Printed]:
        yield _flush(
            self.dice.choice(["明天天气预报（4月2日20时—4月3日20时）", "未来三天天气趋势"]), "headline"
        )
        if self.dice.random() < 0.5:
            yield _flush("天气趋势分析", "headline_more")
        place = self.dice.choice(_PLACES)
        yield _deep(
            f"受弱冷空气影响，今天夜里到明天，{place}一带有小雨，气温下降三度到五度，东北风四级。", "body"
        )
        if self.dice.random() < 0.5:
            yield _deep(f"后天起{place}转晴，早晚有雾，行车请慢行。", "body")

    def speech(self) -> Iterator[Printed]:
        story = self._story(3)
        yield from self._head(story)
        yield _flush(f"{self.dice.choice(_OFFICES)}{self._name()}", "byline")
        yield from self._body(story, "", self.dice.choice(["", "谢谢！"]))

    # --------------------------------------------------------------------------------- parts

    def _set_bold(self, text: str) -> str:
        return "".join(sign * 2 for sign in text) if self._bold else text

    def _head(self, story: Story, below: bool = False) -> Iterator[Printed]:
        dice = self.dice
        assert story.headline
        lines = [story.headline]
        chance = dice.random()
        if chance < 0.12:
            lines = [self._subhead(story, story.paragraphs[0]) + "——", *lines]
        elif chance < 0.24:
            lines.append("——" + self._subhead(story, story.paragraphs[0]) + "见闻")
        elif chance < 0.36:
            lines.append(self._second(story))
        elif chance < 0.42:
            lines = [self._second(story), *lines]
        elif chance < 0.5:
            lines[-1] += "（附图片1张）"
        elif chance < 0.56:
            lines = [f"{dice.choice(_PLACES)}：{story.headline}"]
        story.headline = " ".join(lines)
        for place, line in enumerate(lines):
            first = "after" if below else "headline"
            yield _flush(line, "headline_more" if place else first, tight=place > 0)

    def _second(self, story: Story) -> str:
        one, other = (self._subhead(story, text) for text in (story.paragraphs[0], story.paragraphs[-1]))
        return f"{self.dice.choice(_PLACES)}{one}" + (f"，{other}" if self.dice.random() < 0.5 else "")

    def _body(self, story: Story, lede: str = "", closing: str = "") -> Iterator[Printed]:
        for number, text in enumerate(story.paragraphs):
            last = number == len(story.paragraphs) - 1
            apart = last and closing and self.dice.random() < 0.4
            yield _deep(
                (lede if number == 0 else "") + text + (closing if last and not apart else ""), "body"
            )
            if apart:
                yield _deep(closing, "byline_ends", "body")

    def _lede(self) -> str:
        return self.dice.choice(_LEDES).format(a=self._name(), b=self._name())

    def _closing(self) -> str:
        if self.dice.random() < 0.6:
            return ""
        return self.dice.choice(_CLOSINGS).format(a=self._name(), b=self._name())

    def _byline(self, essay: bool = False) -> Printed:
        name, other = self._name(), self._name()
        forms = (
            ["{a}", "{a} {b}", "作者：{a}"] if essay else ["本报记者{a}", "本报记者 {a} {b}", "□{a}", "{a}"]
        )
        return _flush(self.dice.choice(forms).format(a=name, b=other), "byline")

    def _subhead(self, story: Story, paragraph: str) -> str:
        if self.dice.random() < 0.3:
            return self.dice.choice(_SAYINGS)
        used = [word for word in story.words if word in paragraph] or list(story.words[:1])
        return self.dice.choice(["{a}{b}", "{b}的人", "{a}有了新模样", "让{a}{b}", "{b}"]).format(
            a=used[0], b=used[-1]
        )

    def _story(self, paragraphs: int, *, short: bool = False) -> Story:
        story = self._dropped(paragraphs, short=short)
        self.stories.append(story)
        return story

    def _dropped(self, paragraphs: int, *, short: bool = False) -> Story:
        """A story that is not one of the page by itself."""
        try:
            return self._told.story(paragraphs, short=short or self._short)
        except IndexError:
            self._told = Teller(self.dice)
            return self._told.story(paragraphs, short=short or self._short)

    def _name(self) -> str:
        if not self._names:
            teller = Teller(self.dice)
            self._names = [teller.name() for _ in range(12)]
        return self._names.pop()


def _flush(text: str, *readings: str, tight: bool = False) -> Printed:
    return Printed(text, frozenset(readings), deep=False, tight=tight)


def _deep(text: str, *readings: str) -> Printed:
    return Printed(text, frozenset(readings), deep=True)
