"""Whether all that a model wrote stands in the article.

Strict on purpose: what is refused wrongly costs a worse summary, what is let through wrongly is a lie. Every
figure with what it counts, every moment, noun, name, Latin word and quotation must stand in the article; free
are only verbs, adverbs and the small words between.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from operator import add

from bot.summary.people import is_surname
from bot.text.characters import is_han
from bot.text.words import cut_by_dictionary, tag_of

_BLANKS = re.compile(r"\s+")
_SENTENCE = re.compile(r"[。！？!?]")
_CLAUSE = re.compile(r"[。！？!?；;：:、，]|(?<!\d),|,(?!\d)")
_SHARED = 0.5
"""The share of a clause's pairs of characters that the sentence with its figure must have."""

_FOREIGN = re.compile(r"https?:|www\.|[@<>#*`\[\]{}|\\_~]|\.(?:com|cn|net|org)\b", re.IGNORECASE)
"""Addresses and signs of markup: no newspaper's sentence has them."""

_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*[十百千万亿]*(?:%|‰|个百分点|[^\W\d_])?")
"""A number with what it counts."""

_DATE = re.compile(r"(?<!\d)(?:(?:\d++年)?\d++月\d++[日号]|\d++年\d++月)")
_NUMERAL = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿]+(?:分之[零〇一二两三四五六七八九十百千万亿]+)?[^\W\d_]?"
)
_MOMENT = re.compile(
    r"[今昨明前后][天日晨晚]|[今去明前后]年|[上下本当]周|[上下本当]月|周[一二三四五六日末]|星期[一二三四五六日天]|[上下]半年"
    r"|[春夏秋冬]季|凌晨|早晨|上午|中午|下午|傍晚|晚间|深夜|[一二三四]季度"
)
_QUOTATION = re.compile(r"[“「『《]([^“”「」『』《》]+)[”」』》]")
_LATIN = re.compile(r"[A-Za-z]+")
_FREE = frozenset(
    {"v", "vd", "ad", "d", "c", "p", "u", "uj", "ul", "uz", "ug", "ud", "uv", "y", "f", "r", "a"}
)
"""jieba's tags of what need not stand in the article: verbs, adverbs, adjectives and what joins them."""

_SMALL = frozenset(
    "的了在和与及将已为对从以被把向等可能要会也都再又而并或是有到于至由中后前上下内外时让使更最很只还就其这那此该起来去着过得"
)
"""Single characters that mean little alone."""


def ungrounded(answer: str, article: str) -> str | None:
    """What of an answer the article does not have, as a kind of thing; None where it has all.

    The article is its headline and its text. Takes time linear in both.
    """
    if _FOREIGN.search(answer) or any(unicodedata.category(sign)[0] == "C" for sign in answer):
        return "an address or markup"
    written, printed = _plain(answer), _plain(article)
    if not set(_FIGURE.findall(written)) <= set(_FIGURE.findall(printed)):
        return "a figure"
    if not all(map(_Contexts(printed).has, _CLAUSE.split(written))):
        return "a figure of something else"
    if not all(re.search(rf"(?<!\d){date}", printed) for date in _DATE.findall(written)):
        return "a date"
    if not _numerals(written) <= _numerals(printed):
        return "a number in words"
    if any(moment not in printed for moment in _MOMENT.findall(written)):
        return "a moment"
    if any(_plain(words) not in printed for words in _QUOTATION.findall(answer)):
        return "a quotation"
    latin = {word.casefold() for word in _LATIN.findall(printed)}
    if any(word.casefold() not in latin for word in _LATIN.findall(written)):
        return "a foreign word"
    return "a name or a thing" if any(_strange_words(written, printed)) else None


class _Contexts:
    """The sentences of an article, by the figures that stand in them."""

    def __init__(self, printed: str) -> None:
        self._pairs: dict[str, list[frozenset[str]]] = {}
        for sentence in _SENTENCE.split(printed):
            pairs = _pairs(sentence)
            for figure in set(_FIGURE.findall(sentence)):
                self._pairs.setdefault(figure, []).append(pairs)

    def has(self, clause: str) -> bool:
        """Whether one sentence has each figure of a clause and enough of its words."""
        pairs = _pairs(clause)
        return all(
            not pairs or any(len(pairs & each) >= _SHARED * len(pairs) for each in self._pairs[figure])
            for figure in _FIGURE.findall(clause)
        )


def _pairs(text: str) -> frozenset[str]:
    """The pairs of Chinese characters that stand side by side."""
    return frozenset(pair for pair in map(add, text, text[1:]) if all(map(is_han, pair)))


def _plain(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def _numerals(text: str) -> set[str]:
    """The numerals with what they count; a single one at the end of a clause tells nothing."""
    return {numeral for numeral in _NUMERAL.findall(text) if len(numeral) > 1}


def _strange_words(written: str, printed: str) -> Iterator[str]:
    """The words that the article does not have and that are more than the joints of a sentence."""
    at = 0
    for word in cut_by_dictionary(written):
        start, at = at, at + len(word)
        if not any(map(is_han, word)) or (len(word) > 1 and word in printed):
            continue
        if len(word) > 1:
            if tag_of(word) not in _FREE:
                yield word
        elif word not in _SMALL and not _stands_with_neighbour(written, start, printed):
            yield word


def _stands_with_neighbour(written: str, at: int, printed: str) -> bool:
    """Whether a character stands in the article beside the one that it stands beside in the answer.

    What a figure counts has been looked at. What may be a surname must have its given name.
    """
    if written[max(0, at - 1) : at].isdigit():
        return True
    before, after = written[max(0, at - 1) : at + 1], written[at : at + 2]
    if is_surname(written[at]) and all(map(is_han, after)):
        return after in printed
    return any(len(pair) == 2 and all(map(is_han, pair)) and pair in printed for pair in (before, after))
