"""Which figures of an article are news, and what each counts.

A linear model tells 总投资1.72万亿元 from 两点建议, ages and times of day. Its weights are in
`bot.summary.figure_table`, fitted by `tests/bench/fit_figures.py` on figures that people wrote down.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, exp

from bot.summary.counted import Counted, unit_kind, what_counts
from bot.summary.document import Document, Sentence
from bot.summary.figure_table import WEIGHTS
from bot.text.markup_left import without_addresses
from bot.text.numbers import WrittenFigure, find_figures

MOST_FIGURES = 10

_LEAST, _LEAST_OF_HALF = 0.5, 0.3
"""A figure that people less likely write down is none of news; for the likelier half of an article's figures
the second holds, since of many people write down some."""

_FEW = 3

_MOST_LOOKED_AT = 60
"""Figures of an article. A table of thousands is looked at no further."""

_NEAR = 6
"""Characters on either side of a figure that say what it is there for."""

_IN_PASSING = re.compile(
    r"[约近]?\d{1,12}[余多]?[名位个][^，。；]{0,6}(?:发言|致辞|主持)"
    r"|[一二两三四五六七八九十几]{1,6}[个点条项](?:方面|建议|意见|要求|问题|关键词|词|字|小时|“)"
)
"""What is counted for the sentence's sake, not the story's: speakers, 两点建议, 四个“有”."""

_DIGITS = re.compile(r"[\d.,．—–\-~至]+")
_HEDGE = re.compile("^(?:超过|不到|不足|至少|[约近逾超])|[余多]|以上|以下|左右")
_BEFORE = {
    "growth": re.compile(r"(?:增长|下降|提高|上涨|下跌|减少|增加|降低|同比|环比)[了约近超达到]*$"),
    "share": re.compile(r"(?:占|比例|比重|率)[^，。]{0,8}$"),
    "reach": re.compile(r"(?:达到?|突破|超过|共|累计|总计|合计|至|为|新增|完成|实现)$"),
    "example": re.compile(r"(?:其中|包括|分别|例如|比如)[^，。]{0,8}$"),
    "so called": re.compile(r"(?:第|这|那|每|某|该|一是|二是|约合)[^，。]{0,3}$"),
    "number only": re.compile(r"[，、。；：（(“]$"),
}
_AFTER = {
    "speaker": re.compile(r"^(?:专家|嘉宾|代表|学者|记者|领导)"),
    "way of speech": re.compile(r"^(?:方面|建议|问题|字|月|小时|时间|关键词|“)"),
    "bracket": re.compile(r"^[）)]"),
    "end": re.compile("^[，。；]"),
    "enumeration": re.compile("^[、和与]"),
    "of": re.compile("^的"),
}
_IN_SENTENCE = {
    "quotation": re.compile("^“"),
    "first person": re.compile("[我你咱]"),
    "talk": re.compile("强调|指出|要求|希望|相信|感到"),
    "plan": re.compile("将|计划|预计|力争|到20"),
    "year": re.compile(r"\d{4}年|今年|去年"),
    "list number": re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、])"),
    "killed or hurt": re.compile("死亡|遇难|受伤|获刑|罚款|判处"),
}


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of an article, with what it counts and how likely it is news."""

    written: str
    what: str
    sentence: Sentence
    start: int
    likelihood: float


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands, and what its clause and sentence tell of the news."""

    number: int
    figures: Sequence[WrittenFigure]
    at: int
    news: tuple[float, float]


def figures_of(document: Document) -> list[FoundFigure]:
    """The figures of news, at most ten, in the article's order; of few, those of the headline always."""
    written = list(written_in(document))
    counted = [what for number, figures in written for what in what_counts(document, number, figures)]
    seen = observe(document, written, counted)
    is_short = len(counted) <= _FEW
    sentences = [(document.sentences[number], figure) for number, figures in written for figure in figures]
    return of_news(
        [
            FoundFigure(
                figure.written,
                what.text,
                sentence,
                figure.start,
                1.0 if is_short and figure.written in document.title else likelihood(each, WEIGHTS),
            )
            for (sentence, figure), what, each in zip(sentences, counted, seen, strict=True)
        ]
    )


def likelihood(seen: Iterable[str], weights: Mapping[str, float]) -> float:
    """How likely a person writes down a figure of which this is seen."""
    return 1 / (1 + exp(-weights.get("always", 0.0) - sum([weights.get(each, 0.0) for each in seen])))


