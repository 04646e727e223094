"""How headings, paragraphs and bylines make up articles: the states of a reading, and what may come next.

Headlines stand before or after their bodies, also both on one page, and a heading between two paragraphs may
be the headline of the article above, that of the one below, or a subhead. Which of these a token is, is its
reading; the states keep what the open article has already.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.reading.tokens import Sort


class Place(StrEnum):
    """Where a reading stands after a token."""

    START = "start"
    """Between articles: the last one is whole."""
    HEAD = "head"
    """In a headline that stands before its body."""
    HEAD_BYLINE = "head_byline"
    BYLINE = "byline"
    """A byline without a headline above."""
    SUBHEAD = "subhead"
    BODY = "body"
    FROM = "from"
    """After 上接."""
    ENDED = "ended"
    """The body is whole, its headline may follow."""
    AFTER = "after"
    """In a headline that stands after its body."""
    PICTURES = "pictures"
    """In a block of pictures."""


class Reading(StrEnum):
    """What a token is in its article."""

    HEADLINE = "headline"
    """The first line of a headline over its body; opens an article."""
    HEADLINE_MORE = "headline_more"
    SUBHEAD = "subhead"
    SUBHEAD_MORE = "subhead_more"
    AFTER = "after"
    """The first line of a headline under its body."""
    BARE = "bare"
    """A paragraph that opens an article without headline and byline."""
    BODY = "body"
    BYLINE = "byline"
    """Between headline and body."""
    BYLINE_OPENS = "byline_opens"
    BYLINE_ENDS = "byline_ends"
    CAPTION = "caption"
    """Words of a picture, which stand apart from the text around them."""
    PICTURES = "pictures"
    """The heading of a block of pictures."""
    NOISE = "noise"
    """Belongs to no article."""
    MARK = "mark"
    """上接, 下转, or the signature of a notice."""
    MARK_OPENS = "mark_opens"


OPENING = frozenset(
    {Reading.HEADLINE, Reading.BARE, Reading.BYLINE_OPENS, Reading.PICTURES, Reading.MARK_OPENS}
)
"""The readings that open an article."""


class State(NamedTuple):
    """Where a reading stands, and what the open article has already."""

    place: Place
    headed: bool = False
    signed: bool = False
    fragment: bool = False


class Kind(NamedTuple):
    """What decides which readings a token may have, and where they lead."""

    sort: Sort
    heading: bool = False
    """Whether it may be a heading."""
    pictures: bool = False
    """Whether it may head a block of pictures."""
    text: bool = False
    """Whether it may be a paragraph."""
    bare: bool = False
    """Whether it may open an article that has no headline."""
    byline: bool = False
    caption: bool = False
    """Whether it may be the words of a picture wherever it stands."""
    short: bool = False
    """Whether it may be those of a block of pictures."""
    noise: bool = False
    lede: bool = False
    ends: bool = False
    """Whether it is a paragraph that ends with names."""
    unsigned: bool = False
    """Whether it is a signature without a name, as offices give it."""


class Step(NamedTuple):
    """One reading of a token in a state: the state after it, and the names of what it costs."""

    state: State
    reading: Reading
    costs: tuple[str, ...]

    @property
    def opens(self) -> bool:
        """Whether it opens an article."""
        return self.reading in OPENING


_IN_HEAD = (Place.HEAD, Place.HEAD_BYLINE, Place.BYLINE, Place.FROM)
_IN_BODY = (Place.BODY, Place.ENDED)


def steps(state: State, kind: Kind) -> tuple[Step, ...]:
    """What a token of a kind may be in a state."""
    return tuple(
        Step(after, reading, _costs(state, kind, reading)) for after, reading in _readings(state, kind)
    )


def closing(state: State) -> str:
    """The name of what it costs that the open article ends in a state."""
    headed = state.headed or state.fragment
    return f"closes {state.place} {'headed' if headed else 'bare'}"


def _costs(state: State, kind: Kind, reading: Reading) -> tuple[str, ...]:
    names = [f"{state.place} > {reading}"]
    if reading in OPENING:
        names.append(closing(state))
    else:
        flags = [
            "headed" if state.headed else "bare",
            *(["signed"] if state.signed else []),
            *(["fragment"] if state.fragment else []),
            *(["lede"] if kind.lede else []),
            *(["within"] if kind.lede and state.place in _IN_BODY else []),
            *(["unsigned"] if kind.unsigned else []),
        ]
        names.append(f"{' '.join(flags)} > {reading}")
    return tuple(names)


def _readings(state: State, kind: Kind) -> Iterator[tuple[State, Reading]]:
    if kind.sort is Sort.FROM:
        yield State(Place.FROM, fragment=True), Reading.MARK_OPENS
        if state.place in (Place.HEAD, Place.HEAD_BYLINE, Place.BYLINE):
            yield State(Place.FROM, state.headed, state.signed, True), Reading.MARK
        return
    if kind.sort in (Sort.TO, Sort.SIGNATURE):
        ended = State(Place.ENDED, state.headed, state.signed, state.fragment)
        yield ended, Reading.MARK_OPENS if state.place is Place.START else Reading.MARK
        return
    if kind.sort is Sort.CAPTION:
        yield state, Reading.CAPTION
        return
    if kind.heading:
        yield from _headings(state)
    if kind.pictures:
        yield State(Place.PICTURES), Reading.PICTURES
    if kind.noise:
        yield state, Reading.NOISE
    if kind.text:
        yield from _paragraphs(state, kind)
    if kind.byline:
        yield from _bylines(state)
    if kind.caption or (kind.short and state.place is Place.PICTURES):
        yield state, Reading.CAPTION


def _headings(state: State) -> Iterator[tuple[State, Reading]]:
    place, headed, signed, fragment = state
    yield State(Place.HEAD, True), Reading.HEADLINE
    if place in (Place.HEAD, Place.AFTER):
        yield state, Reading.HEADLINE_MORE
    if place is Place.SUBHEAD:
        yield state, Reading.SUBHEAD_MORE
    if place in (*_IN_HEAD, *_IN_BODY):
        yield State(Place.SUBHEAD, headed, signed, fragment), Reading.SUBHEAD
    if place in _IN_BODY and not headed:
        yield State(Place.AFTER, True, signed, fragment), Reading.AFTER


def _paragraphs(state: State, kind: Kind) -> Iterator[tuple[State, Reading]]:
    place, headed, signed, fragment = state
    then = Place.ENDED if kind.ends else Place.BODY
    named = kind.lede or kind.ends
    if kind.bare:
        yield State(then, False, named), Reading.BARE
    if place in (*_IN_HEAD, *_IN_BODY, Place.SUBHEAD):
        yield State(then, headed, signed or named, fragment), Reading.BODY


def _bylines(state: State) -> Iterator[tuple[State, Reading]]:
    place, headed, signed, fragment = state
    yield State(Place.BYLINE, False, True), Reading.BYLINE_OPENS
    if place is Place.HEAD:
        yield State(Place.HEAD_BYLINE, True, True), Reading.BYLINE
    elif place in (Place.HEAD_BYLINE, Place.BYLINE):
        yield state, Reading.BYLINE
    elif place in _IN_BODY:
        yield State(Place.ENDED, headed, True, fragment), Reading.BYLINE_ENDS
    elif place is Place.AFTER and not signed:
        yield State(Place.ENDED, True, True), Reading.BYLINE_ENDS
