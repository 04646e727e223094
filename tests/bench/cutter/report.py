"""How many articles are given without a doubt, and how many of these are wrong, layout by layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.reading.confidence import SURE
from cutter.judging import Judged

_BOUNDS = (round(SURE - 0.02, 2), round(SURE - 0.01, 2), SURE, round(SURE + 0.01, 2))


def report(rated: Sequence[tuple[float, Judged]]) -> Iterator[str]:
    """Lines of a table: for each layout the share of its articles that is given, and of these that is wrong,
    by the probability from which an article is given."""
    yield f"{'layout':14}{'articles':>9}" + "".join(f"{f'from {bound}':>16}" for bound in _BOUNDS)
    by_layout = sorted(rated, key=_layout)
    for layout, found in groupby(by_layout, _layout):
        yield _row(layout, [*found])
    yield _row("all real", [each for each in rated if each[1].page])


def _layout(rated: tuple[float, Judged]) -> str:
    return rated[1].layout


def _row(layout: str, rated: Sequence[tuple[float, Judged]]) -> str:
    cells = ""
    for bound in _BOUNDS:
        given = [each for likely, each in rated if likely >= bound]
        wrong = sum(not each.right for each in given) / max(1, len(given))
        cells += f"{len(given) / len(rated):9.3f}{wrong:7.3f}"
    return f"{layout:14}{len(rated):9}{cells}"
