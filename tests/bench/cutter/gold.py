"""What each token of a page may be, by a truth that tells the part of its lines or of its texts."""

from __future__ import annotations

from collections.abc import Sequence

from made_kinds import KindsPage
from made_pages import MadePage
from made_stories import Story

from bot.reading.grammar import OPENING, Reading
from bot.reading.tokens import Sort, Token
from cutter.real_pages import plain

Gold = list[frozenset[str]]
"""The readings of each token that are right."""

WITHIN = frozenset(Reading) - OPENING
"""Those of a token of which the truth says no more than that it opens no article."""


def gold_of_lines(tokens: Sequence[Token], roles: dict[int, tuple[str, str]]) -> Gold:
    """That of a page whose truth tells the article and the part of every line."""
    gold: Gold = []
    opened: set[str] = set()
    bodies: set[str] = set()
    for token in tokens:
        article, role = roles.get(token.numbers[0], (None, ""))
        if article is None or article == "noise":
            gold.append(frozenset({Reading.NOISE}) if article == "noise" else WITHIN)
            continue
        first = article not in opened
        opened.add(article)
        gold.append(_by_role(token, role, first, article in bodies))
        if role == "body":
            bodies.add(article)
    return gold


def _by_role(token: Token, role: str, first: bool, told: bool) -> frozenset[str]:
    if token.sort is Sort.CAPTION:
        return frozenset({Reading.CAPTION})
    if token.sort in (Sort.FROM, Sort.TO, Sort.SIGNATURE):
        return frozenset({Reading.MARK_OPENS, Reading.MARK} if first else {Reading.MARK})
    if role == "headline" or role == "subheadline":
        if first:
            return frozenset({Reading.HEADLINE})
        return frozenset({Reading.AFTER, Reading.HEADLINE_MORE} if told else {Reading.HEADLINE_MORE})
    if role == "subhead":
        return frozenset({Reading.SUBHEAD, Reading.SUBHEAD_MORE})
    if token.sort is Sort.BYLINE or role == "byline":
        return frozenset({Reading.BYLINE_OPENS} if first else {Reading.BYLINE, Reading.BYLINE_ENDS})
    if role in ("caption", "credit"):
        return frozenset({Reading.CAPTION}) if role == "caption" else WITHIN
    return frozenset({Reading.BARE} if first else {Reading.BODY})


def gold_of_kinds(tokens: Sequence[Token], page: KindsPage) -> Gold:
    """That of a page of `made_kinds`."""
    gold: Gold = []
    for token in tokens:
        found = page.readings.get(token.numbers[0], WITHIN)
        if token.sort is Sort.CAPTION:
            found = frozenset({Reading.CAPTION})
        elif token.sort is Sort.BYLINE:
            found = frozenset({Reading.BYLINE, Reading.BYLINE_ENDS})
        gold.append(found)
    return gold


def gold_of_made(tokens: Sequence[Token], page: MadePage) -> Gold:
    """That of a page of `made_pages`."""
    owners = _owners(tokens, page.stories)
    gold: Gold = []
    seen: set[int] = set()
    told: set[int] = set()
    for index, (token, owner) in enumerate(zip(tokens, owners, strict=True)):
        if owner is None:
            opened = _opened_by(token, owners, index, seen, told)
            seen |= opened
            gold.append(frozenset({Reading.BYLINE_OPENS, Reading.MARK_OPENS}) if opened else _beside(token))
            continue
        number, role = owner
        gold.append(_by_role(token, role, number not in seen, number in told))
        seen.add(number)
        if role == "body":
            told.add(number)
    return gold


_Owner = tuple[int, str]
"""The number of a story, and what a token is in it."""


def _owners(tokens: Sequence[Token], stories: Sequence[Story]) -> list[_Owner | None]:
    owners: list[_Owner | None] = []
    at = 0
    for token in tokens:
        text = plain(token.text)
        found = next(
            (
                (number, role)
                for number in range(at, len(stories))
                if (role := _role(text, stories[number])) is not None
            ),
            None,
        )
        at = found[0] if found else at
        owners.append(found)
    return owners


def _role(text: str, story: Story) -> str | None:
    if story.headline and text == plain(story.headline):
        return "headline"
    if story.subhead and text == plain(story.subhead[0]):
        return "subhead"
    paragraphs = map(plain, story.paragraphs)
    return "body" if any(_is_of(text, paragraph) for paragraph in paragraphs) else None


def _is_of(text: str, paragraph: str) -> bool:
    return text == paragraph or (len(text) > 5 and (text in paragraph or paragraph[-10:] in text))


def _opened_by(
    token: Token, owners: Sequence[_Owner | None], index: int, seen: set[int], told: set[int]
) -> set[int]:
    """The story that a byline or a mark opens: it stands over its text, and under no headline of it."""
    if token.sort not in (Sort.BYLINE, Sort.FROM):
        return set()
    below = next((each for each in owners[index + 1 :] if each), None)
    above = next((each for each in owners[:index][::-1] if each), None)
    if below is None or below[0] in seen or (above and above[1] == "headline" and above[0] not in told):
        return set()
    return {below[0]}


def _beside(token: Token) -> frozenset[str]:
    """What a token of no story may be."""
    if token.sort in (Sort.HEADING, Sort.PARAGRAPH):
        return frozenset({Reading.NOISE, Reading.MARK})
    return frozenset({Reading.BYLINE, Reading.BYLINE_ENDS}) if token.sort is Sort.BYLINE else WITHIN
