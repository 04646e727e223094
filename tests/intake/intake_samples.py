"""Pages to take in, written for these tests, and an intake whose summaries are the first sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.intake import Intake
from bot.model import Article, Kind, Page, Summary
from bot.store.store import Store

NOW = datetime(2024, 4, 3, 1, 0, tzinfo=UTC)
TODAY = date(2024, 4, 3)

BOOKSHOP = (
    "清河边的旧粮仓改成了书店，昨天开门迎客，三百多位读者冒雨赶来。",
    "书店保留了粮仓的木梁和砖墙，二楼临河的一面全部换成了玻璃，坐在窗边能看见渡口的船。",
    "旧粮仓改成了书店，店主林一说，清河边的旧粮仓空了二十年，改造花了一年半，木梁和砖墙都由镇上的老木匠修过。",
    "书店每周五晚办读书会，坐在窗边能看见渡口的船，头一场讲的是清河的桥，三百多位读者报名，已经排到了下个月。",
)
THEATRE = (
    "东街剧院停演三年后重新开张，第一出戏演的是本地人写的本地事。",
    "新装的灯光和音响都由市里的工厂制作，舞台比从前宽了四米，座位却少了一百个。",
    "院长周二告诉记者，票价分三档，最便宜的只要二十元，学生凭证再减一半。",
)


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


class FirstSentence:
    """Stands in for the Summariser, and counts its work."""

    def __init__(self) -> None:
        self.made = 0

    def summarise(
        self, title: str | None, text: str, *, day: date | None = None, paper: str | None = None
    ) -> Summary:
        self.made += 1
        first = text.partition("。")[0] + "。"
        return Summary(sentences=(first,), keywords=("书店",), gist=first)


def article(headline: str | None, paragraphs: tuple[str, ...], **fields: Any) -> Article:
    given = {"id": "p-1", "kind": Kind.NEWS, "source": "清河日报", "issue_date": TODAY, "page": "3"} | fields
    return Article(headline=headline, paragraphs=paragraphs, **given)


BOOKSHOP_NEWS = article("旧粮仓变身书店", BOOKSHOP)
BOOKSHOP_SHORT = replace(
    BOOKSHOP_NEWS, headline="粮仓里开书店", paragraphs=BOOKSHOP[:3], source="东城晚报", page="A06"
)
THEATRE_NEWS = article("东街剧院重新开张", THEATRE)
HEAD = replace(BOOKSHOP_NEWS, paragraphs=BOOKSHOP[:2], page="1", continues_to="7")
TAIL = article(None, BOOKSHOP[2:], page="7", kind=Kind.FRAGMENT, continues_from="1")
MIDDLE = replace(TAIL, continues_to="9")
END = article(
    None,
    ("书店每周五晚的读书会下月起改在渡口的船上，林一说，旧粮仓的木梁还要再修一次。",),
    page="9",
    kind=Kind.FRAGMENT,
    continues_from="7",
)

LOST_TAIL = article(
    None,
    ("渡船老板最后说，等桥修好了，他想在对岸开一家茶馆，名字还没想好，先把船漆成绿色。",),
    page="7",
    kind=Kind.FRAGMENT,
    continues_from="2",
)


def page(*articles: Article, name: str = "page.txt") -> Page:
    original = "\n".join(text for each in articles for text in (each.headline or "", *each.paragraphs))
    return Page(name=name, original=original + name, articles=articles, source="清河日报", issue_date=TODAY)


def make_intake(store: Store, clock: Clock) -> Intake:
    return Intake(store, FirstSentence(), clock)  # type: ignore[arg-type]
