"""The Telegram application, put together: handlers, outbox, pacing, and the one job that ticks."""

from __future__ import annotations

import asyncio
import logging
import sys
from datetime import UTC
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest, HTTPXRequest

from bot import blocking
from bot.blocking import BACKGROUND, HEARTBEAT
from bot.chat.alerts import tell_watchers
from bot.chat.desk import Desk
from bot.chat.downloads import AT_ONCE, Downloads
from bot.chat.marking import Marking
from bot.chat.menus import set_menus
from bot.chat.ordering import update_processor
from bot.chat.push import Push
from bot.chat.registration import register
from bot.chat.services import Services
from bot.chat.update_queue import PollingRequest, UpdateQueue
from bot.delivery.complaints import Complaints
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacer
from bot.errors import ConfigurationError
from bot.feeding import Feeding, load_feeds
from bot.fetching import Fetcher, LinkReader
from bot.heartbeat import STUCK_AFTER, beat
from bot.message.languages import LANGUAGES, translator
from bot.model import Feed
from bot.polling import UpdateCalls, WatchedRequest
from bot.rooms import Rooms
from bot.settings import Settings
from bot.text import words
from bot.upkeep import Upkeep
from bot.workshop import Workshop

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

UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY, Update.MY_CHAT_MEMBER)
"""What Telegram need send: edited messages and channel posts ask nothing of the bot."""

PATIENCE = 5.0
"""Seconds that a file may still be read for once the bot is to stop, which takes at most ten."""

BLOCKING_PATIENCE = 1.0
"""Seconds for what still runs in threads when all else is done. What takes longer, such as a backup, is cut
short: it writes to the database in transactions, and to files that count once they are whole."""

FILE_READ_TIMEOUT = 20.0
"""Seconds without a byte of a file after which its connection is given up."""

RETRY_FOR_EVER = -1
"""A bot that starts while the network is down waits for it."""

DEMO_TOKEN = "1:demo"
"""The form of a token, for a Bot API server inside this process."""


class ServedApplication(BotApplication):
    """Says on standard error why it cannot start yet, and `ready` once it takes updates."""

    workshop: Workshop | None = None
    pacer: Pacer | None = None
    """What would keep it from stopping: a file that takes minutes to read is left for the next start, and a
    reply that waits for the end of a flood answer is given up."""

    async def initialize(self) -> None:
        """As the library's own, which would try again in silence where Telegram cannot be reached."""
        try:
            await super().initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("telegram: could not reach the Bot API: %s; trying again", error.message)
            raise

    async def start(self) -> None:
        """As the library's own."""
        await super().start()
        print("ready", file=sys.stderr, flush=True)  # noqa: T201

    async def stop(self) -> None:
        """As the library's own, which waits for what is in flight; a file is not waited for to its end."""
        if self.workshop is not None:
            asyncio.get_running_loop().call_later(PATIENCE, self.workshop.close)
        if self.pacer is not None:
            self.pacer.end_long_waits()
        await super().stop()


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
        self._upkeep = Upkeep(services.store, services.clock, services.settings)
        self._complaints: Complaints | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, _: BotApplication) -> None:
        """Take up what was left undone, and begin to tick."""
        # Beside all else: whoever sends /start is answered before the dictionary is there.
        Thread(target=_load_words_and_languages, name="loading", daemon=True).start()
        told = self._services.settings.error_chat or self._services.settings.owner
        if told:
            self._complaints = Complaints(self._bot, told)
            logging.getLogger().addHandler(self._complaints)
        sys.setswitchinterval(SWITCH_SECONDS)
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
        self._scheduler.add_job(self._keep_house, "interval", seconds=UPKEEP_SECONDS, coalesce=True)
        if self._feeds is not None:
            await BACKGROUND.run(self._services.store.feeds.configure, self._feeds)
            self._scheduler.add_job(
                self._read_feeds, "interval", seconds=FEEDS_SECONDS, max_instances=1, coalesce=True
            )
        self._scheduler.start()
        for work in (
            self._show_life(),
            set_menus(self._bot, self._services),
            self._desk.resume(),
            self._marking.run(),
        ):
            self._tasks.append(asyncio.create_task(work))

    async def _show_life(self) -> None:
        """Beat beside the tick, which may plan for a minute, as long as the loop and the outbox go round."""
        while True:
            if self._services.outbox.idle_for < STUCK_AFTER:
                await HEARTBEAT.run(beat, self._services.settings.db, self._calls.answered_until)
            self._calls.look()
            await asyncio.sleep(TICK_SECONDS)

    async def _tick(self) -> None:
        await self._push.tick()
        # What the shell published is told to watchers too, not only what an editor did in the chat.
        await tell_watchers(self._services)

    async def _keep_house(self) -> None:
        if self._services.outbox.leads:
            await BACKGROUND.run(self._upkeep.see_to)

    async def _read_feeds(self) -> None:
        if self._services.outbox.leads:
            await self._feeding.see_to()

    async def stop(self, _: BotApplication) -> None:
        """Tick no more, and finish what is being sent."""
        self._scheduler.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        if self._complaints:
            logging.getLogger().removeHandler(self._complaints)
        await self._services.outbox.stop()
        await self._fetcher.close()
        await self._downloads.close()
        await blocking.close_all(BLOCKING_PATIENCE)


