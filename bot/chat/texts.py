"""A text without a command: a Chinese command word, an editor's page or correction, words to look up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from telegram import Message as TelegramMessage
from telegram import MessageEntity
from telegram.ext import ExtBot

from bot.chat import editing, imprints, pages, revising, settings
from bot.chat.access import Right
from bot.chat.actions import CHINESE, COMMANDS, FIND, Action
from bot.chat.asking import asked
from bot.chat.exchange import Exchange
from bot.chat.limits import SEARCHES, UPLOADS
from bot.chat.search import find_quietly
from bot.chat.start import give_help, leave_alone
from bot.chat.subscribing import understand
from bot.errors import ScheduleError
from bot.text.search_form import tokens

PAGE_LINES = 3
PAGE_CHARACTERS = 200
"""A text with so many lines or characters is a page: nobody looks that up."""

SHORT_PAGE = 40
"""Characters of an article of a sentence or two."""

PAGE = Action(pages.take_pasted, Right.EDIT, allowance=UPLOADS)
LINKS = Action(pages.take_links, Right.EDIT, allowance=UPLOADS)
CORRECTION = Action(editing.edit_by_reply, Right.EDIT)
REVISION = Action(revising.answer, Right.EDIT)
IMPRINT = Action(imprints.set_by_reply, Right.EDIT)
CAPTION = Action(imprints.set_by_caption, Right.EDIT)
QUIETLY = Action(find_quietly, allowance=SEARCHES)
NOTHING = Action(leave_alone)
ANSWER = Action(settings.answer, of_chat=True)
HELP = Action(give_help)

_REMARK = re.compile(
    r"(?>(?:多|非常|十分|很|太|真|真是|挺|好)?(?:谢|感谢|不错|好文|好|赞|棒|厉害|辛苦|支持|加油|喜欢|同意|点赞|给力|牛|期待|恭喜|祝贺|有用|精彩|可以|顶|学习)"
    r"(?:了|您|你|大家|分享|编辑|一下)*|收到|好的|已阅|看到|知道|明白|了解|转发|转了|马克|周末愉快|节日快乐|新年快乐|行|对|是的|没错|早|早上好|晚安|哈|呵|嘿|嗯|哦|"
    r"thanks?|thankyou|thx|ok|okay|good|nice|great|cool|lol|mark|wow|yes|no|[0-9])++"
)
"""Made of these alone a text in a group is a remark."""

_SENTENCE_END = re.compile("[。！!？?～~…]$|[啊呀吧呢哦啦嘛哇吗了]$")

_FULL_STOP = re.compile("[。！？]")

_WORD_AND_REST = re.compile(r"(\S{2})(?:[\s:：]+(.*))?", re.DOTALL)


def action_for(exchange: Exchange) -> Action:
    """What to do about the text of the exchange; of a command word, the words after it are left."""
    text = exchange.words.strip()
    if exchange.edits and asked(exchange) is not None:
        return REVISION
    command = _chinese_command(text, exchange.services.topic_names)
    now = exchange.services.clock()
    exchange.question = exchange.questions.take(exchange.chat_id, exchange.user_id, now)
    if exchange.question is not None and command is None:
        return ANSWER
    if exchange.edits and pages.holds_links(text):
        return LINKS
    if exchange.edits and exchange.private and exchange.desk.expects_page(exchange.chat_id):
        return PAGE
    if exchange.edits and editing.is_correction(exchange):
        return CORRECTION
    if exchange.edits and imprints.is_imprint(exchange):
        return IMPRINT
    if command is not None:
        name, exchange.words = command
        return COMMANDS[name]
    if exchange.private and exchange.edits and is_page(exchange):
        return PAGE
    if not exchange.private and text and not _is_named(exchange):
        return NOTHING if is_remark(text) else QUIETLY
    return FIND if text else HELP


def is_page(exchange: Exchange) -> bool:
    """Whether what an editor sent is a page rather than words to look up.

    What is forwarded, or is a caption, may be a short one: nobody looks that up, and what is said of a page
    has no sentences.
    """
    text = exchange.words.strip()
    if len(text.splitlines()) >= PAGE_LINES or len(text) >= PAGE_CHARACTERS:
        return True
    message = exchange.update.effective_message
    passed_on = message is not None and (message.forward_origin is not None or bool(message.caption))
    return passed_on and len(text) >= SHORT_PAGE and bool(_FULL_STOP.search(text))


def is_remark(text: str) -> bool:
    """Whether a text in a group is said about a message of the bot, and not to it: 谢谢, 不错, 学习了！"""
    plain = "".join(tokens(text))
    return not plain or bool(_REMARK.fullmatch(plain)) or bool(_SENTENCE_END.search(text.strip()))


def _is_named(exchange: Exchange) -> bool:
    message = exchange.update.effective_message
    return message is not None and named_in(message, exchange.bot) is not None


def _chinese_command(text: str, topics: Sequence[str]) -> tuple[str, str] | None:
    """The command that a text names in Chinese, of either script, and what stands after it."""
    match = _WORD_AND_REST.fullmatch(text)
    if match is not None and (name := CHINESE.get(_simplified(match[1]))):
        return name, (match[2] or "").strip()
    name, rest = CHINESE.get(_simplified(text[:2])), text[2:]
    # Without a blank these two are understood all the same; 今日潍坊 is looked up.
    if name == "search" or (name == "subscribe" and (rest[:1].isdigit() or _is_wish(rest, topics))):
        return name, rest
    return None


def _is_wish(words: str, topics: Sequence[str]) -> bool:
    """Whether words are hours and topics and nothing else."""
    try:
        wish = understand(words, topics)
    except ScheduleError:
        return False
    return bool(wish.times or wish.topics) and not (wish.unknown or wish.unclear)


def _simplified(word: str) -> str:
    return "".join(tokens(word))


def _mentions(message: TelegramMessage, text: str) -> Iterator[str]:
    # The library's own way stumbles over half a surrogate pair, which a hostile client can send.
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in message.entities or message.caption_entities:
        if entity.type == MessageEntity.MENTION:
            end = entity.offset + entity.length
            yield units[2 * entity.offset : 2 * end].decode("utf-16-le", "replace")


def named_in(message: TelegramMessage, bot: ExtBot[Any]) -> str | None:
    """How a message names the bot, as it is written there; None where it does not."""
    text, name = message.text or message.caption or "", f"@{bot.username}".casefold()
    return next((mention for mention in _mentions(message, text) if mention.casefold() == name), None)


def in_group(message: TelegramMessage, bot: ExtBot[Any]) -> str | None:
    """What a text or caption in a group says to the bot, by name or in reply; None where it is not meant."""
    text = message.text or message.caption or ""
    said = named_in(message, bot)
    if said is not None:
        return text.replace(said, " ", 1).strip()
    replied = message.reply_to_message
    # What opens a forum topic counts as replied to by every message in it.
    if replied is None or replied.from_user is None or replied.forum_topic_created is not None:
        return None
    return text.strip() if replied.from_user.id == bot.id else None
