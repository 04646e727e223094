"""What people did, and so what must be true in the end."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

EDITOR = 11
READERS = range(1001, 1031)
ZONE = ZoneInfo("Asia/Shanghai")

PAGE = """海陵晚报 2024年4月3日 星期三 2版


{headline}

□海陵晚报记者 林小禾

　　本报讯 4月2日，{headline}。{first}

　　{second}
"""

_PLACES = "码头 渡口 书市 桥头 公园 车站 茶馆 戏台 集市 渔港"
_DEEDS = "亮灯 开张 扩建 通车 换新 开园 试航 搬迁"
_CHARACTERS = "山水田园春夏秋冬东南西北江河湖海风雨晴雪金木火土红黄蓝绿长短高低远近新旧大小多少轻重快慢深浅"


@dataclass
class People:
    """Readers and an editor, who act by chance and remember what they did."""

    telegram: Any
    chance: random.Random
    watched: set[tuple[int, str]] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    """The headlines of the pages that the editor sent."""
    due: dict[int, str] = field(default_factory=dict)
    """For each subscriber the key of the slot that comes while all this goes on."""

    def subscribe(self) -> None:
        """Every other reader wants a digest within the next two minutes."""
        now = datetime.now(ZONE)
        for number, reader in enumerate(READERS[::2]):
            slot = now + timedelta(minutes=1 + number % 2)
            self.telegram.text(reader, f"/subscribe {slot:%H:%M}", lang="zh-hans")
            self.due[reader] = f"digest {slot:%Y-%m-%dT%H:%M}"

    def act(self) -> None:
        """One of them does something."""
        deeds = (self._watch, self._search, self._send_page, self._publish)
        self.chance.choices(deeds, (5, 3, 2, 2))[0]()

    def _watch(self) -> None:
        reader, word = self.chance.choice(READERS), f"词{len(self.watched)}"
        if sum(watcher == reader for watcher, _ in self.watched) < 20:
            self.telegram.text(reader, f"/watch {word}", lang="zh-hans")
            self.watched.add((reader, word))

    def _search(self) -> None:
        self.telegram.text(self.chance.choice(READERS), self.chance.choice(_PLACES.split()), lang="zh-hans")

    def _send_page(self) -> None:
        number = len(self.sent) + 1
        headline = f"第{number}座{self.chance.choice(_PLACES.split())}{self.chance.choice(_DEEDS.split())}"
        # Articles that tell the same would be one story.
        first, second = (f"{''.join(self.chance.choices(_CHARACTERS, k=80))}。" for _ in range(2))
        page = PAGE.format(headline=headline, first=first, second=second)
        self.telegram.document(EDITOR, f"{number}.txt", page, lang="zh-hans")
        self.sent.add(headline)

    def _publish(self) -> None:
        """Press the first button that publishes, under one of the last cards."""
        shown = self.telegram.sent(chat_id=EDITOR)[-12:]
        cards = [each for each in shown if "签发" in str(each.get("reply_markup"))]
        if cards:
            self.telegram.press(EDITOR, label="签发", message_id=self.chance.choice(cards)["message_id"])
