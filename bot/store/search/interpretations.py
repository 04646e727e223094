"""The ways to take what a reader typed, from the strictest to the loosest.

What fits: the words as typed; without what only makes it a question; as pinyin; split into words. Where
nothing fits, the nearest: what sounds the same, with one character wrong, or with some of the words only.
Each way is worked out only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.model import Why
from bot.store.search import conditions
from bot.store.search.conditions import COMMON, Counts, telling_most
from bot.store.search.spellings import Spellings
from bot.text.amounts import amount_forms
from bot.text.latin_forms import are_one, latin_forms
from bot.text.query import MOST_WORDS, Aliases, Query, Word, without_question
from bot.text.search_form import Tokens, folded, is_latin, tokens
from bot.text.words import segment, tag_of

_NEAREST_WORDS = 6
"""Words of which some may be missing; of more, only the rarest."""

_LONGEST_WORD = 12
"""Tokens in which a wrong one is looked for: longer ones are sentences, of which the words are looked for."""

_FUNCTION_WORDS = frozenset({"c", "p", "u", "uj", "ul", "uz", "ug", "ud", "uv", "y", "e", "o", "r", "zg"})
"""jieba's tags of words that join others: conjunctions, prepositions, particles, pronouns."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One way to take the words: of each of the ways all words must be there."""

    ways: tuple[tuple[Word, ...], ...]
    why: Why
    in_turn: bool = False
    """Whether the ways are words of their own, of which each gets its hits on the page."""
    instead: tuple[str, ...] = ()
    """What each of the ways looks for instead of what was typed."""


def interpretations(
    query: Query, spellings: Spellings, counts: Counts, aliases: Aliases
) -> Iterator[Interpretation]:
    """Yield interpretations from the strictest to the loosest; those that are `Why.NEAR` come last."""
    if not query.words:
        if query.filtered:
            yield Interpretation(((),), Why.EXACT)
        return
    yield Interpretation((query.words,), Why.EXACT)
    joined = _joined(query.words)
    if joined != query.words:
        yield Interpretation((joined,), Why.EXACT)
    asked = without_question(query).words
    if asked != query.words:
        yield Interpretation((asked,), Why.EXACT)
    yield from _by_pinyin(spellings, query.words)
    words = _split(asked, counts, aliases)
    if words != asked and not any(map(_is_single, words)):
        yield Interpretation((words,), Why.EXACT)
    yield from _nearest(asked, words, spellings, counts)


def _nearest(
    asked: tuple[Word, ...], words: tuple[Word, ...], spellings: Spellings, counts: Counts
) -> Iterator[Interpretation]:
    """Yield those of what was `asked`, and of its `words`, in which something may be missing or wrong."""
    yield from _beginnings(asked)
    if words != asked:
        # 元 and 宇宙 apart are not 元宇宙: single characters hold a text together too loosely.
        if any(map(_is_single, words)) and not all(map(_is_single, words)):
            yield Interpretation((words,), Why.NEAR)
        yield from _one_wrong(spellings, asked, counts)
    yield from _one_wrong(spellings, words, counts)
    yield from _some_of(words, counts)


