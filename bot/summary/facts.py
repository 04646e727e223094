"""Key facts of an article, each with the sentence that states it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from bot.model import Fact, Facts, Figure
from bot.summary.document import Document, Sentence
from bot.summary.figures import figures_of
from bot.summary.organisations import organisations_in
from bot.summary.people import people_in
from bot.summary.places import homes_in, homes_of, places_in
from bot.text.dates import find_dates
from bot.text.markup_left import without_addresses

_LONGEST_SENTENCE = 500
"""Characters. A table of thousands of figures without a full stop is not to be stored once for each."""


def facts_of(document: Document, day: date | None = None, paper: str | None = None) -> Facts:
    """The facts of an article in the order of its sentences, each once.

    Dates are told as ISO where the text or `day`, for which it was written, says which they are; 我市 is told
    as the city of the `paper`, where its name begins with one.
    """
    homes = homes_of(paper)

    def places(sentence: Sentence) -> list[str]:
        return [*homes_in(sentence, homes), *places_in(sentence)]

    organisations = tuple(_facts(document.sentences, organisations_in))
    people = tuple(_facts(document.sentences, people_in))
    named = {fact.name for fact in (*organisations, *people)}
    return Facts(
        figures=tuple(_figures(document)),
        dates=tuple(
            _facts(
                document.sentences,
                lambda s: [found.name for found in find_dates(without_addresses(s.text), day)],
            )
        ),
        places=tuple(fact for fact in _facts(document.sentences, places) if fact.name not in named),
        organisations=organisations,
        people=people,
    )


def _figures(document: Document) -> Iterator[Figure]:
    for figure in figures_of(document):
        yield Figure(figure.written, figure.what, _passage(figure.sentence.text, figure.start))


def _facts(sentences: Iterable[Sentence], names_in: Callable[[Sentence], Iterable[str]]) -> Iterator[Fact]:
    seen: set[str] = set()
    for sentence in sentences:
        for name in names_in(sentence):
            if name not in seen:
                seen.add(name)
                yield Fact(name, _passage(sentence.text, max(0, sentence.text.find(name))))


def _passage(sentence: str, start: int) -> str:
    """The sentence, or of one that is no sentence any more the part where the fact stands."""
    if len(sentence) <= _LONGEST_SENTENCE:
        return sentence
    return sentence[max(0, start - _LONGEST_SENTENCE // 2) : start + _LONGEST_SENTENCE // 2]
