"""An article taken apart once, for all who look at it: engines, selection, keywords and facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bot.summary.openings import without_lede
from bot.text import words
from bot.text.sentences import split_sentences, unwrap

Tagged = tuple[str, str]
"""A word and its tag."""

_ENDS = frozenset("。！？!?…”」』）)；;.")

_TITLE_FACTOR = 15.0
_FIRST_MENTION_FACTOR = 8.0
"""How much more a word weighs that the title has, and one that the first sentence has: it falls with the
sentence of the first mention. Chosen by search on articles with summaries by journalists; a half or twice of
either changes little."""


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
        return tuple(accumulate((len(word) for word, _ in self.tagged[:-1]), initial=0))

    @property
    def is_complete(self) -> bool:
        """Whether it ends as sentences do: headings, names of speakers and cut texts do not."""
        return self.text[-1] in _ENDS


@dataclass(frozen=True)
class Document:
    """Title and sentences of an article. `title` is empty where there is none."""

    title: str
    title_tagged: tuple[Tagged, ...]
    title_content: frozenset[str]
    sentences: tuple[Sentence, ...]
    has_lede: bool
    """Whether the text began with 本报讯 or the like: then its first sentence is the news."""

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each content word stands in the text."""
        return Counter(word for sentence in self.sentences for word in sentence.content)

    @cached_property
    def word_weights(self) -> dict[str, float]:
        """How much each content word tells of the article.

        It tells more the rarer it is in the language, the more often and the earlier it is said, and if the
        title has it.
        """
        weights: dict[str, float] = {}
        for place, sentence in enumerate(self.sentences):
            early = 1 + _FIRST_MENTION_FACTOR / (1 + place)
            for word in sentence.distinct:
                if word not in weights:
                    in_title = _TITLE_FACTOR if word in self.title_content else 1.0
                    weights[word] = self.counts[word] * words.rarity(word) * early * in_title
        return weights


def take_apart(title: str | None, text: str, stop_words: frozenset[str]) -> Document:
    """Split a text into sentences and words. Each sentence is segmented once."""
    written = split_sentences(unwrap(text))
    stripped = [without_lede(sentence) for sentence in written]
    has_lede = bool(written) and stripped[0] != written[0]
    sentences = [_sentence(sentence, stop_words) for sentence in stripped if sentence]
    if has_lede and len(sentences) > 1 and not sentences[0].is_complete:
        # Agencies put the headline between their line and the news.
        del sentences[0]
    title = (title or "").strip()
    title_tagged = tuple(words.tag(title))
    return Document(
        title=title,
        title_tagged=title_tagged,
        title_content=frozenset(content_words(title_tagged, stop_words)),
        sentences=tuple(sentences),
        has_lede=has_lede,
    )


def content_words(tagged: Sequence[Tagged], stop_words: frozenset[str]) -> tuple[str, ...]:
    """The words that tell something: no punctuation, no single characters, no stop words."""
    return tuple(word for word, _ in tagged if len(word) > 1 and word not in stop_words and word[0].isalnum())


def _sentence(text: str, stop_words: frozenset[str]) -> Sentence:
    tagged = tuple(words.tag(text))
    content = content_words(tagged, stop_words)
    return Sentence(text, tagged, content, frozenset(content))
