"""Stories to set pages with: made up from words of our own, with the truth about each."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

_PLACES = (
    "青石镇",
    "柳湾村",
    "北坡乡",
    "南屏县",
    "云台街道",
    "白沙港",
    "枫林社区",
    "河口新区",
    "三岔湖",
    "梨花坪",
)
_THINGS = (
    ("灌区改造", "水渠", "浇地", "渠长"),
    ("夜间公交", "班车", "晚归", "调度员"),
    ("旧楼加装电梯", "电梯", "上楼", "楼长"),
    ("社区食堂", "饭菜", "吃饭", "厨师"),
    ("湿地观鸟", "候鸟", "观鸟", "护鸟员"),
    ("村级图书屋", "图书", "借书", "管理员"),
    ("果园直播", "苹果", "卖果", "主播"),
    ("山路修缮", "山路", "出山", "养路工"),
    ("海水养殖", "网箱", "出海", "养殖户"),
    ("老街保护", "老宅", "修缮", "木匠"),
    ("校园足球", "球场", "训练", "教练"),
    ("光伏屋顶", "光伏板", "发电", "电工"),
    ("中医夜诊", "门诊", "看病", "医生"),
    ("防汛演练", "堤坝", "转移", "巡堤员"),
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "建国明华志强丽敏秀英海涛文静晓东玉兰春生雪梅立新思远"
_SENTENCES = (
    "{place}的{thing}已经做了{n}个月，{person}每天都要到现场看一遍",
    "“以前{act}要等大半天，现在半个小时就够了。”{person}说",
    "据{office}统计，今年前{m}个月，全{unit}共投入资金{n}万元，惠及群众{k}户",
    "{person}今年{age}岁，在{place}住了一辈子，对{item}最有发言权",
    "记者在现场看到，{item}整齐地排在路边，几名工人正在做最后的检查",
    "为了把{thing}办好，{office}专门请来了{n}位老师傅，手把手教年轻人",
    "“{item}的事再小，也是大家的事。”{role}{person}一边说，一边翻开随身带的本子",
    "到了{m}月底，第一批{item}就能用上，剩下的将在年内全部完成",
    "不少居民担心{act}会受影响，{office}把办公桌搬到了{place}，当面答复大家的问题",
    "按照计划，{place}还将建设{n}处便民点，让更多的人在家门口就能{act}",
    "过去三年，这里先后换了{n}次方案，最后还是听了老百姓的意见",
    "{person}算了一笔账：每天省下{n}元，一年下来就是一笔不小的收入",
    "下一步，{office}将把{thing}的经验推广到全{unit}{k}个村和社区",
    "雨下了整整一夜，{role}们没有合眼，直到天亮才轮流回去休息",
    "新的办法实行以后，投诉少了，笑声多了，{place}的变化看得见也摸得着",
    "“我们不怕慢，就怕站。”说起{thing}，{person}的话不多，但是很有分量",
    "{office}有关负责人表示，{thing}不是一阵风，要用制度把好做法固定下来",
    "沿着新修的小路往里走，{item}就在眼前，孩子们围着{person}问个不停",
)
_HEADS = (
    "{place}的{thing}走进百姓家",
    "{thing}让{place}变了样",
    "一条{item}背后的{n}个日夜",
    "{act}不再难 {place}有新招",
    "从{item}看{place}的新变化",
    "{place}：{thing}迎来第二春",
    "小{item}里的大文章",
    "{thing}如何走好下一步",
    "家门口就能{act}了",
)
_SUBHEADS = (
    "一本账算得清",
    "老办法遇上新难题",
    "让年轻人留下来",
    "好日子还在后头",
    "把难事办在前头",
    "共同的事大家办",
)
_DESKS = ("本报讯", "本报{place}讯", "新华社北京{m}月{d}日电")


@dataclass
class Story:
    """What is set, and what must be read."""

    headline: str
    paragraphs: list[str] = field(default_factory=list)
    kicker: str | None = None
    subheadline: str | None = None
    byline: str | None = None
    authors: list[str] = field(default_factory=list)
    subheads: list[str] = field(default_factory=list)
    caption: str | None = None
    kind: str = "news"


class Newsroom:
    """Writes stories, always the same ones from the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._used: set[str] = set()

    def story(self) -> Story:
        """A story with its headline and without text: its paragraphs are written when they are set."""
        self.words = self._words()
        for _ in range(50):
            headline = self._fill(self.chance.choice(_HEADS))
            if headline not in self._used:
                break
            self.words = self._words()
        self._used.add(headline)
        story = Story(headline)
        story.authors = [self._name() for _ in range(self.chance.choice((1, 1, 2)))]
        return story

    def kicker(self) -> str:
        """A line to stand over a headline."""
        return self._fill(
            self.chance.choice(("{place}{office}办实事见闻", "来自{place}的报道", "把群众的事放在心上"))
        )

    def subheadline(self) -> str:
        """A line to stand under a headline."""
        return self._fill(
            self.chance.choice(("{office}为{n}户居民解决{act}难题", "{place}{thing}工作走访记"))
        )

    def subhead(self) -> str:
        """A heading within a text."""
        return self.chance.choice(_SUBHEADS)

    def paragraph(self, sentences: int = 0) -> str:
        """Some sentences about the story of the moment."""
        count = sentences or self.chance.choice((1, 2, 2, 3, 3, 4))
        text = ""
        for _ in range(count):
            sentence = self._fill(self.chance.choice(_SENTENCES))
            text += sentence + "。"
        return text

    def lede(self) -> str:
        """What a report begins with."""
        return self._fill(self.chance.choice(_DESKS))

    def caption(self) -> str:
        """The text of a caption, without its credit."""
        return self._fill("{m}月{d}日，{place}{role}{person}在现场查看{item}的情况。")

    def name(self) -> str:
        """The name of a person."""
        return self._name()

    def _words(self) -> dict[str, str]:
        thing, item, act, role = self.chance.choice(_THINGS)
        return {"place": self.chance.choice(_PLACES), "thing": thing, "item": item, "act": act, "role": role}

    def _name(self) -> str:
        return self.chance.choice(_SURNAMES) + "".join(
            self.chance.sample(_GIVEN, self.chance.choice((1, 2, 2)))
        )

    def _fill(self, form: str) -> str:
        chance = self.chance
        return form.format(
            **self.words,
            person=self._name(),
            office=chance.choice(("镇政府", "街道办事处", "县水务局", "市住建局", "社区居委会", "区文旅局")),
            unit=chance.choice("县市镇区"),
            n=chance.randint(2, 98),
            m=chance.randint(2, 11),
            d=chance.randint(1, 28),
            k=chance.randint(100, 9800),
            age=chance.randint(24, 86),
        )
