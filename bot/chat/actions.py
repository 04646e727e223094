"""All that can be asked of the bot: commands, Chinese words, buttons, and who may use each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.chat import (
    administration,
    admission,
    announcing,
    article,
    digests,
    drafts,
    editing,
    feeds,
    imprints,
    issues,
    lessening,
    lists,
    pages,
    personal,
    revising,
    roles,
    search,
    settings,
    signing,
    start,
    subscribing,
    watching,
)
from bot.chat.access import Right
from bot.chat.exchange import Exchange
from bot.chat.limits import SEARCHES, UPLOADS, Allowance
from bot.chat.public import Public
from bot.message import callbacks


@dataclass(frozen=True, slots=True)
class Action:
    """What to do, and what it asks of the person."""

    handle: Callable[[Exchange], Awaitable[None]]
    right: Right = Right.READ
    of_chat: bool = False
    """Whether it changes what is set for the chat: in a group only its administrators may."""
    allowance: Allowance | None = None
    """How often one person may."""
    public: Public = Public.THEIRS
    """What the button does in a group or channel for whom it was not made; editors share theirs."""


FIND = Action(search.find, allowance=SEARCHES)
DOCUMENT = Action(pages.take_document, Right.EDIT, allowance=UPLOADS)
PHOTO = Action(pages.take_photo, Right.EDIT, allowance=UPLOADS)

COMMANDS = {
    "start": Action(start.begin),
    "help": Action(start.give_help),
    "search": FIND,
    "today": Action(digests.today),
    "latest": Action(lists.latest),
    "topics": Action(settings.show_topics),
    "subscribe": Action(subscribing.subscribe, of_chat=True),
    "unsubscribe": Action(subscribing.unsubscribe, of_chat=True),
    "pause": Action(subscribing.pause, of_chat=True),
    "resume": Action(subscribing.resume, of_chat=True),
    "settings": Action(settings.settle, of_chat=True),
    "watch": Action(watching.watch, of_chat=True),
    "unwatch": Action(watching.unwatch, of_chat=True),
    "saved": Action(lists.saved),
    "mydata": Action(personal.give_data, Right.ANYONE),
    "forgetme": Action(personal.ask_to_forget, Right.ANYONE),
    "add": Action(pages.add, Right.EDIT),
    "drafts": Action(drafts.list_drafts, Right.EDIT),
    "edit": Action(editing.edit, Right.EDIT),
    "retract": Action(editing.ask_to_retract, Right.EDIT),
    "merge": Action(editing.merge, Right.EDIT),
    "announce": Action(announcing.announce, Right.EDIT),
    "stats": Action(administration.stats, Right.EDIT),
    "backup": Action(administration.backup, Right.OWN),
    "audit": Action(administration.audit, Right.EDIT),
    "feeds": Action(feeds.manage, Right.EDIT),
    "roles": Action(roles.show, Right.OWN),
}

CHINESE = {
    "搜索": "search",
    "订阅": "subscribe",
    "退订": "unsubscribe",
    "暂停": "pause",
    "恢复": "resume",
    "今日": "today",
    "最新": "latest",
    "收藏": "saved",
    "提醒": "watch",
    "设置": "settings",
    "帮助": "help",
}
"""Words that work as commands, in simplified characters."""

BUTTONS = {
    callbacks.OPEN: Action(article.open_article, public=Public.LINKED),
    callbacks.FULL: Action(article.full_text),
    callbacks.CITE: Action(article.cite),
    callbacks.RELATED: Action(article.related),
    callbacks.EDITIONS: Action(article.editions),
    callbacks.SAVE: Action(article.save, public=Public.ANYONE),
    callbacks.UNSAVE: Action(article.unsave, public=Public.ANYONE),
    callbacks.SEARCH: Action(search.turn, allowance=SEARCHES),
    callbacks.WATCH: Action(watching.watch_search, of_chat=True),
    callbacks.UNWATCH: Action(watching.unwatch_pressed, of_chat=True),
    callbacks.REST: Action(digests.rest, public=Public.LINKED),
    callbacks.TODAY: Action(digests.today),
    callbacks.LATEST: Action(lists.turn_latest),
    callbacks.SAVED: Action(lists.turn_saved),
    callbacks.TOPIC: Action(settings.toggle_topic, of_chat=True),
    callbacks.SETTINGS: Action(settings.pressed, of_chat=True, public=Public.LINKED),
    callbacks.CHANNEL: Action(settings.pressed_elsewhere),
    callbacks.WHY: Action(lessening.why, public=Public.ANYONE),
    callbacks.LESS: Action(lessening.want_less, of_chat=True),
    callbacks.FACTS: Action(article.facts),
    callbacks.HELP: Action(start.give_help),
    callbacks.FORGET: Action(personal.forget, Right.ANYONE),
    callbacks.PUBLISH: Action(signing.publish_page, Right.EDIT),
    callbacks.PUBLISH_ONE: Action(signing.publish_one, Right.EDIT),
    callbacks.BATCH: Action(signing.publish_batch, Right.EDIT),
    callbacks.FETCH: Action(pages.fetch_again, Right.EDIT),
    callbacks.ISSUE: Action(issues.complete, Right.EDIT),
    callbacks.IMPRINT: Action(imprints.ask, Right.EDIT),
    callbacks.IMPRINT_BATCH: Action(imprints.set_for_batch, Right.EDIT),
    callbacks.PAGE: Action(drafts.show_page, Right.EDIT),
    callbacks.EDIT: Action(revising.open_menu, Right.EDIT),
    callbacks.PARAGRAPH: Action(revising.open_paragraph, Right.EDIT),
    callbacks.ASK_PARAGRAPH: Action(revising.ask_paragraph, Right.EDIT),
    callbacks.SPLIT: Action(revising.split, Right.EDIT),
    callbacks.MOVE: Action(revising.move, Right.EDIT),
    callbacks.JOIN: Action(revising.join, Right.EDIT),
    callbacks.NOISE: Action(revising.take_back, Right.EDIT),
    callbacks.REPLACE: Action(revising.replace_word, Right.EDIT),
    callbacks.DRAFT: Action(drafts.show_draft, Right.EDIT),
    callbacks.DRAFTS: Action(drafts.turn_drafts, Right.EDIT),
    callbacks.DROP: Action(signing.drop, Right.EDIT),
    callbacks.UNMERGE: Action(editing.unmerge, Right.EDIT),
    callbacks.RETRACT: Action(editing.retract, Right.EDIT),
    callbacks.ANNOUNCE: Action(announcing.send, Right.EDIT),
    callbacks.AUDIT: Action(administration.turn_audit, Right.EDIT),
    callbacks.ROLE: Action(roles.change, Right.OWN),
    callbacks.ADMIT: Action(admission.decide, Right.OWN),
    callbacks.NOTHING: Action(start.call_off, Right.ANYONE),
}
