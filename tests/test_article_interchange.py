"""Articles as JSON."""

import json
from datetime import date

import pytest

from bot.interchange.articles import article_from_json, article_to_json
from bot.model import Article, Kind, Subhead

ARTICLE = Article(
    "a-1",
    Kind.FEATURE,
    "海上牧场添新绿",
    ("第一段。", "第二段。"),
    kicker="春耕一线",
    subheadline="我市见闻",
    authors=("王梅",),
    source="河山日报",
    event_date=date(2022, 3, 8),
    page="02-03",
    section="要闻",
    subheads=(Subhead("养一船鱼", 1),),
    continues_to="8",
    story_id="story-a-1",
)


def test_an_article_comes_back_as_it_was():
    assert article_from_json(json.loads(json.dumps(article_to_json(ARTICLE)))) == ARTICLE


def test_the_fields_are_those_that_scripts_rely_on():
    fields = article_to_json(ARTICLE)
    assert list(fields) == [
        "id",
        "kind",
        "headline",
        "kicker",
        "subheadline",
        "authors",
        "source",
        "issue_date",
        "event_date",
        "date",
        "page",
        "section",
        "paragraphs",
        "subheads",
        "continues_from",
        "continues_to",
        "story_id",
        "belongs_to",
        "doubts",
        "confidence",
    ]
    assert (fields["issue_date"], fields["event_date"], fields["date"]) == (None, "2022-03-08", "2022-03-08")
    assert fields["subheads"] == [{"text": "养一船鱼", "before_paragraph": 1}]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"id": "a"},
        {"id": "a", "kind": "poem"},
        {"id": "a", "kind": "news", "paragraphs": "x"},
        {"id": "a", "kind": "news", "headline": 3},
        {"id": "a", "kind": "news", "issue_date": "soon"},
        {"id": "a", "kind": "news", "subheads": [1]},
    ],
)
def test_what_is_no_article_is_refused(broken):
    with pytest.raises(ValueError):
        article_from_json(broken)
