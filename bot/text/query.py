"""What a reader typed, as words to look for. There is no wrong input: what cannot be understood is a word.

氢能 潍坊            both, in any order
氢能 OR 光伏 潍坊     one of the first two, and the last
"绿色低碳"           this phrase, blanks and all
氢能 -客车           without the second
标题:氢能            in what stands over the body
来源:晚报  日期:2024-04  话题:绿色低碳   such entries only; also title, source, date, topic
-来源:晚报             no such entries
有没有关于氢能的新闻     the question falls away: 氢能
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from bot.text.amounts import amount_forms
from bot.text.asked_days import Days, asked_days, written_forms
from bot.text.characters import unified
from bot.text.latin_forms import latin_forms, letter_forms
from bot.text.search_form import Tokens, folded, tokens

MOST_CHARACTERS = 300
"""Of a longer query only so much is looked at: more than any headline, still a piece of what was pasted."""

MOST_WORDS = 24
"""Of more words only the first count, which bounds the work."""

_OPENING = {'"': '"', "“": "”", "「": "」", "『": "』", "＂": "＂"}
_PLAIN = re.compile(rf"[^\s{''.join(_OPENING)}]*")
_MINUS = "-－"
_FIELDS = {
    "标题": "title", "標題": "title", "title": "title", "headline": "title",
    "来源": "source", "來源": "source", "报纸": "source", "source": "source", "paper": "source",
    "日期": "date", "见报": "date", "見報": "date", "date": "date", "issued": "date",
    "话题": "topic", "話題": "topic", "topic": "topic", "topics": "topic",
}  # fmt: skip
_FIELD = re.compile(rf"({'|'.join(sorted(_FIELDS, key=len, reverse=True))})[:：]\s*", re.IGNORECASE)
_OR = frozenset({"OR", "ＯＲ", "|", "｜"})

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
    r"什么时候|为什么|了吗|了没有?|没有|[吗呢]){1,8}$"
)

Aliases = Callable[[str], tuple[str, ...]]
"""Other names of what a word names: 综合保税区 for 综保区."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase to look for."""

    text: str
    """As it was typed."""
    phrase: Tokens
    quoted: bool = False
    """Whether it stood in quotation marks: then it is taken as it is."""
    in_title: bool = False
    others: tuple[Tokens, ...] = ()
    """What means the same: other names, other forms of a date or an amount, what stood after OR."""
    begins: bool = False
    """Whether it need only be how a longer Latin word or number begins."""
    core: Word | None = None
    """The word without what only makes it a question, where that differs; of it nothing may be left."""

    @property
    def phrases(self) -> tuple[Tokens, ...]:
        """Of which one must stand there."""
        return (self.phrase, *self.others)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries are asked for, whatever stands in them. Nothing given is all."""

    sources: tuple[str, ...] = ()
    days: Days | None = None
    """The issue date."""
    topics: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sources or self.days or self.topics)


@dataclass(frozen=True, slots=True)
class Query:
    """Words that must all stand in a text, words that must not, and which entries are asked for."""

    words: tuple[Word, ...] = ()
    without: tuple[Word, ...] = ()
    filters: Filters = field(default_factory=Filters)
    without_filters: tuple[Filters, ...] = ()
    """Which entries are not asked for: those that any of these fits."""

    @property
    def filtered(self) -> bool:
        """Whether only some entries are asked for, whatever stands in them."""
        return bool(self.filters or self.without_filters)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    quoted: bool
    excluded: bool
    field: str | None


def parse(text: str, today: date | None = None, aliases: Aliases = lambda word: ()) -> Query:
    """The query of a text; one without words and filters where nothing in it can be looked for.

    Without the day of asking, dates are words like any other.
    """
    wanted: list[Word] = []
    without: list[Word] = []
    filters = Filters()
    without_filters: list[Filters] = []
    joined = False
    text = unified(text[:MOST_CHARACTERS])
    pieces = [piece for piece in _pieces(text) if tokens(piece.text) or _is_or(piece)]
    for place, piece in enumerate(pieces):
        narrowed = _narrowed(Filters() if piece.excluded else filters, piece, today)
        if narrowed is not None:
            if piece.excluded:
                without_filters.append(narrowed)
            else:
                filters = narrowed
            continue
        if wanted and place + 1 < len(pieces) and _is_or(piece):
            joined = True
            continue
        word = _word(piece, today, aliases)
        if word.phrase and len(wanted) + len(without) < MOST_WORDS:
            if piece.excluded:
                without.append(word)
            elif joined:
                wanted[-1] = replace(
                    wanted[-1], others=(*wanted[-1].others, *word.phrases), quoted=True, core=None
                )
            else:
                wanted.append(word)
        joined = False
    if not wanted and not filters and not without_filters:
        # Everything without a word is everything: what was meant is the word.
        wanted, without = without, []
    kept = {(word.phrase, word.in_title): word for word in reversed(wanted)}
    phrases = {word.phrase for word in wanted}
    return Query(
        tuple(reversed(kept.values())),
        tuple(word for word in without if word.phrase not in phrases),
        filters,
        tuple(without_filters),
    )


def without_question(query: Query) -> Query:
    """The query without what only makes it a question; the same query where nothing would be left.

    A single character is never left alone of a longer word: that says nothing any more.
    """
    kept: dict[Tokens, Word] = {}
    for word in query.words:
        core = word if word.core is None else word.core
        if core.phrase:
            kept.setdefault(core.phrase, core)
    return replace(query, words=tuple(kept.values())) if kept else query


def _word(piece: _Piece, today: date | None, aliases: Aliases) -> Word:
    phrase = tokens(piece.text)
    if piece.quoted:
        return Word(piece.text, phrase, True, piece.field == "title")
    forms = [*aliases(_simple(piece.text)), *amount_forms(piece.text), *letter_forms(piece.text)]
    forms += written_forms(piece.text, today) if today else ()
    written = dict.fromkeys((*map(tokens, forms), *latin_forms(phrase)))
    others = tuple(other for other in written if other and other != phrase)
    bare = _AFTER.sub("", _BEFORE.sub("", piece.text.strip(" \t?？!！。,，")))
    core = None
    if bare != piece.text and len(tokens(bare)) != 1:
        core = _word(replace(piece, text=bare), today, aliases)
    return Word(piece.text, phrase, False, piece.field == "title", others, core=core)


def _simple(text: str) -> str:
    """The text in simplified characters and half width, with its punctuation."""
    form = folded(text)
    if len(form) != len(text):
        return text
    return "".join(old if new == " " else new for old, new in zip(text, form, strict=True))


def _narrowed(filters: Filters, piece: _Piece, today: date | None) -> Filters | None:
    """The filters with one more, where the piece is one."""
    if piece.field == "source" and tokens(piece.text):
        return replace(filters, sources=(*filters.sources, piece.text))
    if piece.field == "topic" and tokens(piece.text):
        return replace(filters, topics=(*filters.topics, piece.text))
    if piece.field == "date" and today and (days := asked_days(piece.text, today)):
        return replace(filters, days=days)
    return None


def _is_or(piece: _Piece) -> bool:
    return piece.text in _OR and not piece.quoted and not piece.excluded


def _pieces(text: str) -> Iterator[_Piece]:
    """What stands between blanks or in quotation marks, each with the field that it was asked of."""
    place = 0
    while place < len(text):
        excluded = text[place] in _MINUS and (place == 0 or text[place - 1].isspace())
        start = place + excluded
        name = _FIELD.match(text, start)
        asked = _FIELDS[name[1].lower()] if name and text[name.end() :].strip() else None
        if name and asked:
            start = name.end()
        closing = _OPENING.get(text[start : start + 1])
        end = text.find(closing, start + 1) if closing else -1
        if end >= 0:
            yield _Piece(text[start + 1 : end], True, excluded, asked)
            place = end + 1
        else:
            plain = _PLAIN.match(text, start)
            length = len(plain.group()) if plain else 0
            yield _Piece(text[start : start + length], False, excluded, asked)
            # A quotation mark that nothing closes, or a blank, is passed over.
            place = start + max(length, 1)
