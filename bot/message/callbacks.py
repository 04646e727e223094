"""What a button sends back: a verb and its arguments, in at most 64 ASCII bytes."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

from telegram.constants import InlineKeyboardButtonLimit

OPEN = "o"
"""ENTRY: its article view; with OF_DIGEST after it, as an item of a digest."""
OF_DIGEST = "dg"
FULL = "f"
"""ENTRY, PART (from 0): its full text."""
CITE = "c"
"""ENTRY, VERSION: its reference."""
RELATED = "r"
"""ENTRY: those nearest to it."""
EDITIONS = "e"
"""ENTRY: its printings side by side."""
FACTS = "k"
"""ENTRY, perhaps NUMBER (from 1): what it states; of one of them, the sentence that says so."""
WHY = "why"
"""ENTRY: why a digest brings it."""
LESS = "less"
"""ENTRY: less of what is like it."""
SAVE = "v"
"""ENTRY."""
UNSAVE = "u"
"""ENTRY."""
SEARCH = "s"
"""SEARCH, OFFSET, SORT (a value of Sort): a page of hits."""
WATCH = "w"
"""SEARCH: be told of what is published with its words."""
UNWATCH = "uw"
"""WATCH."""
REST = "g"
"""COMPOSITION, OFFSET: more of a digest."""
TODAY = "td"
"""The digest of the last 24 hours."""
LATEST = "l"
"""OFFSET."""
SAVED = "sv"
"""OFFSET."""
TOPIC = "t"
"""INDEX among the configured topics, or `all`: turn it on or off."""
SETTINGS = "set"
"""Nothing: the overview. Else WHAT and perhaps VALUE, see the words below."""
CHANNEL = "ch"
"""CHAT, then as SETTINGS: what a channel or group has set, seen to from a private chat."""
HELP = "h"
"""The help."""
FORGET = "y"
"""Forget me; asked and confirmed."""
PUBLISH = "p"
"""PAGE, then push, nopush or auto: publish the sure ones of a page; all: the doubtful too, halves aside."""
PUBLISH_ONE = "pe"
"""ENTRY, then push, nopush or auto, VERSION."""
PAGE = "pg"
"""PAGE: its card."""
BATCH = "b"
"""BATCH, then push, nopush or auto: publish the sure ones of all its pages. Without: its report."""
FETCH = "ga"
"""BATCH, perhaps SHEET: ask again for the documents that Telegram did not hand out, or for this one."""
ISSUE = "ic"
"""The day's papers are out, asked; with `yes`: confirmed."""
IMPRINT = "im"
"""PAGE: set its paper, day and number."""
IMPRINT_BATCH = "imb"
"""PAGE: what it says holds for the pages of its batch that do not say it."""
EDIT = "ed"
"""ENTRY, WHAT (a field, or fields, replace, paragraphs, join, noise), VERSION: a menu or a question."""
PARAGRAPH = "pa"
"""ENTRY, INDEX, VERSION: one paragraph, and what can be done with it."""
ASK_PARAGRAPH = "pc"
"""ENTRY, INDEX, VERSION: change it."""
SPLIT = "sp"
"""ENTRY, INDEX, VERSION: what begins with this paragraph becomes an article of its own."""
MOVE = "mv"
"""ENTRY, INDEX, before or after, VERSION: the paragraph goes to the neighbour on the page."""
JOIN = "j"
"""ENTRY, OTHER, VERSION: the other draft goes on with this one's text."""
NOISE = "no"
"""ENTRY, LINE, VERSION: take a line back that was taken for noise."""
REPLACE = "rp"
"""CORRECTION: replace a word throughout; counted and confirmed."""
DRAFT = "d"
"""ENTRY: look at a draft."""
DRAFTS = "ds"
"""OFFSET."""
DROP = "x"
"""ENTRY, VERSION: throw a draft away."""
UNMERGE = "um"
"""ENTRY, VERSION: take it apart into its printings again."""
RETRACT = "x2"
"""ENTRY: retract it; asked and confirmed."""
ANNOUNCE = "an"
"""COMPOSITION: send the announcement; counted and confirmed."""
AUDIT = "au"
"""OFFSET."""
ROLE = "ro"
"""USER, then a value of Role: what this person may do from now on."""
ADMIT = "ad"
"""USER, then yes or no."""
NOTHING = "n"
"""A button that only says something, or that calls a question off."""

