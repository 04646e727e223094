"""An article taken apart once, for all who look at it: engines, keywords, facts and topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.summary.openings import without_lede
from bot.text import words
from bot.text.sentences import split_sentences, unwrap

Tagged = tuple[str, str]
"""A word and its tag."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of the article, without lede or byline before it."""

    text: str
    tagged: tuple[Tagged, ...]
    """All its words, punctuation too: joined they are the sentence."""
    content: tuple[str, ...]
    """Its words that tell something, in its order, with repetitions."""


@dataclass(frozen=True)
class Document:
    """Title and sentences of an article. `text` is empty where there is none."""

    title: str
    title_tagged: tuple[Tagged, ...]
    title_content: tuple[str, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each content word stands in the text."""
        return Counter(word for sentence in self.sentences for word in sentence.content)


def take_apart(title: str | None, text: str, stop_words: frozenset[str]) -> Document:
    """Split a text into sentences and words. Each sentence is segmented once."""
    sentences = (without_lede(sentence) for sentence in split_sentences(unwrap(text)))
    title = (title or "").strip()
    title_tagged = tuple(words.tag(title))
    return Document(
        title=title,
        title_tagged=title_tagged,
        title_content=content_words(title_tagged, stop_words),
        sentences=tuple(_sentence(sentence, stop_words) for sentence in sentences if sentence),
    )


def content_words(tagged: Sequence[Tagged], stop_words: frozenset[str]) -> tuple[str, ...]:
    """The words that tell something: no punctuation, no single characters, no stop words."""
    return tuple(word for word, _ in tagged if len(word) > 1 and word not in stop_words and word[0].isalnum())


def _sentence(text: str, stop_words: frozenset[str]) -> Sentence:
    tagged = tuple(words.tag(text))
    return Sentence(text, tagged, content_words(tagged, stop_words))