def of_news(found: Sequence[FoundFigure]) -> list[FoundFigure]:
    """Those that are likeliest news, each told once."""
    ranked = sorted(found, key=lambda figure: -figure.likelihood)
    once = {(figure.written, figure.what): figure for figure in reversed(ranked)}
    half = ceil(len(found) / 2)
    kept = {
        id(figure)
        for place, figure in enumerate(ranked[:MOST_FIGURES])
        if figure.likelihood >= (_LEAST_OF_HALF if place < half else _LEAST)
    }
    return [figure for figure in found if id(figure) in kept and once[figure.written, figure.what] is figure]


def written_in(document: Document) -> Iterator[tuple[int, Sequence[WrittenFigure]]]:
    """The figures of each sentence that has any, with its number."""
    left = _MOST_LOOKED_AT
    for number, sentence in enumerate(document.sentences):
        figures = [
            figure
            for figure in find_figures(without_addresses(sentence.text))
            if not _IN_PASSING.match(sentence.text, figure.start)
        ][:left]
        if figures:
            left -= len(figures)
            yield number, figures


def observe(
    document: Document, written: Iterable[tuple[int, Sequence[WrittenFigure]]], counted: Sequence[Counted]
) -> list[list[str]]:
    """What is seen of each figure, each with its weight in the table.

    `written` are the figures of each sentence, as `written_in` has them; `counted` is what they count.
    """
    places = [
        _Place(number, figures, at, _news(document, number, figure))
        for number, figures in written
        for at, figure in enumerate(figures)
    ]
    of_sentence = {place.number: _of_sentence(document, place) for place in places}
    total = len(places)
    many = _step(total, 5, 10, 16, 25)
    order = sorted(range(total), key=lambda each: -places[each].news[0])
    rank = {each: place for place, each in enumerate(order)}
    figures = f"figures {_step(total, 3, 6, 9, 13, 20, 30)}"
    return [
        [
            *_of_itself(document, place, what),
            *of_sentence[place.number],
            figures,
            f"clause's news {_step(place.news[0], -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2)}",
            f"rank {_step(rank[number], 1, 3, 5, 8, 12, 16)}",
            f"rank of {many}: {4 * rank[number] // total}",
            f"place {_step(number, 1, 3, 6, 10, 15, 20)}",
            f"place of {many}: {4 * number // total}",
            f"sureness of {many}: {int(5 * what.sureness)}",
        ]
        for number, (place, what) in enumerate(zip(places, counted, strict=True))
    ]


def _of_sentence(document: Document, place: _Place) -> list[str]:
    """What is seen of all figures of a sentence."""
    text = document.sentences[place.number].text
    return [
        f"sentence {_step(place.number, 1, 2, 3, 4, 8, 16)}",
        f"figures in the sentence {min(len(place.figures), 6)}",
        f"sentence's news {_step(place.news[1], -0.1, 0, 0.05, 0.1, 0.2, 0.3, 0.4)}",
        *(name for name, pattern in _IN_SENTENCE.items() if pattern.search(text)),
    ]


def _news(document: Document, number: int, figure: WrittenFigure) -> tuple[float, float]:
    """What the figure's clause and its sentence tell of the news, as the judge says."""
    sentence = document.judge.sentences[number]
    clause, _ = sentence.span_of(figure.start, figure.end)
    whole = document.judge.for_summary(sentence, 0, len(sentence.clauses))
    return sentence.clauses[clause].worth[1], whole


def _of_itself(document: Document, place: _Place, what: Counted) -> list[str]:
    """What is seen of a figure and the words beside it."""
    figure, text = place.figures[place.at], document.sentences[place.number].text
    kind = unit_kind(figure.written)
    unit = _HEDGE.sub("", _DIGITS.sub("", figure.written))
    before = text[max(0, figure.start - 2 * _NEAR) : figure.start]
    after = text[figure.end : figure.end + _NEAR]
    digits = _DIGITS.search(figure.written)
    form = "in digits" if digits else "in characters"
    seen = [
        kind,
        form,
        f"{kind} {form}",
        f"unit {unit}",
        f"length of the number {min(4, len(digits.group()) if digits else 0)}",
        "hedged" if _HEDGE.search(figure.written) else "exact",
        "large" if "万" in unit or "亿" in unit else "small",
        f"place among them {min(place.at, 4)}",
        f"sureness {int(10 * what.sureness)}",
        f"{kind} sureness {int(5 * what.sureness)}",
        f"characters told {min(len(what.text) // 3, 4)}",
        "in the title" if figure.written in document.title else "not in the title",
    ]
    seen += [f"after {name}" for name, pattern in _BEFORE.items() if pattern.search(before)]
    seen += [f"before {name}" for name, pattern in _AFTER.items() if pattern.search(after)]
    return seen


def _step(value: float, *steps: float) -> int:
    """How many of the steps a value has reached."""
    return bisect_right(steps, value)
