"""What may be a keyword: words and compounds of an article, with all that is seen of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.summary.document import Document, Tagged
from bot.text.words import UNKNOWN, rarity, remembered

_LONGEST = 12
"""Characters."""

_MOST_ONCE = 30
"""Of the words that stand once: the rarest of the language. No commoner one was ever among ten keywords."""

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

_COUNT = re.compile(r"^(?:(?:19|20)\d\d.?|\d{1,2}|[^.,%]*[.,%].*)")

_OPENING, _CLOSING = "“《「", "”》」"
_QUOTES = frozenset(_OPENING)
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
    """The phrases of an article: names, what is quoted, in the heading or used again, and rare words."""
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
    kept, once = [], []
    for phrase in found.values():
        if phrase.text in named or phrase.quoted:
            kept.append(phrase)
        elif phrase.count > 1 or phrase.first < 0:
            if len(phrase.words) == 1 or not _is_fragment(phrase):
                kept.append(phrase)
        elif len(phrase.words) == 1:
            once.append(phrase)
    return kept + sorted(once, key=lambda phrase: -rarity(phrase.text))[:_MOST_ONCE]


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
    words = [word for word, _ in tagged]
    roles = [_NONE if word in stop_words else _role(word, tag) for word, tag in tagged]
    spans = dict.fromkeys(_runs(tagged, roles))
    if not _QUOTES.isdisjoint(words):
        spans |= dict.fromkeys(_quoted(words))
    total = len(words)
    for start, end in spans:
        text = "".join(words[start:end])
        phrase = found.get(text)
        if phrase is None:
            phrase = found[text] = Phrase(text, tagged[start:end], place)
        phrase.count += 1
        left = words[start - 1] if start else ""
        right = words[end] if end < total else ""
        phrase.lefts.add(left)
        phrase.rights.add(right)
        phrase.open_left += start > 0 and roles[start - 1].joins
        phrase.open_right += end < total and roles[end].joins
        phrase.quoted += bool(left and right) and left in _OPENING and right in _CLOSING


@dataclass(frozen=True, slots=True)
class _Role:
    """What a word may be in a compound."""

    joins: bool = False
    """Whether it may stand in one: no function word, and no unknown piece of a sentence."""
    alone: bool = False
    begins: bool = False
    goes_on: bool = False
    ends: bool = False
    longest: int = 0
    """Characters of a compound that begins with it."""


_NONE = _Role()


@remembered
def _role(word: str, tag: str) -> _Role:
    is_word, is_number, is_letter = word[0].isalnum(), word[0].isdigit(), len(word) == 1
    if not tag.startswith(_JOINING) or not (is_word or word in "·—－-"):
        return _NONE
    if tag == UNKNOWN and (word[0] in _FUNCTION_FIRST or word[-1] in _FUNCTION_LAST):
        return _NONE
    is_short = is_letter and tag.startswith(_NEVER_ONE_CHARACTER)
    return _Role(
        joins=True,
        alone=is_word and not is_letter and not is_number and tag.startswith(_SINGLE),
        begins=is_word and not is_short and (word[0].isascii() or not tag.startswith(_NEVER_FIRST)),
        goes_on=not is_number,
        ends=is_word and not is_short and not tag.startswith(_NEVER_LAST),
        longest=_LONGEST_DEED if tag == "v" else _LONGEST,
    )


def _runs(tagged: Sequence[Tagged], roles: Sequence[_Role]) -> Iterator[tuple[int, int]]:
    """Neighbours that may be one name, each from its first word to the one after its last."""
    total = len(tagged)
    for start, role in enumerate(roles):
        if role.alone:
            yield start, start + 1
        if not role.begins:
            continue
        first = tagged[start][0]
        if first[0].isdigit() and not _numbers_a_name(tagged, start):
            continue
        left = role.longest - len(first)
        for end in range(start + 1, min(total, start + _MOST_WORDS)):
            other = roles[end]
            left -= len(tagged[end][0])
            if not other.goes_on or left < 0:
                break
            if other.ends:
                yield start, end + 1


def _numbers_a_name(tagged: Sequence[Tagged], place: int) -> bool:
    """Whether a number may begin a name (12345热线): no year, and no count with its unit."""
    following = tagged[place + 1][0] if place + 1 < len(tagged) else ""
    return len(following) > 1 and not _COUNT.fullmatch(tagged[place][0])


def _quoted(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What stands between a pair of marks and is no run: 不作为, 你是凶手."""
    opened = None
    for place, word in enumerate(words):
        if word in _OPENING:
            opened = place + 1
        elif opened is not None and word in _CLOSING:
            inside = words[opened:place]
            if 1 < sum(map(len, inside)) <= _LONGEST_QUOTED and _SENTENCE_MARKS.isdisjoint(inside):
                yield opened, place
            opened = None


def _long_name(document: Document, name: str) -> Phrase | None:
    """A name that is no run of words: 沙特国际电力和水务公司."""
    places = {place for place, sentence in enumerate(document.sentences) if name in sentence.text}
    if not places:
        return None
    return Phrase(name, ((name, UNKNOWN),), min(places), count=len(places))
