"""Telling chats of what was published with the words that they watch for."""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.blocking import ALERTS
from bot.chat.services import Services
from bot.digest.plan import held_until
from bot.errors import StoreError
from bot.message.languages import translator
from bot.message.views import lists
from bot.model import Entry, Message, Subscription, Watch, without_text
from bot.store.deliveries import AS_EVER, Manner
from bot.text.search_form import Finder, Tokens, tokens
from bot.troubles import Trouble

ENTRIES = 10
"""Articles that one alert names; the words find the others."""

BEGINNING = 4
"""Tokens of a phrase by which it is looked up: few phrases have these in common and differ after them."""

log = logging.getLogger(__name__)

_trouble = Trouble(log, "alerts: could not tell watchers")

# Two at once would both tell what is new to both.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Alert:
    """What one watch is to be told, in the order of publication."""

    watch: Watch
    entries: tuple[Entry, ...]


async def tell_watchers(services: Services) -> int:
    """Promise an alert to everyone who watches for what was published since the last call.

    Says how many are new. May be called at any time and never raises: what fails is logged, and made up by
    the next call, as is one that was cut short.
    """
    try:
        promised = await ALERTS.run(_promise_alerts, services)
    except StoreError as error:
        _trouble.is_there(error)
        return 0
    _trouble.is_over()
    if promised:
        services.outbox.wake()
    return promised


def matching(watches: Sequence[Watch], entries: Iterable[Entry]) -> list[Alert]:
    """For each watch the entries published since it was made in which all of its words stand.

    One pass over the texts, however many watches there are: only those are looked at closely of which the
    first tokens follow each other in the text.
    """
    by_words: dict[str, list[Watch]] = defaultdict(list)
    for watch in watches:
        by_words[watch.words].append(watch)
    phrases = {words: [phrase for word in words.split() if (phrase := tokens(word))] for words in by_words}
    by_beginning: dict[Tokens, list[str]] = defaultdict(list)
    for words, wanted in phrases.items():
        by_beginning[wanted[0][:BEGINNING] if wanted else ()].append(words)
    found: dict[Watch, list[Entry]] = defaultdict(list)
    for entry in entries:
        finder, listed = Finder(_searched(entry)), without_text(entry)
        for beginning in _beginnings(entry) & by_beginning.keys():
            for words in by_beginning[beginning]:
                if all(map(finder.find, phrases[words])):
                    for watch in by_words[words]:
                        if (entry.publication or 0) > watch.covered:
                            found[watch].append(listed)
    return [Alert(watch, tuple(told)) for watch, told in found.items()]


def _beginnings(entry: Entry) -> set[Tokens]:
    """All that a phrase which stands in the entry may begin with; nothing, for one without tokens."""
    read = tokens(_searched(entry))
    return {
        read[start : start + length] for length in range(BEGINNING + 1) for start in range(len(read) or 1)
    }


def _promise_alerts(services: Services) -> int:
    with _one_at_a_time:
        return _promise_all(services)


def _promise_all(services: Services) -> int:
    store = services.store
    last = store.entries.last_publication()
    covered = store.watches.covered() or 0
    promised = 0
    if last > covered and (watches := store.watches.each()):
        after = max(covered, min(watch.covered for watch in watches))
        entries = store.entries.each_published(after=after, since=None, until=last)
        promised = sum(_promise_or_log(services, alert) for alert in matching(watches, entries))
    if last > covered:
        store.watches.cover(last)
    return promised


def _promise_or_log(services: Services, alert: Alert) -> bool:
    """One alert that cannot be made, such as in a zone that there is not, keeps none of the others."""
    try:
        return _promise(services, alert)
    except StoreError:
        raise
    except Exception:
        log.exception("alerts: could not tell chat %d of %s", alert.watch.chat_id, alert.watch.words)
        return False


def _promise(services: Services, alert: Alert) -> bool:
    store, watch = services.store, alert.watch
    chat = store.chats.get(watch.chat_id)
    subscription = store.subscriptions.get(watch.chat_id, watch.thread_id)
    zone = subscription.zone if subscription else services.settings.zone
    today = services.clock().astimezone(ZoneInfo(zone)).date()
    manner = _manner(subscription, services.clock()) if subscription else AS_EVER

    def compose(new: frozenset[int]) -> Message:
        entries = [entry for entry in alert.entries if entry.id in new]
        t = translator(chat.language if chat else None)
        return lists.watch_alert(t, watch.words, entries[-ENTRIES:], today=today)

    told = [entry.id for entry in alert.entries]
    return store.deliveries.promise_alert(watch.chat_id, watch.thread_id, told, compose, manner)


def _manner(subscription: Subscription, now: datetime) -> Manner:
    """An alert comes as the chat's digests do, and not in its quiet hours."""
    return Manner(subscription.silent, subscription.link_previews, held_until(subscription, now))


def _searched(entry: Entry) -> str:
    article = entry.article
    heads = (article.kicker, article.headline, article.subheadline)
    return "\n".join([*(head for head in heads if head), article.text])
