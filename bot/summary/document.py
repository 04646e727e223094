"""An article taken apart once, for all who look at it: engines, selection, keywords and facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.summary.openings import Standing, is_headline, standing_of, without_headline_mark, without_lede
from bot.text import words
from bot.text.markup_left import addresses_in
from bot.text.sentences import split_sentences, unwrap

if TYPE_CHECKING:
    from bot.summary.judge import Judge
    from bot.summary.runs import Runs

Tagged = tuple[str, str]
"""A word and its tag."""

_NO_WORD = "w"
"""The tag of punctuation, and of addresses, which are no wording either."""

_ENDS = frozenset("。！？!?…”」』）)；;.")


@dataclass(frozen=True)
class Sentence:
    """A sentence of the article, without lede or byline before it."""

    text: str
    tagged: tuple[Tagged, ...]
    """All its words, punctuation too: joined they are the sentence."""
    content: tuple[str, ...]
    """Its words that tell something, in its order."""
    distinct: frozenset[str]
    """The same, each once."""

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each of its words begins."""
        return tuple(accumulate([len(word) for word, _ in self.tagged[:-1]], initial=0))

    is_headline: bool = False
    """Whether it is the headline of an article that came without a title of its own."""

    @property
    def is_complete(self) -> bool:
        """Whether it can stand in a summary: headings inside, names of speakers and cut texts do not."""
        return self.is_headline or self.text[-1] in _ENDS


@dataclass(frozen=True)
class Document:
    """Title and sentences of an article. `title` is empty where there is none."""

    title: str
    title_tagged: tuple[Tagged, ...]
    title_content: frozenset[str]
    sentences: tuple[Sentence, ...]
    stop_words: frozenset[str]
    """Words that tell nothing by themselves."""

    @cached_property
    def title_words(self) -> frozenset[str]:
        """All words of the title."""
        return frozenset(word for word, _ in self.title_tagged)

    @cached_property
    def judge(self) -> Judge:
        """What weighs its clauses, made once for all who ask."""
        from bot.summary.judge import Judge  # noqa: PLC0415 - which sees documents

        return Judge(self)

    @cached_property
    def runs(self) -> Runs:
        """The runs of its clauses, likewise."""
        from bot.summary.runs import Runs  # noqa: PLC0415 - which sees documents

        return Runs(self)

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """For each sentence, what must stand beside it in a summary; nothing, where all of them lean."""
        standing = tuple(
            standing_of(sentence.text, is_first=place == 0) for place, sentence in enumerate(self.sentences)
        )
        return standing if Standing.ALONE in standing else (Standing.ALONE,) * len(standing)

    @cached_property
    def candidates(self) -> tuple[int, ...]:
        """The places of the sentences that may stand in a summary: all, where none is fit for it."""
        fit = tuple(
            place
            for place, sentence in enumerate(self.sentences)
            if sentence.is_complete and self.standing[place] is not Standing.NEVER
        )
        return fit or tuple(range(len(self.sentences)))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each content word stands in the text."""
        return Counter(word for sentence in self.sentences for word in sentence.content)


def take_apart(title: str | None, text: str, stop_words: frozenset[str]) -> Document:
    """Split a text into sentences and words. Each sentence is segmented once."""
    words.forget_too_many()
    written = split_sentences(unwrap(text))
    stripped = [without_lede(sentence) for sentence in written]
    sentences = [_sentence(sentence, stop_words) for sentence in stripped if sentence]
    title = (title or "").strip()
    if len(sentences) > 1 and stripped[0] != written[0] and is_headline(sentences[0].text):
        # Agencies put the headline between their line and the news.
        if title:
            del sentences[0]
        else:
            headline = _sentence(without_headline_mark(sentences[0].text), stop_words)
            sentences[0] = replace(headline, is_headline=True)
    title_tagged = tuple(_tagged(title))
    return Document(
        title=title,
        title_tagged=title_tagged,
        title_content=frozenset(content_words(title_tagged, stop_words)),
        sentences=tuple(sentences),
        stop_words=stop_words,
    )


def content_words(tagged: Sequence[Tagged], stop_words: frozenset[str]) -> tuple[str, ...]:
    """The words that tell something: no punctuation, no single characters, no stop words, no addresses."""
    return tuple(
        [
            word
            for word, _ in tagged
            if len(word) > 1 and word not in stop_words and word[0].isalnum() and "://" not in word
        ]
    )


def _tagged(text: str) -> Iterator[Tagged]:
    """The words of a text; an address of the web is one, whatever it is made of."""
    start = 0
    for first, end in addresses_in(text):
        yield from words.tag(text[start:first])
        yield text[first:end], _NO_WORD
        start = end
    yield from words.tag(text[start:])


def _sentence(text: str, stop_words: frozenset[str]) -> Sentence:
    tagged = tuple(_tagged(text))
    content = content_words(tagged, stop_words)
    return Sentence(text, tagged, content, frozenset(content))
