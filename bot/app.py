"""The Telegram application, put together: inbox, handlers, outbox, pacing, and the one job that ticks."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Thread
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot, Update
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest

from bot import blocking
from bot.blocking import BACKGROUND, HEARTBEAT
from bot.chat.alerts import tell_watchers
from bot.chat.desk import Desk
from bot.chat.downloads import AT_ONCE, Downloads
from bot.chat.errors import refuse_with
from bot.chat.leaving import Leaving
from bot.chat.marking import Marking
from bot.chat.menus import set_menus
from bot.chat.push import Push
from bot.chat.registration import register
from bot.chat.services import Services
from bot.clock import ClockWatch
from bot.connections import TelegramRequest
from bot.delivery.complaints import Complaints
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacer
from bot.delivery.shared import SharedLimits
from bot.errors import ConfigurationError, StoreError
from bot.feeding import Feeding, load_feeds
from bot.fetching import Fetcher, LinkReader
from bot.heartbeat import STUCK_AFTER, beat
from bot.message.languages import LANGUAGES, translator
from bot.model import Feed
from bot.polling import UpdateCalls, WatchedRequest
from bot.rooms import Rooms
from bot.settings import Settings
from bot.text import words
from bot.updates.inbox import Inbox
from bot.updates.ordering import update_processor
from bot.updates.queue import UpdateQueue
from bot.updates.request import InboxRequest
from bot.upkeep import Upkeep

log = logging.getLogger(__name__)

BotApplication = Application[Any, Any, Any, Any, Any, Any]

TICK_SECONDS = 2
"""How often the clock is looked at: a digest leaves this long after its hour at the latest."""

SWITCH_SECONDS = 0.0005
"""How long a thread that plans may hold the others up. At Python's own 5 ms a search, which lets go of the
interpreter at every row, takes seconds while a hundred thousand digests are composed."""

FEEDS_SECONDS = 60
"""How often it is looked which feeds are due."""

UPKEEP_SECONDS = 300
"""How often it is looked whether tonight's copy lacks."""

GISTS_AT_ONCE = 200
"""Entries of earlier versions that get their gists at a time: some two seconds of a thread."""

UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
"""What Telegram need send: channel posts ask nothing of the bot."""

BLOCKING_PATIENCE = 1.0
"""Seconds for what still runs in threads when all else is done. What takes longer, such as a backup, is cut
short: it writes to the database in transactions, and to files that count once they are whole."""

FILE_READ_TIMEOUT = 20.0
"""Seconds without a byte of a file after which its connection is given up."""

DEMO_TOKEN = "1:demo"
"""The form of a token, for a Bot API server inside this process."""


class _Beside:
    """What runs beside the handlers, from the first update to the last."""

    def __init__(
        self,
        services: Services,
        application: BotApplication,
        desk: Desk,
        fetcher: Fetcher,
        downloads: Downloads,
        feeds: tuple[Feed, ...] | None,
        calls: UpdateCalls,
        inbox: Inbox,
    ) -> None:
        """`feeds` are those of the configuration; None where none at all are read."""
        self._services = services
        self._bot = application.bot
        self._push = Push(services)
        self._desk = desk
        self._fetcher = fetcher
        self._downloads = downloads
        self._feeds = feeds
        self._calls = calls
        self._inbox = inbox
        self._feeding = Feeding(
            services.store,
            services.intake,
            services.links,
            services.clock,
            services.settings.zone,
            lambda: application.running,
        )
        self._marking = Marking(services, application.bot)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._clock_watch = ClockWatch()
        self._upkeep = Upkeep(services.store, services.clock, services.settings)
        self._complaints: Complaints | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, _: BotApplication) -> None:
        """Take up what was left undone, and begin to tick."""
        # Beside all else: whoever sends /start is answered before the dictionary is there.
        Thread(target=_load_words_and_languages, name="loading", daemon=True).start()
        told = self._services.settings.error_chat or self._services.settings.owner
        if told:
            self._complaints = Complaints(self._bot, told, secrets=self._services.settings.secrets)
            logging.getLogger().addHandler(self._complaints)
        sys.setswitchinterval(SWITCH_SECONDS)
        await self._inbox.resume()
        await self._services.outbox.start()
        # Late is better than never, and once is enough: the next tick catches up with whatever was missed.
        self._scheduler.add_job(
            self._tick,
            "interval",
            seconds=TICK_SECONDS,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        self._scheduler.add_job(
            self._keep_house, "interval", seconds=UPKEEP_SECONDS, coalesce=True, misfire_grace_time=None
        )
        if self._feeds is not None:
            await BACKGROUND.run(self._services.store.feeds.configure, self._feeds)
            self._scheduler.add_job(
                self._read_feeds,
                "interval",
                seconds=FEEDS_SECONDS,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        for name, work in (
            ("heartbeat", self._show_life),
            ("inbox", self._inbox.look_after),
            ("menus", partial(set_menus, self._bot, self._services)),
            ("uploads", self._desk.run),
            ("retractions", self._marking.run),
        ):
            self._tasks.append(asyncio.create_task(_to_its_end(name, work)))

    async def _show_life(self) -> None:
        """Beat beside the tick, which may plan for a minute, as long as the loop and the outbox go round."""
        while True:
            self._keep_ticking()
            if self._services.outbox.idle_for < STUCK_AFTER:
                await HEARTBEAT.run(beat, self._services.settings.db, self._calls.answered_until)
            self._calls.look()
            await asyncio.sleep(TICK_SECONDS)

    def _keep_ticking(self) -> None:
        """The scheduler reckons by the machine's clock: put back by an hour, it would not tick for one."""
        jump = self._clock_watch.jumped()
        if jump and self._scheduler.running:
            log.warning("clock: it was put %s by %.0f s", "forward" if jump > 0 else "back", abs(jump))
            for job in self._scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))

    async def _tick(self) -> None:
        await self._push.tick()
        # What the shell published is told to watchers too, not only what an editor did in the chat.
        await tell_watchers(self._services)

    async def _keep_house(self) -> None:
        if self._services.outbox.leads:
            await BACKGROUND.run(self._upkeep.see_to)
            await BACKGROUND.run(self._make_gists)

    def _make_gists(self) -> None:
        try:
            self._services.intake.make_gists(GISTS_AT_ONCE)
        except StoreError as error:
            log.error("app: could not make gists: %s", error)

    async def _read_feeds(self) -> None:
        if self._services.outbox.leads:
            await self._feeding.see_to()

    async def stop(self, _: BotApplication) -> None:
        """Tick no more, and finish what is being sent."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        if self._complaints:
            logging.getLogger().removeHandler(self._complaints)
        await self._services.outbox.stop()
        await self._fetcher.close()
        await self._downloads.close()
        await self._inbox.finish(BLOCKING_PATIENCE)
        await blocking.close_all(BLOCKING_PATIENCE)


async def _to_its_end(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Do the work, and begin it anew where it breaks down: nobody waits for it who would hear of that."""
    while True:
        try:
            await work()
        except Exception as error:
            log.error("%s: broke down, beginning anew", name, exc_info=error)
            await asyncio.sleep(TICK_SECONDS)
        else:
            return