def _load_words_and_languages() -> None:
    words.load()
    for language in LANGUAGES:
        translator(language)


def assemble(rooms: Rooms, *, request: BaseRequest | None = None) -> BotApplication:
    """The application as configured, ready to run; with `request` it talks to that instead of to a server."""
    settings = rooms.settings
    queue = UpdateQueue()
    pacer = Pacer(settings.rate)
    calls = UpdateCalls()
    builder = _builder(settings, request, queue, calls)
    builder = builder.rate_limiter(pacer).concurrent_updates(update_processor())
    application = builder.build()
    outbox = Outbox(rooms.store, application.bot, pacer, rooms.clock, paid=settings.paid_broadcast)
    fetcher = Fetcher(proxy=settings.proxy)
    links = LinkReader(fetcher, rooms.workshop)
    services = Services(settings, rooms.store, rooms.intake, outbox, rooms.clock, rooms.topics, links)
    if isinstance(application, ServedApplication):
        application.workshop, application.pacer = rooms.workshop, pacer
    downloads = Downloads(application.bot if request is not None else _file_bot(settings))
    desk = register(application, services, downloads)
    # What runs in a terminal needs no network, and looks for none by itself.
    feeds = load_feeds(settings.files.path("feeds.toml")) if request is None else None
    beside = _Beside(services, application, desk, fetcher, downloads, feeds, calls)
    application.post_init, application.post_stop = beside.start, beside.stop
    return application


def check_token(settings: Settings) -> str:
    """The token. Raises ConfigurationError where there is none, and says how to set it."""
    if settings.token is None:
        raise ConfigurationError(
            "serve without a token",
            "get one from @BotFather and set BAOZHAI_TOKEN=…, or try `run_bot.py demo`, which needs none",
        )
    return settings.token.get_secret_value()


def serve(rooms: Rooms) -> None:
    """Talk to Telegram, by webhook where one is configured, else by polling, until a signal ends it.

    Raises ConfigurationError where Telegram refuses the token.
    """
    settings = rooms.settings
    application = assemble(rooms)
    try:
        if settings.webhook_url:
            host, port = settings.listen
            secret = settings.webhook_secret
            application.run_webhook(
                listen=host,
                port=port,
                url_path=urlsplit(settings.webhook_url).path.lstrip("/"),
                webhook_url=settings.webhook_url,
                secret_token=secret.get_secret_value() if secret else None,
                allowed_updates=UPDATES,
                bootstrap_retries=RETRY_FOR_EVER,
            )
        else:
            application.run_polling(allowed_updates=UPDATES, bootstrap_retries=RETRY_FOR_EVER)
    except InvalidToken:
        raise ConfigurationError("log in to Telegram", "it refuses BAOZHAI_TOKEN") from None


def _builder(
    settings: Settings, request: BaseRequest | None, queue: UpdateQueue, calls: UpdateCalls
) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = Application.builder()
    builder = builder.update_queue(queue)
    polling = WatchedRequest(calls, proxy=settings.proxy) if request is None else request
    builder = builder.get_updates_request(PollingRequest(queue, polling))
    if request is not None:
        return builder.token(DEMO_TOKEN).request(request)
    token = check_token(settings)
    builder = builder.application_class(ServedApplication).token(token)
    builder = builder.base_url(settings.api_base_url).base_file_url(settings.api_base_file_url)
    if settings.proxy:
        builder = builder.proxy(settings.proxy)
    return builder


def _file_bot(settings: Settings) -> Bot:
    """Gets files and nothing else, over connections that no reply has to wait for."""
    request = HTTPXRequest(AT_ONCE, read_timeout=FILE_READ_TIMEOUT, proxy=settings.proxy)
    return Bot(
        check_token(settings),
        settings.api_base_url,
        settings.api_base_file_url,
        request=request,
        get_updates_request=request,
    )
