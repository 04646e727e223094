"""Pages made up by dice, in the layouts and habits of many papers, are read as they were made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_pages import MadePage, make_page
from made_stories import Story

from bot.model import Article
from bot.reading.page import read_page
from bot.text.characters import bare
from bot.text.similarity import jaccard, shingles

PAGES = 120


@pytest.fixture(scope="module")
def read() -> list[tuple[Story, Article | None]]:
    """Every story of the pages with the article that has its text, if there is one."""
    return [pair for seed in range(PAGES) for pair in _paired(make_page(seed))]


def _paired(page: MadePage) -> Iterator[tuple[Story, Article | None]]:
    articles = list(read_page(page.text, "made.txt").articles)
    for story in page.stories:
        text = shingles("".join(story.paragraphs))
        found = max(articles, key=lambda article: jaccard(text, shingles(article.text)), default=None)
        if found is None or jaccard(text, shingles(found.text)) < 0.8:
            yield story, None
        else:
            articles.remove(found)
            yield story, found


def _share(answers: list[bool]) -> float:
    return sum(answers) / len(answers)


def test_the_stories_are_found(read: list[tuple[Story, Article | None]]) -> None:
    assert _share([article is not None for _, article in read]) >= 0.96


@pytest.mark.parametrize("kind", ["feature", "fragment", "caption", "box", "notice"])
def test_pieces_of_every_kind_are_known_for_what_they_are(
    read: list[tuple[Story, Article | None]], kind: str
) -> None:
    known = [article is not None and article.kind == kind for story, article in read if story.kind == kind]
    assert _share(known) >= 0.9


def test_the_headlines_are_theirs(read: list[tuple[Story, Article | None]]) -> None:
    assert (
        _share([article is not None and article.headline == story.headline for story, article in read])
        >= 0.94
    )


def test_the_texts_are_whole_and_clean(read: list[tuple[Story, Article | None]]) -> None:
    same = [
        article is not None and bare(article.text) == bare("".join(story.paragraphs))
        for story, article in read
    ]
    assert _share(same) >= 0.94


def test_paragraphs_are_as_they_were_written(read: list[tuple[Story, Article | None]]) -> None:
    same = [list(article.paragraphs) == story.paragraphs for story, article in read if article is not None]
    assert _share(same) >= 0.97


def test_who_wrote_them_is_known(read: list[tuple[Story, Article | None]]) -> None:
    same = [set(article.authors) == set(story.authors) for story, article in read if article is not None]
    assert _share(same) >= 0.97


def test_continuation_marks_are_read(read: list[tuple[Story, Article | None]]) -> None:
    marked = [
        (article.continues_from, article.continues_to) == (story.continues_from, story.continues_to)
        for story, article in read
        if article is not None
    ]
    assert _share(marked) >= 0.99
