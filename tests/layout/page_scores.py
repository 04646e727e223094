"""How well pages were read, against what was set: articles found, headlines exact, bodies faithful."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from press_copy import Story

from bot.model import Article

_SAME = 0.8
"""Jaccard likeness, by runs of four characters, from which an article is the one that was set."""


def plain(text: str) -> str:
    """The text as it is compared: widths, quotes, dashes and blanks aside."""
    text = unicodedata.normalize("NFKC", text.replace("…", "..."))
    text = re.sub("[“”„＂「」『』]", '"', text)
    text = re.sub("[—–―─-]+", "-", text)
    return "".join(text.split())


def _grams(text: str) -> Counter[str]:
    bare = re.sub(r"\W", "", plain(text))
    return Counter(bare[at : at + 4] for at in range(max(1, len(bare) - 3)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    shared = sum((one & other).values())
    return shared / max(1, sum(one.values()) + sum(other.values()) - shared)


def edit_distance(one: str, other: str) -> int:
    """Levenshtein's distance, bit-parallel (Hyyrö, 2003)."""
    if not one or not other:
        return len(one) + len(other)
    places: defaultdict[str, int] = defaultdict(int)
    for at, character in enumerate(one):
        places[character] |= 1 << at
    mask, top = (1 << len(one)) - 1, 1 << (len(one) - 1)
    plus, minus, distance = mask, 0, len(one)
    for character in other:
        equal = places.get(character, 0)
        vertical = equal | minus
        level = (((equal & plus) + plus) ^ plus) | equal
        up, down = minus | (~(level | plus) & mask), plus & level
        distance += bool(up & top) - bool(down & top)
        up, down = (up << 1) | 1, down << 1
        plus, minus = (down | (~(vertical | up) & mask)) & mask, up & vertical & mask
    return distance


@dataclass
class Scores:
    """Counts over any number of pages; the shares are between 0 and 1."""

    found: int = 0
    matched: int = 0
    true: int = 0
    headlines: int = 0
    exact: int = 0
    fidelity: float = 0.0
    characters: int = 0
    wrong: int = 0
    authors: int = 0
    right_authors: int = 0

    @property
    def segmentation(self) -> float:
        """F1 of the articles found."""
        return 2 * self.matched / max(1, self.found + self.true)

    @property
    def headline(self) -> float:
        """Share of the headlines that are exact."""
        return self.exact / max(1, self.headlines)

    @property
    def body(self) -> float:
        """Mean fidelity of the bodies; what was not found counts as 0."""
        return self.fidelity / max(1, self.true)

    @property
    def accuracy(self) -> float:
        """Share of the characters of the matched bodies that are right."""
        return 1 - self.wrong / max(1, self.characters)

    def __str__(self) -> str:
        return (
            f"segmentation {self.segmentation:.3f} headline {self.headline:.3f} body {self.body:.3f} "
            f"characters {self.accuracy:.4f} authors {self.right_authors}/{self.authors}"
        )

    def add(self, articles: Sequence[Article], stories: Iterable[Story]) -> list[str]:
        """Count a page. Returns what is wrong, a line each."""
        told = []
        grams = [_grams(article.text) for article in articles]
        left = set(range(len(articles)))
        for story in stories:
            if not story.paragraphs:
                continue
            self.true += 1
            text = "\n".join(story.paragraphs)
            mine = _grams(text)
            best = max(left, key=lambda at: _likeness(mine, grams[at]), default=None)
            likeness = _likeness(mine, grams[best]) if best is not None else 0.0
            article = articles[best] if best is not None and likeness >= _SAME else None
            if article is None or best is None:
                told.append(f"not found: {story.kind} {story.headline} {text[:20]} (best {likeness:.2f})")
                self.headlines += bool(story.headline)
                self.authors += bool(story.byline)
                continue
            left.discard(best)
            self.matched += 1
            told += self._compare(article, story, text)
        self.found += len(articles)
        told += [
            f"made up: {articles[at].kind} {articles[at].headline} {articles[at].text[:30]}" for at in left
        ]
        return told

    def _compare(self, article: Article, story: Story, text: str) -> list[str]:
        told = []
        wanted, got = plain(text), plain(article.text)
        wrong = min(
            edit_distance(wanted, got),
            edit_distance(
                wanted, re.sub(r"^.{0,16}?[讯电]\((?:记者)?[^()]{1,40}\)|\([^()]{2,12}\)$", "", got)
            ),
        )
        self.characters += len(wanted)
        self.wrong += wrong
        self.fidelity += max(0.0, 1 - wrong / max(1, len(wanted)))
        if wrong > 0.005 * len(wanted):
            told.append(f"body of {story.headline or story.kind}: {wrong} wrong of {len(wanted)}")
        if story.headline:
            self.headlines += 1
            forms = [
                story.headline,
                (story.kicker or "") + story.headline,
                story.headline + (story.subheadline or ""),
            ]
            if plain(article.headline or "") in [plain(form).replace("-", "") for form in forms] + [
                plain(story.headline)
            ]:
                self.exact += 1
            else:
                told.append(f"headline {article.headline!r} for {story.headline!r}")
            told += _beside_headline(article, story)
        if story.byline:
            self.authors += 1
            self.right_authors += list(article.authors) == story.authors
            if list(article.authors) != story.authors:
                told.append(f"authors {article.authors} for {story.authors}")
        return told


def _beside_headline(article: Article, story: Story) -> list[str]:
    """What is wrong with kicker and subheadline."""
    pairs = ((article.kicker, story.kicker), (article.subheadline, story.subheadline))
    return [
        f"{got!r} beside the headline for {wanted!r}"
        for got, wanted in pairs
        if plain(got or "") != plain(wanted or "")
    ]
