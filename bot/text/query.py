"""What a reader typed, as words to look for. There is no wrong input: what cannot be understood is a word.

氢能 潍坊          both, in any order
"绿色低碳"         this phrase, blanks and all
氢能 -客车         without the second
有没有关于氢能的新闻   the question falls away: 氢能
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.text.search_form import Tokens, tokens

MOST_CHARACTERS = 300
"""Of a longer query only so much is looked at: more than any headline, still a piece of what was pasted."""

MOST_WORDS = 24
"""Of more words only the first count, which bounds the work."""

_OPENING = {'"': '"', "“": "”", "「": "」", "『": "』", "＂": "＂"}
_PLAIN = re.compile(rf"[^\s{''.join(_OPENING)}]*")
_MINUS = "-－"

# Whole turns of phrase only: 看 and 吧 alone would make 守所 of 看守所 and 酒 of 酒吧.
_BEFORE = re.compile(
    r"^(?:请问一?下?|请?帮我|我?(?:想|想要|要)(?:看看?|找找?|查查?|知道|了解|问)(?:一?下)?|有没有|有无|有什么|能不能|"
    r"是否有?|最近|近期|目前|[查搜找看问](?:一下|询)|搜索|看看|了解一?下|关于|有关|什么是|谁是|哪些|哪里有?|为什么|为何|怎样|"
    r"怎么|如何)+"
)
_SORT_OF_TEXT = "(?:最新|相关|有关)?的?(?:新闻|消息|报道|文章|资讯|内容|情况|动态|信息|进展|近况|事情?)"
_AFTER = re.compile(
    rf"(?:(?:方面|相关|有关)?的{_SORT_OF_TEXT}|(?:方面|相关|有关|最新)(?:新闻|消息|报道|文章|资讯|动态|进展)?|新闻|消息|报道|"
    r"是?怎么回事|怎么样了?|怎样了?|有?什么(?:新闻|消息|报道|进展|动态)|是什么(?:意思)?|是谁|是多少|有多少|有哪些|在哪里?|"
    r"什么时候|为什么|了吗|了没有?|没有|[吗呢])+$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase to look for."""

    text: str
    """As it was typed."""
    phrase: Tokens
    quoted: bool = False
    """Whether it stood in quotation marks: then it is taken as it is."""


@dataclass(frozen=True, slots=True)
class Query:
    """Words that must all stand in a text, and phrases that must not."""

    words: tuple[Word, ...] = ()
    without: tuple[Tokens, ...] = ()


def parse(text: str) -> Query:
    """The query of a text; one without words where nothing in it can be looked for."""
    wanted: dict[Tokens, Word] = {}
    without: dict[Tokens, Word] = {}
    for word, excluded in _words(text[:MOST_CHARACTERS]):
        if word.phrase and len(wanted) + len(without) < MOST_WORDS:
            (without if excluded else wanted).setdefault(word.phrase, word)
    if not wanted:
        # Everything without a word is everything: what was meant is the word.
        wanted, without = without, {}
    return Query(tuple(wanted.values()), tuple(phrase for phrase in without if phrase not in wanted))


def without_question(query: Query) -> Query:
    """The query without what only makes it a question; the same query where nothing would be left."""
    kept: dict[Tokens, Word] = {}
    for word in query.words:
        core = word if word.quoted else _word(_core(word.text))
        if core.phrase:
            kept.setdefault(core.phrase, core)
    return replace(query, words=tuple(kept.values())) if kept else query


def _word(text: str, quoted: bool = False) -> Word:
    return Word(text, tokens(text), quoted)


def _core(word: str) -> str:
    bare = word.strip(" \t?？!！。,，")
    return _AFTER.sub("", _BEFORE.sub("", bare))


def _words(text: str) -> Iterator[tuple[Word, bool]]:
    """The words of a text, each with whether it is one that must not be there."""
    place = 0
    while place < len(text):
        excluded = text[place] in _MINUS and (place == 0 or text[place - 1].isspace())
        start = place + excluded
        closing = _OPENING.get(text[start : start + 1])
        end = text.find(closing, start + 1) if closing else -1
        if end >= 0:
            yield _word(text[start + 1 : end], quoted=True), excluded
            place = end + 1
        else:
            plain = _PLAIN.match(text, start)
            length = len(plain.group()) if plain else 0
            yield _word(text[start : start + length]), excluded
            # A quotation mark that nothing closes, or a blank, is passed over.
            place = start + max(length, 1)