def _joined(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """What was typed with a blank between, as one word: PM 2.5, GPT 4, 32 所, ¥ 1280."""
    found: list[Word] = []
    for word in words:
        before = found[-1] if found else None
        one = None if before is None or before.quoted or word.quoted else _one_word(before, word)
        if one is None:
            found.append(word)
        else:
            found[-1] = one
    return tuple(found)


def _one_word(before: Word, word: Word) -> Word | None:
    """Two words as one, with its other forms; None where they are letters and letters, or no amount."""
    phrase, text = (*before.phrase, *word.phrase), before.text + word.text
    amounts = amount_forms(text) if before.text[-1].isdigit() or word.text[0].isdigit() else ()
    if not amounts and not are_one(before.phrase[-1], word.phrase[0]):
        return None
    forms = dict.fromkeys((*map(tokens, amounts), *latin_forms(phrase)))
    others = tuple(form for form in forms if form and form != phrase)
    return replace(before, text=text, phrase=phrase, others=others, core=None)


def _by_pinyin(spellings: Spellings, words: tuple[Word, ...]) -> Iterator[Interpretation]:
    """As the pinyin of words, with or without blanks between the syllables."""
    letters = [folded(word.text) for word in words]
    if not all(text.isascii() and text.isalpha() for text in letters) or any(word.quoted for word in words):
        return
    known, others = spellings.of_pinyin(letters)
    if known:
        yield Interpretation(tuple((_word(name),) for name in known), Why.PINYIN, True, tuple(known))
    if others:
        yield Interpretation(
            ((_either(others),),), Why.PINYIN, False, tuple(others) if len(others) == 1 else ()
        )
    if known or others or len(letters) < 2:
        return
    # Several words of several syllables each: weifang yuanyuzhou.
    each = [[*known, *others] for known, others in (spellings.of_pinyin([text]) for text in letters)]
    if all(each):
        yield Interpretation((tuple(_either(names[:MOST_WORDS]) for names in each),), Why.PINYIN)


def _beginnings(words: tuple[Word, ...]) -> Iterator[Interpretation]:
    """As how longer Latin words or numbers begin: hydro for hydrogen, where that stands nowhere by itself."""
    begun = tuple(
        replace(word, begins=True)
        if not word.quoted and is_latin(word.phrase[-1]) and len(word.phrase[-1]) > 1
        else word
        for word in words
    )
    if begun != words:
        yield Interpretation((begun,), Why.NEAR)


def _one_wrong(spellings: Spellings, words: tuple[Word, ...], counts: Counts) -> Iterator[Interpretation]:
    """With one character wrong in each word that stands nowhere: first as it sounds, then whichever."""
    standing_nowhere = (
        word for word in words if 1 < len(word.phrase) <= _LONGEST_WORD and not counts.stands(word)
    )
    absent = list(dict.fromkeys(standing_nowhere))
    if not absent:
        return
    if heard := _heard(spellings, absent):
        meant = tuple(_either(heard[word]) if word in heard else word for word in words)
        yield Interpretation((meant,), Why.NEAR, False, (" ".join(names[0] for names in heard.values()),))
    pieces = {word: tuple(conditions.with_one_wrong(word.phrase)) for word in absent}
    if all(pieces.values()):
        meant = tuple(
            replace(word, phrase=pieces[word][0], others=pieces[word][1:], quoted=True)
            if word in absent
            else word
            for word in words
        )
        yield Interpretation((meant,), Why.NEAR)


def _heard(spellings: Spellings, absent: Sequence[Word]) -> dict[Word, list[str]]:
    """What each of the words sounds as; nothing where one of them sounds as no other."""
    found: dict[Word, list[str]] = {}
    for word in absent:
        names = [] if word.quoted else spellings.of_homophones(word.phrase)
        if not names:
            return {}
        found[word] = names
    return found


def _some_of(words: tuple[Word, ...], counts: Counts) -> Iterator[Interpretation]:
    """With as many of the words as stand together anywhere."""
    known = [word for word in telling_most(words) if counts.stands(word)]
    telling = [word for word in known if not _is_single(word)]
    known = sorted(telling or (known if len(known) == len(words) else []), key=counts.of_word)[
        :_NEAREST_WORDS
    ]
    rare = [word for word in known if counts.of_word(word) < COMMON]
    common = known[len(rare) :]
    together = _together(rare, common, counts)
    for size in range(min(len(known), len(words) - 1), 0, -1):
        # Which stand together with a rare one is known; most of the combinations do not.
        ways = [some for some in together if len(some) == size]
        if found := (*ways, *combinations(common, size)):
            yield Interpretation(found, Why.NEAR)


def _together(rare: Sequence[Word], common: Sequence[Word], counts: Counts) -> list[tuple[Word, ...]]:
    """The words that stand together in any text that has a rare one, each text's as many as it has."""
    holding: dict[int, list[Word]] = {}
    for word in rare:
        for place in counts.places(word):
            holding.setdefault(place, []).append(word)
    for word in common if rare else ():
        for place in counts.places_with(word, rare):
            holding.setdefault(place, []).append(word)
    return list(dict.fromkeys(map(tuple, holding.values())))


def _split(words: tuple[Word, ...], counts: Counts, aliases: Aliases) -> tuple[Word, ...]:
    """The words of which what was typed is made, each with its other names; function words only where there
    are no others.
    """
    found: dict[Word, None] = {}
    for word in words:
        if len(found) >= MOST_WORDS:
            break
        whole = word.quoted or len(word.phrase) <= 2 or (word.others and counts.stands(word))
        found |= dict.fromkeys(
            [word]
            if whole
            else [
                replace(word, text="".join(part), phrase=part, others=_named(part, aliases), core=None)
                for part in _words_in(word, counts)
            ]
        )
    return tuple(found)[:MOST_WORDS]


def _named(phrase: Tokens, aliases: Aliases) -> tuple[Tokens, ...]:
    return tuple(filter(None, map(tokens, aliases("".join(phrase)))))


def _words_in(word: Word, counts: Counts) -> list[Tokens]:
    """jieba's words of a text; a single character stays with the word beside it where they stand so.

    So words that no dictionary has are kept whole: 元宇宙, not 元 and 宇宙.
    """
    words: list[Tokens] = []
    goes_on = False
    for part in segment(folded(word.text)):
        phrase = tokens(part)
        if not phrase or tag_of(part) in _FUNCTION_WORDS:
            goes_on = False
            continue
        together = (*words[-1], *phrase) if goes_on and 1 in (len(words[-1]), len(phrase)) else ()
        if together and counts.has(together):
            words[-1] = together
        else:
            words.append(phrase)
        goes_on = True
    return words or [word.phrase]


def _word(text: str) -> Word:
    return Word(text, tokens(text), quoted=True)


def _either(names: Sequence[str]) -> Word:
    return replace(_word(names[0]), others=tuple(tokens(name) for name in names[1:]))


def _is_single(word: Word) -> bool:
    return all(len(phrase) == 1 and not is_latin(phrase[0]) for phrase in word.phrases)
