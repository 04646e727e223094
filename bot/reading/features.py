"""What is seen of a token and of those beside it: what speaks for and against each of its readings.

Each feature has a name; what it weighs for a reading is fitted (`weights.tsv`). A headline shares words with
its own story and stands over a byline or a lede more often than not; a subhead is short, stands between
paragraphs, and its words come in the paragraph below it. White space counts against the habit of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.grammar import Kind
from bot.reading.habits import PARAGRAPH, Habit
from bot.reading.heading_features import how_text_is_signed, rows_of, words_beside
from bot.reading.heading_signs import DASHED, NOTICE, NUMBERED, opens_notice
from bot.reading.joining import ending_of
from bot.reading.kinds import CONTACT, CREDITED, HEADING_LIMIT, PICTURE, kind_of
from bot.reading.letters import is_salutation
from bot.reading.signers import how_signed
from bot.reading.surroundings import bare_texts
from bot.reading.tokens import Sort, Token

_TAGGED = re.compile(r"[（(][^（）()]{2,10}[)）]$")
_BRACKETED = re.compile(r"^[（(【〔\[][^（）()【】]*[)）】〕\]]$")
_DATELINE = re.compile(r"^[（(].{0,24}[电讯][)）]$")
_SOURCE = re.compile(r"^[（(]?(?:来源|资料来源|作者|作者单位|编辑|记者|通讯员)\s*[：:为]")
_QUESTION = re.compile(r"^(?:问|答|Q|A|[\u4e00-\u9fff]{1,6})[：:]")
_SPEAKS = re.compile(r"(?:说|表示|认为|指出|介绍|称|强调|告诉记者)[，：:。]")

_LENGTHS = (2, 4, 6, 9, 12, 16, 20, 26, 34, PARAGRAPH, HEADING_LIMIT, 120, 220)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a token."""

    kind: Kind
    features: tuple[str, ...]


_CAPTION = Seen(Kind(Sort.CAPTION), ())


def observe(tokens: Sequence[Token]) -> list[Seen]:
    """See every token of a page. Captions stand apart: what is above and below them stands side by side."""
    columns = _observe([token for token in tokens if token.sort is not Sort.CAPTION])
    return [_CAPTION if token.sort is Sort.CAPTION else next(columns) for token in tokens]


def kinds_of(tokens: Sequence[Token]) -> list[Seen]:
    """What every token of a page may be, and nothing of what is seen of it."""
    habit = Habit.of(tokens)
    return [
        _CAPTION if token.sort is Sort.CAPTION else Seen(kind_of(tokens, index, habit), ())
        for index, token in enumerate(tokens)
    ]


def _observe(tokens: Sequence[Token]) -> Iterator[Seen]:
    habit = Habit.of(tokens)
    plain = bare_texts(tokens)
    shapes = [_shape(token) for token in tokens]
    kinds = [kind_of(tokens, index, habit) for index in range(len(tokens))]
    rows = rows_of(tokens, kinds, habit)
    for index, (token, kind) in enumerate(zip(tokens, kinds, strict=True)):
        features = _own(token, habit)
        if kind.text or kind.heading:
            features += _beside(tokens, shapes, index, habit)
        if kind.heading:
            signed = how_text_is_signed(tokens, index, habit)
            features += (signed, *words_beside(tokens, plain, index))
            if index in rows:
                features += (f"{rows[index]}, {signed}",)
            if token.bold:
                features += (f"bold, {signed}",)
        yield Seen(kind, features)


def _own(token: Token, habit: Habit) -> tuple[str, ...]:
    """What a token is by itself."""
    text = token.text
    found = [f"sort {token.sort.name.lower()}", f"length {_length(len(text))}", f"ends {ending_of(text)}"]
    if habit.indents:
        found.append("indented" if token.indented else "flush")
    if len(token.numbers) > 1:
        found.append("many lines")
    if token.bold:
        found.append("bold")
    if token.bullet:
        found.append("bullet")
    if token.lede:
        found.append("lede")
    if token.ending:
        found.append("names at end")
    if is_salutation(text):
        found.append("salutation")
    if len(text) > 160:
        if opens_notice(text):
            found.append("notice opening")
        return tuple(found)
    if names := how_signed(text):
        found.append(names)
    for name, pattern in _OPENINGS:
        if pattern.match(text):
            found.append(name)
    for name, pattern in _PARTS:
        if pattern.search(text):
            found.append(name)
    return tuple(found)


_OPENINGS = (
    ("dash first", DASHED),
    ("number first", NUMBERED),
    ("picture first", PICTURE),
    ("bracketed", _BRACKETED),
    ("dateline alone", _DATELINE),
    ("source first", _SOURCE),
    ("speaker first", _QUESTION),
    ("quotation first", re.compile('[“「『"]')),
)
_PARTS = (
    ("credit last", CREDITED),
    ("tag last", _TAGGED),
    ("notice words", NOTICE),
    ("says", _SPEAKS),
    ("comma", re.compile("[，；]")),
    ("colon", re.compile("[：:](?=.)")),
    ("couplet", re.compile(r"^([^，。]{3,12})，([^，。]{3,12})$")),
    ("blank", re.compile(r"\S[ \u3000]\S")),
    ("stop", re.compile("。")),
    ("dash inside", re.compile(r"(?<=.)[—―─]{2,}(?=.)")),
    ("contact", CONTACT),
    ("date", re.compile(r"\d\s*[月日年]")),
)


@lru_cache(maxsize=512)
def _length(count: int) -> str:
    return next((f"<= {limit}" for limit in _LENGTHS if count <= limit), "long")


def _shape(token: Token) -> str:
    """What a token looks like to those beside it."""
    if token.sort is Sort.PARAGRAPH or token.sort is Sort.HEADING:
        if token.lede:
            return "lede"
        if is_salutation(token.text):
            return "salutation"
        count, end = len(token.text), ending_of(token.text)
        if count > HEADING_LIMIT or (end in ("stop", "quoted stop") and count > PARAGRAPH):
            return "text" if end in ("stop", "quoted stop", "exclaim", "dots") else f"text {end}"
        size = "short" if count > 12 else "tiny"
        return f"{size} {'stop' if end in ('stop', 'quoted stop', 'dots') else end}"
    return token.sort.name.lower()


def _beside(tokens: Sequence[Token], shapes: Sequence[str], index: int, habit: Habit) -> tuple[str, ...]:
    token = tokens[index]
    above = shapes[index - 1] if index else "nothing"
    below = shapes[index + 1] if index + 1 < len(tokens) else "nothing"
    found = [f"above {above}", f"below {below}", f"gap {_compared(token.gap, habit.gap)}"]
    if index + 1 < len(tokens):
        under = tokens[index + 1]
        found.append(f"gap below {_compared(under.gap, habit.gap)}")
        if habit.indents:
            found.append("indented below" if under.indented else "flush below")
        further = shapes[index + 2] if index + 2 < len(tokens) else "nothing"
        if not below.startswith(("text", "lede")):
            found.append(f"further below {further}")
    if index:
        over = tokens[index - 1]
        if over.ending:
            found.append("names above")
        if index > 1 and not above.startswith(("text", "lede")):
            found.append(f"further above {shapes[index - 2]}")
        if token.numbers[0] - over.numbers[-1] - 1 > token.gap:
            found.append("something between")
        if over.bold != token.bold:
            found.append("other weight")
        if habit.indents and over.indented:
            found.append("indented above")
    return tuple(found)


def _compared(gap: int, usual: int) -> str:
    if gap == usual:
        return "usual" if usual else "none"
    if gap > usual:
        return "wider" if gap - usual == 1 else "widest"
    return "closer"
