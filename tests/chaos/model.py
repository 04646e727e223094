"""What people did, and so what must be true in the end."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.chaos.shell import Shell

EDITORS = (11, 12)
READERS = range(1001, 1031)
WATCHERS = range(2001, 2011)
"""Each watches for one place, from the start, and does nothing else."""
GROUPS = (-1001, -1002)
ADMIN, MEMBERS = 3001, range(3002, 3006)
ZONE = ZoneInfo("Asia/Shanghai")
SOONEST = timedelta(seconds=20)
"""How far ahead an hour is that people ask for, at least: none has passed when the bot hears of it."""

PAGE = """海陵晚报 {day:%Y年%-m月%-d日} 2版


{headline}

□海陵晚报记者 林小禾

　　本报讯 {headline}。{first}

　　{second}
"""

_PLACES = ["码头", "渡口", "书市", "桥头", "公园", "车站", "茶馆", "戏台", "集市", "渔港"]
_DEEDS = ["亮灯", "开张", "扩建", "通车", "换新", "开园", "试航", "搬迁"]
_CHARACTERS = "山水田园春夏秋冬东南西北江河湖海风雨晴雪金木火土红黄蓝绿长短高低远近新旧大小多少轻重快慢深浅"
_HEADLINE = re.compile(rf"第\d+座(?:{'|'.join(_PLACES)})(?:{'|'.join(_DEEDS)})")


@dataclass
class People:
    """Readers, groups and editors, who act by chance and remember what they did."""

    telegram: Any
    shell: Shell
    chance: random.Random
    watched: set[tuple[int, str]] = field(default_factory=set)
    asked: set[tuple[int, str]] = field(default_factory=set)
    """The chats that asked for words, all of them different and found nowhere."""
    written: int = 0
    """How many articles there are."""
    sent: dict[str, int] = field(default_factory=dict)
    """The headlines of the pages that editors sent, with the editor."""
    pressed: dict[str, int] = field(default_factory=dict)
    """The headlines of the pages that an editor published, with the editor."""
    due: dict[int, str] = field(default_factory=dict)
    """For each subscriber the key of the slot that comes while all this goes on."""

    def begin(self, minutes: int) -> None:
        """Every other reader and the groups want a digest at one of the next minutes; watchers watch."""
        for group in GROUPS:
            members = {str(ADMIN): "administrator"} | {str(member): "member" for member in MEMBERS}
            self.telegram.chat(group, type="supergroup", title="读者群", members=members)
        soonest = datetime.now(ZONE) + SOONEST
        for number, chat in enumerate(sorted(self.subscribed)):
            slot = soonest + timedelta(minutes=1 + number % minutes)
            asks = ADMIN if chat in GROUPS else chat
            self.telegram.text(chat, f"/subscribe {slot:%H:%M}", user_id=asks, lang="zh-hans")
            self.due[chat] = f"digest {slot:%Y-%m-%dT%H:%M}"
        for watcher, place in zip(WATCHERS, _PLACES, strict=True):
            self.telegram.text(watcher, f"/watch {place}", lang="zh-hans")
            self.watched.add((watcher, place))

    @property
    def subscribed(self) -> set[int]:
        """The chats that asked for digests."""
        return {*READERS[::2], *GROUPS}

    def learn_slots(self) -> None:
        """Keep of the slots those that the bot told of: on a slow machine an hour may have passed by then."""
        for chat, key in list(self.due.items()):
            slot = datetime.fromisoformat(key.split()[1])
            said = f"下次推送：{slot.month}月{slot.day}日"
            if not any(said in message["text"] for message in self.telegram.sent(chat_id=chat)):
                del self.due[chat]

    def act(self) -> None:
        """One of them does something."""
        deeds = (
            (self._watch, 4),
            (self._search, 3),
            (self._search_in_group, 1),
            (self._send_page, 3),
            (self._publish, 3),
            (self._use_shell, 1),
        )
        self.chance.choices([deed for deed, _ in deeds], [weight for _, weight in deeds])[0]()

    def _watch(self) -> None:
        reader, word = self.chance.choice(READERS), f"词{len(self.watched)}"
        if sum(watcher == reader for watcher, _ in self.watched) < 20:
            self.telegram.text(reader, f"/watch {word}", lang="zh-hans")
            self.watched.add((reader, word))

    def _search(self) -> None:
        reader, word = self.chance.choice(READERS), f"zq{len(self.asked)}x"
        self.telegram.text(reader, word, lang="zh-hans")
        self.asked.add((reader, word))

    def _search_in_group(self) -> None:
        group, word = self.chance.choice(GROUPS), f"zq{len(self.asked)}x"
        self.telegram.text(group, f"/search {word}", user_id=self.chance.choice(MEMBERS), lang="zh-hans")
        self.asked.add((group, word))

    def _send_page(self) -> None:
        """Now and then the same page comes from the shell at the same moment."""
        headline, page = self._page()
        editor = self.chance.choice(EDITORS)
        by_both = self.chance.random() < 0.2
        if by_both:
            self.shell.add(headline, page)
        self.telegram.document(editor, f"{self.written}.txt", page, lang="zh-hans")
        self.sent[headline] = editor

    def _use_shell(self) -> None:
        headline, page = self._page()
        deeds = (
            lambda: self.shell.add(headline, page),
            lambda: self.shell.bring(headline, [self._sentence(), self._sentence()]),
            self.shell.back_up,
            self.shell.kill_one,
        )
        self.chance.choices(deeds, (3, 2, 2, 1))[0]()

    def _publish(self) -> None:
        """Press the first button that publishes, under one of the last cards."""
        editor = self.chance.choice(EDITORS)
        shown = self.telegram.sent(chat_id=editor)[-12:]
        cards = [each for each in shown if "签发" in str(each.get("reply_markup"))]
        if cards:
            card = self.chance.choice(cards)
            self.telegram.press(editor, label="签发", message_id=card["message_id"])
            self.pressed |= dict.fromkeys(_HEADLINE.findall(card["text"]), editor)

    def _page(self) -> tuple[str, str]:
        self.written += 1
        headline = f"第{self.written}座{self.chance.choice(_PLACES)}{self.chance.choice(_DEEDS)}"
        # Articles that tell the same would be one story.
        first, second = self._sentence(), self._sentence()
        return headline, PAGE.format(day=date.today(), headline=headline, first=first, second=second)

    def _sentence(self) -> str:
        return f"{''.join(self.chance.choices(_CHARACTERS, k=80))}。"
