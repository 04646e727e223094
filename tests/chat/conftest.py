"""A bot with its handlers on the in-process Bot API, and people who talk to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from loopback import to_loopback
from telegram.ext import Application, BaseRateLimiter

from bot.chat import register, update_processor
from bot.chat.desk import Desk
from bot.chat.limits import Allowance
from bot.chat.services import Services
from bot.console import TOKEN, ConsoleApi, Conversation, Sent, running
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacer
from bot.fetching import Fetcher, LinkReader
from bot.intake import Intake
from bot.model import Article, Delivery, Entry, Kind, Status, Summary
from bot.settings import Settings
from bot.store.store import Store
from bot.summary import Summariser, SummaryOptions, Topic

OWNER, EDITOR, READER = 1, 2, 100
GROUP = -500
NOW = datetime(2024, 4, 3, 0, 30, tzinfo=UTC)
TOPICS = (Topic("绿色低碳", ("氢能", "光伏")), Topic("科技", ("芯片", "机器人")), Topic("文旅", ("景区",)))

PAGE = """潍州晚报 2024年4月3日 第3版

滨河新区氢能公交上线
本报记者 林秋实

4月2日，滨河新区首批三十辆氢能公交车驶出场站，沿江岸线路每十分钟发一班车。
公交公司介绍，每辆车加注一次可以行驶四百公里，全年预计减少碳排放两千吨。

老城图书馆延长开放时间
本报记者 何一川

4月2日，老城图书馆宣布自本周起每晚开放到十点，周末增设亲子阅读专场。
馆方表示，新增的自习座位共有二百六十个，读者可以通过手机预约。
"""


class Turned:
    """A clock that tests turn by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, **time: float) -> None:
        self.now += timedelta(**time)


class Unpaced(BaseRateLimiter[Any]):
    """Lets every request go at once."""

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def process_request(self, callback, args, kwargs, endpoint, data, rate_limit_args):  # type: ignore[no-untyped-def]
        return await callback(*args, **kwargs)


class WokenOutbox:
    """Counts how often somebody said that there is work, and sends at once only what is to be sent so."""

    def __init__(self, store: Store, clock: Turned) -> None:
        self.woken = 0
        self._store = store
        self._clock = clock
        self.bot: Any = None

    def wake(self) -> None:
        self.woken += 1

    async def send_now(self, delivery: Delivery) -> None:
        outbox = Outbox(self._store, self.bot, Pacer(30), self._clock)
        outcome = await outbox._begin(delivery)
        self._store.deliveries.take(0, [outcome])


@dataclass
class House:
    """Everything behind the conversation."""

    services: Services
    api: ConsoleApi
    application: Any
    clock: Turned
    desk: Desk

    @property
    def store(self) -> Store:
        return self.services.store

    def person(self, user_id: int = READER, **who: Any) -> Conversation:
        return Conversation(self.application, self.api, user_id=user_id, **who)

    def editor(self) -> Conversation:
        return self.person(EDITOR, name="编辑")

    def owner(self) -> Conversation:
        return self.person(OWNER, name="主人")

    def settle(self, **settings: Any) -> None:
        """Change the configuration of the running bot."""
        changed = self.services.settings.model_copy(update=settings)
        object.__setattr__(self.services, "settings", changed)

    def publish(self, headline: str, text: str = "正文。", *, draft: bool = False, **fields: Any) -> Entry:
        """Store an article, published now."""
        keywords, topics = fields.pop("keywords", ()), fields.pop("topics", ())
        push = fields.pop("push", True)
        paragraphs = tuple(text.split("\n"))
        article = Article(
            id=headline,
            kind=Kind.NEWS,
            headline=headline,
            paragraphs=paragraphs,
            source=fields.pop("source", "潍州晚报"),
            issue_date=fields.pop("issue_date", date(2024, 4, 3)),
            page=fields.pop("page", "3"),
            **fields,
        )
        summary = Summary(paragraphs[:1], keywords=keywords, topics=topics)
        status = Status.DRAFT if draft else Status.PUBLISHED
        return self.store.entries.add(Entry(article, summary, status=status, push=push))

    async def page(self, editor: Conversation, text: str = PAGE) -> Sent:
        """Send a page as a document, and give its card back."""
        return await self.soon(editor, await editor.send_file("潍州晚报_2024-04-03_03.txt", text.encode()))

    async def soon(
        self, person: Conversation, shown: list[Sent], wanted: Callable[[Sent], bool] = lambda sent: True
    ) -> Sent:
        """What comes of a page that was just sent: the desk answers beside the handlers, at once or soon."""
        return next(filter(wanted, shown), None) or await person.wait_for(wanted)

    def said_as(self, sender: dict[str, Any] | None, text: str, **more: Any) -> None:
        """Have a command written into the group as a channel, or without one as the group itself."""
        group = self.api.room.chat(GROUP, "supergroup", "读报群")
        self.api.updates.add(
            "message",
            {
                "message_id": 9000,
                "date": 0,
                "chat": group,
                "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
                "sender_chat": sender or group,
                "text": text,
                "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}],
                **more,
            },
        )

    def use_up(self, allowance: Allowance, person: Conversation) -> None:
        """Let a person have done all that the allowance admits."""
        limiter = next(
            handler.callback.__self__._limiter
            for handler in self.application.handlers[0]
            if hasattr(handler.callback, "__self__")
        )
        for _ in range(allowance.times):
            limiter.judge(person.user_id, allowance)

    def promised(self) -> list[Any]:
        """What waits in the outbox."""
        return self.store.deliveries.take(100)


@pytest.fixture
def clock() -> Turned:
    return Turned()


@asynccontextmanager
async def opened_house(database: Path, clock: Turned) -> AsyncIterator[House]:
    """A running bot on a new database. At its end every press was answered, no method unknown."""
    settings = Settings(db=database, admins=(OWNER, EDITOR))
    api = ConsoleApi(clock)
    with Store(settings.db, clock) as store:
        intake = Intake(
            store,
            Summariser(SummaryOptions(), TOPICS, frozenset()),
            clock,
            zone=ZoneInfo(settings.zone),
        )
        application = (
            Application.builder()
            .token(TOKEN)
            .request(api)
            .get_updates_request(api)
            .rate_limiter(Unpaced())
            .concurrent_updates(update_processor())
            .build()
        )
        outbox = WokenOutbox(store, clock)
        outbox.bot = application.bot
        fetcher = Fetcher(admits=lambda address: address == "127.0.0.1", look_up=to_loopback)
        links = LinkReader(fetcher, intake.workshop, pace=0)
        services = Services(settings, store, intake, outbox, clock, TOPICS, links)  # type: ignore[arg-type]
        desk = register(application, services)
        async with running(application):
            yield House(services, api, application, clock, desk)
        await fetcher.close()
        assert not api.presses, "a button press was not answered"
        assert not api.unknown


@pytest.fixture
async def house(tmp_path: Path, clock: Turned, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    for name in ("BAOZHAI_ADMINS", "BAOZHAI_ACCESS", "BAOZHAI_FULL_TEXT", "BAOZHAI_DB", "BAOZHAI_ZONE"):
        monkeypatch.delenv(name, raising=False)
    async with opened_house(tmp_path / "test.db", clock) as house:
        yield house
