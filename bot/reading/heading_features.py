"""What is seen of a heading: who signs its text, which others it stands in a row with, whose words it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.reading.grammar import Kind
from bot.reading.habits import Habit
from bot.reading.joining import ending_of
from bot.reading.surroundings import is_signed_at_end, is_signed_below, text_above, text_below
from bot.reading.tokens import Token
from bot.reading.wording import LEAST_COMPARED, NEAR, in_common, pairs_of, share
from bot.text.characters import bare

_OTHER_SUBJECT = 0.025
"""The share of pairs of characters up to which two texts are on two subjects."""

_ROW_LIMIT = 14
_ROW_REACH = 12
"""Characters of a heading that may be one of a row, and tokens within which the next of it stands."""


def how_text_is_signed(tokens: Sequence[Token], index: int, habit: Habit) -> str:
    """Whether the text below a heading says who wrote it, where the page does so at all."""
    if not habit.signs:
        return "no page of names"
    if is_signed_below(tokens, index):
        return "signed below"
    return "signed at end" if is_signed_at_end(tokens, index) else "unsigned"


def rows_of(tokens: Sequence[Token], kinds: Sequence[Kind], habit: Habit) -> dict[int, str]:
    """Of each short heading, how many of those next to it have its length and are signed as it is, as the
    subheads of one article are."""
    short = [
        index
        for index, (token, kind) in enumerate(zip(tokens, kinds, strict=True))
        if kind.heading
        and len(token.text) <= _ROW_LIMIT
        and ending_of(token.text) in ("open", "quote", "dash")
    ]
    alike = Counter[int]()
    for above, below in pairwise(short):
        if below - above > _ROW_REACH or below - above == 1:
            continue
        if abs(len(tokens[above].text) - len(tokens[below].text)) <= 1 and (
            how_text_is_signed(tokens, above, habit) == how_text_is_signed(tokens, below, habit)
        ):
            alike.update((above, below))
    return {index: f"row of {alike[index]}" for index in short}


def words_beside(tokens: Sequence[Token], plain: Sequence[str], index: int) -> tuple[str, ...]:
    """Which of the texts above and below a heading has its words, and how much these have in common."""
    words = pairs_of(bare(tokens[index].text))
    above_text = text_above(tokens, plain, index)
    below_text = text_below(tokens, plain, index)
    above, below = share(words, above_text), share(words, below_text)
    near = share(words, below_text[:NEAR])
    found = [
        f"words above {_step(above)}",
        f"words below {_step(below)}",
        f"words near {_step(near)}",
        f"words lean {_lean(below - above)}",
    ]
    if min(len(above_text), len(below_text)) >= LEAST_COMPARED:
        shared = in_common(above_text, below_text)
        found.append(f"common {_class(shared)}")
        if shared <= _OTHER_SUBJECT:
            found.append(f"other subject, words lean {_lean(below - above)}")
    return tuple(found)


def _step(share: float) -> str:
    return "none" if share < 0.08 else "few" if share < 0.25 else "some" if share < 0.5 else "most"


def _lean(difference: float) -> str:
    size = abs(difference)
    if size < 0.08:
        return "neither"
    side = "below" if difference > 0 else "above"
    return f"{'rather ' if size < 0.3 else ''}{side}"


def _class(shared: float) -> str:
    return next(
        (f"<= {limit}" for limit in (0.012, 0.025, 0.04, 0.055, 0.08, 0.12) if shared <= limit), "more"
    )
