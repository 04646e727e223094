"""Why a digest brings an article, and how much a chat wants less of it: both from what can be said aloud.

An article is as unwanted as it is like those that the chat wants less of: for each of these a point for each
topic and each of the foremost keywords that both have, and one for the paper where they share a topic too.
So it can only come later; nothing is ever kept from the reader by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.digest.arrangement import topics_of
from bot.digest.words import find_words
from bot.model import Entry, Reasons, Subscription, Taste
from bot.model.digests import foremost_keywords, papers_of


def taste_of(entries: Iterable[Entry]) -> Taste:
    """The taste of a chat that wants less of what is like these."""
    listed = tuple(entries)
    return Taste(
        *(
            tuple(sorted(Counter(name for entry in listed for name in set(names(entry))).items()))
            for names in (topics_of, foremost_keywords, papers_of)
        )
    )


def reasons(entry: Entry, subscription: Subscription, less: Sequence[Entry] = ()) -> Reasons:
    """The reasons for an entry, where `less` is what the chat wants less of."""
    topics = topics_of(entry)
    found = find_words((entry,), subscription.include_words)
    return Reasons(
        tuple(topic for topic in topics if not subscription.topics or topic in subscription.topics),
        not subscription.topics and not subscription.include_words,
        tuple(word for word in subscription.include_words if entry.id in found.get(word, ())),
        len({edition.source for edition in entry.editions}) or 1,
        entry.article.page,
        taste_of(less).unwanted(topics, entry),
    )
