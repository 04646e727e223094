"""Pages in the layouts of papers, from two to six columns, are read as they were set."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest
from page_scores import Scores
from press_setting import Set
from press_sheets import DEVELOPED, KEPT_ASIDE, Sheet, continued

from bot.model import Kind, PageHints
from bot.reading.formats.pdf import read_pdf

_HINTS = PageHints()


@cache
def _printed(sheet: Sheet, seed: int) -> tuple[bytes, list[Set]]:
    press = sheet(seed)
    return press.data(), press.pages


def _scored(sheets: Iterable[Sheet], seed: int) -> tuple[Scores, list[str]]:
    scores, told = Scores(), []
    for sheet in sheets:
        data, pages = _printed(sheet, seed)
        for page, truth in zip(read_pdf(data, "页.pdf", _HINTS), pages, strict=True):
            told += [f"{sheet.__name__}: {wrong}" for wrong in scores.add(page.articles, truth.stories)]
            told += [
                f"{sheet.__name__}: unattached {line.text}"
                for line in page.noise
                if line.reason == "unattached"
            ]
    return scores, told


def test_twelve_layouts_are_read_as_they_were_set() -> None:
    scores, told = _scored(DEVELOPED, seed=2)
    assert scores.segmentation >= 0.98, "\n".join(told)
    assert scores.headline >= 0.97, "\n".join(told)
    assert scores.body >= 0.98, "\n".join(told)


def test_kickers_and_subheadlines_are_told_from_headlines() -> None:
    _, told = _scored((*DEVELOPED, *KEPT_ASIDE), seed=2)
    assert not [wrong for wrong in told if "beside the headline" in wrong]


def test_six_layouts_that_were_kept_aside_are_read_as_they_were_set() -> None:
    scores, told = _scored(KEPT_ASIDE, seed=2)
    assert scores.segmentation >= 0.98, "\n".join(told)
    assert scores.headline >= 0.97, "\n".join(told)
    assert scores.body >= 0.98, "\n".join(told)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 16))
def test_other_stories_in_the_same_layouts(seed: int) -> None:
    scores, told = _scored((*DEVELOPED, *KEPT_ASIDE), seed)
    assert scores.segmentation >= 0.98, "\n".join(told)
    assert scores.headline >= 0.97, "\n".join(told)
    assert scores.body >= 0.98, "\n".join(told)


@pytest.mark.parametrize("sheet", DEVELOPED, ids=lambda sheet: sheet.__name__)
def test_every_line_of_a_page_is_told_of_once(sheet: Sheet) -> None:
    for page in read_pdf(_printed(sheet, 2)[0], "页.pdf", _HINTS):
        count = page.original.count("\n") + 1
        assert [verdict.number for verdict in page.verdicts] == list(range(1, count + 1))
        noise = {line.number for line in page.noise}
        assert noise == {verdict.number for verdict in page.verdicts if verdict.article is None}


def test_the_page_says_which_paper_day_and_page_it_is() -> None:
    [page] = read_pdf(_printed(DEVELOPED[0], 2)[0], "页.pdf", _HINTS)
    assert (page.source, str(page.issue_date), page.page) == ("青禾日报", "2025-11-06", "2")
    assert {article.source for article in page.articles} == {"青禾日报"}


def test_a_story_goes_on_on_the_next_page() -> None:
    first, second = read_pdf(continued(1).data(), "页.pdf", _HINTS)
    [head] = [article for article in first.articles if article.continues_to]
    [tail] = [article for article in second.articles if article.continues_from]
    assert (head.continues_to, tail.continues_from) == ("2", "1")
    assert tail.kind is Kind.FRAGMENT
    assert head.story_id == tail.story_id is not None