def _load_words_and_languages() -> None:
    words.load()
    for language in LANGUAGES:
        translator(language)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is put together here, and what stopping it takes."""

    application: BotApplication
    inbox: Inbox
    pacer: Pacer


def assemble(rooms: Rooms, *, request: BaseRequest | None = None) -> BotApplication:
    """The application as configured, ready to run; with `request` it talks to that instead of to a server."""
    return put_together(rooms, request=request).application


def put_together(rooms: Rooms, *, request: BaseRequest | None = None) -> Parts:
    """As `assemble`, with the parts that have to be told when the application stops."""
    settings = rooms.settings
    queue = UpdateQueue()
    inbox = Inbox(rooms.store, queue)
    pacer = Pacer(settings.rate, SharedLimits(rooms.store))
    calls = UpdateCalls()
    builder = _builder(settings, request, inbox, calls).update_queue(queue)
    builder = builder.rate_limiter(pacer).concurrent_updates(update_processor(inbox.handle))
    application = builder.build()
    outbox = Outbox(
        rooms.store,
        application.bot,
        pacer,
        rooms.clock,
        paid=settings.paid_broadcast,
        message_of=Leaving(settings, rooms.store).message_of,
    )
    fetcher = Fetcher(proxy=settings.proxy_address)
    links = LinkReader(fetcher, rooms.workshop)
    services = Services(settings, rooms.store, rooms.intake, outbox, rooms.clock, rooms.topics, links, inbox)
    inbox.use(application.bot, refuse_with(services, application.bot))
    downloads = Downloads(application.bot if request is not None else _file_bot(settings))
    desk = register(application, services, downloads)
    # What runs in a terminal needs no network, and looks for none by itself.
    feeds = load_feeds(settings.files.path("feeds.toml")) if request is None else None
    beside = _Beside(services, application, desk, fetcher, downloads, feeds, calls, inbox)
    application.post_init, application.post_stop = beside.start, beside.stop
    return Parts(application, inbox, pacer)


def check_token(settings: Settings) -> str:
    """The token. Raises ConfigurationError where there is none, and says how to set it."""
    if settings.token is None:
        raise ConfigurationError(
            "serve without a token",
            "get one from @BotFather and set BAOZHAI_TOKEN=…, or try `run_bot.py demo`, which needs none",
        )
    return settings.token.get_secret_value()


def _builder(
    settings: Settings, request: BaseRequest | None, inbox: Inbox, calls: UpdateCalls
) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = Application.builder()
    polling = WatchedRequest(calls, proxy=settings.proxy_address) if request is None else request
    builder = builder.get_updates_request(InboxRequest(inbox, polling))
    if request is not None:
        return builder.token(DEMO_TOKEN).request(request)
    token = check_token(settings)
    builder = builder.token(token)
    builder = builder.base_url(settings.api_base_url).base_file_url(settings.api_base_file_url)
    return builder.request(TelegramRequest(proxy=settings.proxy_address))


def _file_bot(settings: Settings) -> Bot:
    """Gets files and nothing else, over connections that no reply has to wait for."""
    request = TelegramRequest(AT_ONCE, proxy=settings.proxy_address, read_timeout=FILE_READ_TIMEOUT)
    return Bot(
        check_token(settings),
        settings.api_base_url,
        settings.api_base_file_url,
        request=request,
        get_updates_request=request,
    )
