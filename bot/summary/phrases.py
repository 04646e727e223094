"""What may be a keyword: words and compounds of an article, with all that is seen of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.summary.document import Document, Tagged
from bot.text.words import UNKNOWN

_LONGEST = 12
"""Characters."""

_LONGEST_DEED = 4
"""Of what begins with a verb: 集中签约, but 打造精品工程 is half a sentence."""

_MOST_WORDS = 4
_JOINING = ("n", "v", "b", "j", "l", "a", "i", "s", "f", "eng", "m", "q", "g", "k", "h", "z", "t", UNKNOWN)
"""Tags (or the letters they begin with) of words that may stand in a compound."""

_SINGLE = ("n", "v", "l", "j", "i", "s", "eng", "a", "b", UNKNOWN)
"""Of words that may be a keyword by themselves."""

_NEVER_FIRST = ("m", "q", "k", "f", "t")
_NEVER_LAST = ("m", "q", "b", "f", "h", "t")
_NEVER_ONE_CHARACTER = ("v", "a", "b", "z", "d", "i", "l")
"""Of single characters at either end: 园区升 and 吨污水 are cut from their sentences."""

_FUNCTION_FIRST = frozenset(
    "据由已再或并于在与和被把对将会为从向以及所就都也还又各该此这那其我你他她它是有让使愿同多而说称至每"
)
_FUNCTION_LAST = frozenset("的了着过在是以与和及下上中出到来去等将也就都里要会前后时有至称说为")
"""Characters at the end of an unknown word that is a piece of a sentence: 据市, 愿同."""

_COUNT = re.compile(r"(?:19|20)\d\d.?|\d{1,2}|.*[.,%].*")

_OPENING, _CLOSING = "“《「", "”》」"
_LONGEST_QUOTED = 14
_SENTENCE_MARKS = frozenset("，。！？；：!?;: 、")


@dataclass(slots=True)
class Phrase:
    """A word or compound, with where it stands."""

    text: str
    words: Sequence[Tagged]
    first: int
    """The number of its first sentence; -1 where the heading has it."""
    count: int = 0
    quoted: int = 0
    open_left: int = 0
    open_right: int = 0
    """How often it could be longer on this side: a noun stands there."""
    lefts: set[str] = field(default_factory=set)
    rights: set[str] = field(default_factory=set)
    """Its neighbours."""


def phrases_of(document: Document, names: Iterable[str]) -> list[Phrase]:
    """The phrases of an article; compounds only that are names, in the heading, in quotes or used again."""
    found: dict[str, Phrase] = {}
    for place, tagged in enumerate(
        (document.title_tagged, *(sentence.tagged for sentence in document.sentences)), -1
    ):
        _read(found, tagged, place, document.stop_words)
    named = frozenset(names)
    for name in named - found.keys():
        phrase = _long_name(document, name)
        if phrase is not None:
            found[name] = phrase
    return [
        phrase
        for phrase in found.values()
        if phrase.text in named
        or phrase.quoted
        or len(phrase.words) == 1
        or ((phrase.count > 1 or phrase.first < 0) and not _is_fragment(phrase))
    ]


def _is_fragment(phrase: Phrase) -> bool:
    """Whether a compound always belongs to more: 俄两国 in 中俄两国, 薛祥会见 after 丁."""
    left = phrase.open_left == phrase.count and (_is_short(phrase.words[0][0]) or _is_short(*phrase.lefts))
    right = phrase.open_right == phrase.count and (
        _is_short(phrase.words[-1][0]) or _is_short(*phrase.rights)
    )
    return left or right


def _is_short(*words: str) -> bool:
    """Whether it is one word of one character."""
    return len(words) == 1 and len(words[0]) == 1


def _read(found: dict[str, Phrase], tagged: Sequence[Tagged], place: int, stop_words: frozenset[str]) -> None:
    joins = [
        tag.startswith(_JOINING)
        and (word[0].isalnum() or word in "·—－-")
        and word not in stop_words
        and not (tag == UNKNOWN and (word[0] in _FUNCTION_FIRST or word[-1] in _FUNCTION_LAST))
        for word, tag in tagged
    ]
    for start, end in dict.fromkeys((*_runs(tagged, joins), *_quoted(tagged))):
        text = "".join([word for word, _ in tagged[start:end]])
        phrase = found.get(text)
        if phrase is None:
            phrase = found[text] = Phrase(text, tagged[start:end], place)
        phrase.count += 1
        left = tagged[start - 1][0] if start else ""
        right = tagged[end][0] if end < len(tagged) else ""
        phrase.lefts.add(left)
        phrase.rights.add(right)
        phrase.open_left += start > 0 and joins[start - 1]
        phrase.open_right += end < len(tagged) and joins[end]
        phrase.quoted += bool(left and right) and left in _OPENING and right in _CLOSING


def _runs(tagged: Sequence[Tagged], joins: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Neighbours that may be one name, each from its first word to the one after its last."""
    total = len(tagged)
    for start, (first, first_tag) in enumerate(tagged):
        if not joins[start] or not first[0].isalnum():
            continue
        if len(first) > 1 and first_tag.startswith(_SINGLE) and not first[0].isdigit():
            yield start, start + 1
        if first_tag.startswith(_NEVER_FIRST) and not first[0].isascii():
            continue
        if first[0].isdigit() and not _numbers_a_name(tagged, start):
            continue
        if len(first) == 1 and first_tag.startswith(_NEVER_ONE_CHARACTER):
            continue
        length = len(first)
        for end in range(start + 1, min(total, start + _MOST_WORDS)):
            word, tag = tagged[end]
            length += len(word)
            if (
                not joins[end]
                or word[0].isdigit()
                or length > (_LONGEST_DEED if first_tag == "v" else _LONGEST)
            ):
                break
            if not word[0].isalnum() or tag.startswith(_NEVER_LAST):
                continue
            if len(word) > 1 or not tag.startswith(_NEVER_ONE_CHARACTER):
                yield start, end + 1


def _numbers_a_name(tagged: Sequence[Tagged], place: int) -> bool:
    """Whether a number may begin a name (12345热线): no year, and no count with its unit."""
    following = tagged[place + 1][0] if place + 1 < len(tagged) else ""
    return len(following) > 1 and not _COUNT.fullmatch(tagged[place][0])


def _quoted(tagged: Sequence[Tagged]) -> Iterator[tuple[int, int]]:
    """What stands between a pair of marks and is no run: 不作为, 你是凶手."""
    opened = None
    for place, (word, _) in enumerate(tagged):
        if word in _OPENING:
            opened = place + 1
        elif opened is not None and word in _CLOSING:
            inside = [each for each, _ in tagged[opened:place]]
            if 1 < sum(map(len, inside)) <= _LONGEST_QUOTED and _SENTENCE_MARKS.isdisjoint(inside):
                yield opened, place
            opened = None


def _long_name(document: Document, name: str) -> Phrase | None:
    """A name that is no run of words: 沙特国际电力和水务公司."""
    places = {place for place, sentence in enumerate(document.sentences) if name in sentence.text}
    if not places:
        return None
    return Phrase(name, ((name, UNKNOWN),), min(places), count=len(places))
