"""The nouns of the house, as frozen dataclasses. They know no file, no database and no Telegram.

An Article is what a page holds; an Entry is an article with its summary, as it is stored. A Subscription
says which digest a chat and thread wants; a Composition is the message made for everyone who wants the
same; a Delivery is one promise to send one message to one chat.

All moments (`datetime`) are aware and in UTC. A schedule is a local `time` and the name of an IANA zone.
"""

from bot.model.batches import Batch, BatchState, InBatch, Sheet, SheetState
from bot.model.clock import Clock
from bot.model.digests import NO_TASTE, Digest, DigestGroup, Reasons, Taste
from bot.model.entries import (
    CardItem,
    Edition,
    Entry,
    Fact,
    Facts,
    Figure,
    PageCard,
    Pushing,
    Status,
    Summary,
    ends_like_a_sentence,
    without_text,
)
from bot.model.feeds import Feed, ItemName, Taken
from bot.model.messages import Button, Composition, Delivery, DeliveryState, Message
from bot.model.pages import Article, Doubt, Kind, NoiseLine, Page, PageHints, Repair, Subhead, Verdict, is_old
from bot.model.publishing import PublishJob
from bot.model.readers import (
    EVERY_DAY,
    AuditRecord,
    Chat,
    ChatState,
    Deed,
    DueSubscription,
    Length,
    Person,
    Role,
    Slot,
    Subscription,
    Watch,
    WhenEmpty,
)
from bot.model.searches import Headline, Hit, Passage, SearchResult, Sort, Why
from bot.model.updates import KeptUpdate, NewUpdate, UpdateMark, UpdateState

__all__ = [
    "EVERY_DAY",
    "NO_TASTE",
    "Article",
    "AuditRecord",
    "Batch",
    "BatchState",
    "Button",
    "CardItem",
    "Chat",
    "ChatState",
    "Clock",
    "Composition",
    "Deed",
    "Delivery",
    "DeliveryState",
    "Digest",
    "DigestGroup",
    "Doubt",
    "DueSubscription",
    "Edition",
    "Entry",
    "Fact",
    "Facts",
    "Feed",
    "Figure",
    "Headline",
    "Hit",
    "InBatch",
    "ItemName",
    "KeptUpdate",
    "Kind",
    "Length",
    "Message",
    "NewUpdate",
    "NoiseLine",
    "Page",
    "PageCard",
    "PageHints",
    "Passage",
    "Person",
    "PublishJob",
    "Pushing",
    "Reasons",
    "Repair",
    "Role",
    "SearchResult",
    "Sheet",
    "SheetState",
    "Slot",
    "Sort",
    "Status",
    "Subhead",
    "Subscription",
    "Summary",
    "Taken",
    "Taste",
    "UpdateMark",
    "UpdateState",
    "Verdict",
    "Watch",
    "WhenEmpty",
    "Why",
    "ends_like_a_sentence",
    "is_old",
    "without_text",
]