SETTINGS_TIME = "at"
"""VALUE such as 0730: subscribe at this local time alone."""
SETTINGS_TIMES = "times"
SETTINGS_HOUR = "hour"
"""Without VALUE: which hour is added; with one: which minute of it."""
SETTINGS_ADD = "add"
"""VALUE such as 0730: one more time."""
SETTINGS_DROP = "del"
"""VALUE such as 0730: one time less."""
SETTINGS_DAYS = "days"
"""Without VALUE: the weekdays; with one such as 12345: these."""
SETTINGS_DAY = "day"
"""VALUE from 1 to 7, then on or off."""
SETTINGS_ZONE = "zone"
"""Without VALUE: the zone; with one: this, its / written as a full stop."""
SETTINGS_INCLUDE = "inc"
SETTINGS_EXCLUDE = "exc"
SETTINGS_INCLUDE_DROP = "incx"
"""VALUE: the mark of a word, see `mark`."""
SETTINGS_EXCLUDE_DROP = "excx"
SETTINGS_ASK = "ask"
"""VALUE: what the next text of this person is to be (zone, inc, exc, quiet)."""
SETTINGS_TOPICS = "topics"
SETTINGS_TOPIC = "topic"
"""VALUE: as for TOPIC, where that cannot say which chat is meant."""
SETTINGS_LANGUAGE = "lang"
"""Without VALUE: ask; with one (zh-Hans, zh-Hant, en): take it."""
SETTINGS_PAUSE = "pause"
SETTINGS_RESUME = "resume"
SETTINGS_UNSUBSCRIBE = "unsub"
SETTINGS_PREVIEW = "peek"
"""The next digest as it would come now, for who pressed alone."""
SETTINGS_SEND = "now"
"""The next digest, now."""
SETTINGS_LESS = "less"
"""Without VALUE: of what the chat wants less; with one, an ENTRY: of this no longer."""
SETTINGS_CHATS = "chats"
"""The channels and groups that this person may see to from here."""

SEPARATOR = ":"
FOR = "@"
"""Stands before the id of the person for whom a button in a group was made."""

_VERB = re.compile(r"[a-z][a-z0-9]{0,7}")
_PERSON = re.compile(r"[0-9]{1,18}")
_ARGUMENT = re.compile(r"[A-Za-z0-9_.+-]*")


@dataclass(frozen=True, slots=True)
class Callback:
    """A pressed button."""

    verb: str
    args: tuple[str, ...] = ()
    person: int | None = None
    """For whom it was made, in a group; None: for nobody in particular."""

    def number(self, index: int) -> int | None:
        """The argument at `index` where it is a whole number of at most 18 digits, else None."""
        if index >= len(self.args) or not re.fullmatch(r"-?[0-9]{1,18}", self.args[index]):
            return None
        return int(self.args[index])


@lru_cache(maxsize=4096)
def encode(verb: str, *args: object) -> str:
    """The data of a button. Raises ValueError where Telegram or `decode` would not take it."""
    data = SEPARATOR.join((verb, *map(str, args)))
    if decode(data) is None:
        raise ValueError(f"not a button's data: {data!r}")
    return data


def made_for(data: str, person: int) -> str:
    """The data of a button that is one person's alone. Raises ValueError where it does not fit."""
    data = f"{data.partition(FOR)[0]}{FOR}{person}"
    if decode(data) is None:
        raise ValueError(f"not a button's data: {data!r}")
    return data


def decode(data: str | None) -> Callback | None:
    """What a button's data says; None for what no button of ours sends."""
    if not data or not data.isascii() or len(data) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        return None
    data, bound, person = data.partition(FOR)
    if bound and not _PERSON.fullmatch(person):
        return None
    verb, *args = data.split(SEPARATOR)
    if not _VERB.fullmatch(verb) or not all(_ARGUMENT.fullmatch(argument) for argument in args):
        return None
    return Callback(verb, tuple(args), int(person) if bound else None)


def mark(words: str) -> str:
    """What stands for words in a button: the same for the same words, and short."""
    return f"{zlib.crc32(words.encode('utf-8', 'surrogatepass')):08x}"
