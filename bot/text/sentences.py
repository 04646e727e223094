"""Sentences and clauses of Chinese text, each with its punctuation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

_OPENING = "“「『（《〈【〔‘("
_CLOSING = "”」』）》〉】〕’)"
_CLOSERS = frozenset(_CLOSING)
_PARTNER = dict(zip(_CLOSING, _OPENING, strict=True))
_ENDING = "。！？!?"
_MAY_END = re.compile("[。！？!?…”」』]")
_CLAUSE_END = re.compile("[，；：,;:]")
_MARK = re.compile(f"[{re.escape(_OPENING + _CLOSING)}]")
_GOES_ON = "，、；：,;:—"

_LONGEST_QUOTATION = 400
"""Characters. A mark that does not close within so many was a misprint, and holds no sentences together."""

_ATTRIBUTION = re.compile(
    r"[^，。！？!?；\n“”]{0,18}?(?:说|表示|介绍|告诉|指出|认为|坦言|感慨|强调|回忆|问道|答道|称)(?:道)?[，。：]"
)
"""What follows a quotation and says whose it is: still the same sentence."""

_NARROWEST_COLUMN = 6
_WIDEST_COLUMN = 60
"""Characters. Wider lines are paragraphs and narrower ones a list, not lines of a printed column."""

_FEWEST_WRAPPED_LINES = 3
"""Below this, lines of one length may be so by chance."""


def split_sentences(text: str) -> list[str]:
    """The sentences of a text in its order, each as it stands there, with its closing marks.

    A sentence ends with 。！？ or …… (outside quotation marks and brackets) or with its line. A quotation
    stays whole, with the words after it that name its speaker. Blanks around a sentence are left out.
    """
    return [sentence for line in text.splitlines() for sentence in _sentences_of_line(line)]


def split_clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, each with the comma, colon or semicolon that ends it."""
    inside = _inside_marks(sentence)
    clauses, start = [], 0
    for match in _CLAUSE_END.finditer(sentence):
        place = match.start()
        if not _between_digits(sentence, place) and not _is_inside(place, inside):
            clauses.append(sentence[start : place + 1])
            start = place + 1
    clauses.append(sentence[start:])
    return [clause for clause in clauses if clause.strip()]


def unwrap(text: str) -> str:
    """The text with the lines of a printed column put together to paragraphs.

    A text whose lines are paragraphs already comes back unchanged. A line is taken for a wrapped one where it
    is as long as most others, at most 60 characters, and does not end a sentence.
    """
    lines = text.splitlines()
    width = _column_width(lines)
    if width is None:
        return text
    joined: list[str] = []
    open_line = False
    for line in lines:
        stripped = line.strip()
        if open_line and stripped:
            joined[-1] += stripped
        else:
            joined.append(line)
        open_line = len(stripped) >= width - 1 and stripped[-1] not in _ENDING + "”…"
    return "\n".join(joined)


def _sentences_of_line(line: str) -> list[str]:
    inside = _inside_marks(line)
    sentences, start, place = [], 0, 0
    while (match := _MAY_END.search(line, place)) is not None:
        place = match.start()
        if _is_inside(place, inside) or not _ends_here(line, place):
            place += 1
            continue
        end = _after_marks(line, place + 1)
        attribution = _ATTRIBUTION.match(line, end) if line[end - 1] in "”」』" else None
        if attribution is None:
            sentences.append(line[start:end])
            start = place = end
        else:
            place = max(attribution.end() - 1, place + 1)
    sentences.append(line[start:])
    return [stripped for sentence in sentences if (stripped := sentence.strip())]


def _ends_here(line: str, place: int) -> bool:
    character = line[place]
    if character in _ENDING:
        return True
    if character == "…":
        follower = line[place + 1 : place + 2]
        return follower != "…" and follower not in _GOES_ON
    # A quotation that ends with its own full stop: 他说：“……。”
    return character in "”」』" and place > 0 and line[place - 1] in _ENDING


def _after_marks(line: str, place: int) -> int:
    while place < len(line) and (line[place] in _ENDING or line[place] in _CLOSING):
        place += 1
    return place


def _inside_marks(line: str) -> list[tuple[int, int]]:
    """Where quotation marks and brackets stand that both open and close: of nested pairs the outermost."""
    if _CLOSERS.isdisjoint(line):
        return []
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _MARK.finditer(line):
        place, character = match.start(), match.group()
        if character in _OPENING:
            opened.append(place)
            continue
        while opened and line[opened[-1]] != _PARTNER[character]:
            opened.pop()
        if opened:
            begin = opened.pop()
            if place - begin <= _LONGEST_QUOTATION:
                while pairs and pairs[-1][0] > begin:
                    pairs.pop()
                pairs.append((begin, place))
    return pairs


def _is_inside(place: int, pairs: list[tuple[int, int]]) -> bool:
    """Whether a place stands within one of the pairs; the mark that closes it does not."""
    last = bisect_left(pairs, (place + 1,)) - 1
    return last >= 0 and place < pairs[last][1]


def _between_digits(text: str, place: int) -> bool:
    return text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def _column_width(lines: list[str]) -> int | None:
    """The width of the column that these lines were printed in, or None where they are paragraphs."""
    lengths = [len(stripped) for line in lines if (stripped := line.strip())]
    if len(lengths) < _FEWEST_WRAPPED_LINES or max(lengths) > _WIDEST_COLUMN:
        return None
    width, _ = Counter(lengths).most_common(1)[0]
    full = sum(length >= width - 1 for length in lengths)
    if width < _NARROWEST_COLUMN:
        return None
    return width if full >= _FEWEST_WRAPPED_LINES and full * 2 >= len(lengths) else None
