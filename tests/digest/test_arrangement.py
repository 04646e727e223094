from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.digest.selection import Selection
from bot.model import Article, Digest, Edition, Entry, Kind, Summary

DAY = date(2024, 4, 3)
ORDER = ("要闻", "绿色低碳", "公告")


def entry(
    key: int,
    *topics: str,
    kind: Kind = Kind.NEWS,
    issued: date | None = DAY,
    page: str | None = "3",
    papers: tuple[str, ...] = (),
    headline: str | None = "标题",
    length: int = 100,
    story: str | None = None,
) -> Entry:
    article = Article(
        str(key), kind, headline, ("文" * length,), issue_date=issued, page=page, story_id=story
    )
    editions = tuple(Edition(paper, issued, page, article) for paper in papers)
    return Entry(article, Summary(topics=topics), id=key, publication=key, editions=editions)


def arranged(*entries: Entry, topics: tuple[str, ...] = ()) -> Digest:
    return Selection(entries).digest(topics=topics, order=ORDER, day=DAY, at=time(7, 30))


def groups(digest: Digest) -> list[tuple[str | None, list[int]]]:
    return [(group.topic, [one.id for one in group.entries]) for group in digest.groups]


def test_groups_follow_the_order_of_the_topics_and_the_rest_comes_last() -> None:
    digest = arranged(entry(1), entry(2, "绿色低碳"), entry(3, "要闻"), entry(4, "渔业"))
    assert groups(digest) == [("要闻", [3]), ("绿色低碳", [2]), ("渔业", [4]), (None, [1])]
    assert (digest.day, digest.at) == (DAY, time(7, 30))


def test_an_entry_stands_once_under_its_strongest_topic() -> None:
    assert groups(arranged(entry(1, "绿色低碳", "要闻"))) == [("绿色低碳", [1])]


def test_who_chose_topics_gets_these_and_under_these() -> None:
    digest = arranged(entry(1, "绿色低碳", "要闻"), entry(2, "绿色低碳"), entry(3), topics=("要闻",))
    assert groups(digest) == [("要闻", [1])]


def test_the_best_comes_first() -> None:
    digest = arranged(
        entry(1, headline=None, page="1"),
        entry(2, page="A06"),
        entry(3, page=None),
        entry(4, page="02-03"),
        entry(5, page="02", length=900),
        entry(6, papers=("甲报", "乙报"), page="9"),
        entry(7, page="A06"),
    )
    assert groups(digest) == [(None, [6, 5, 4, 2, 7, 3, 1])]


def test_captions_boxes_and_fragments_never_stand_in_a_digest() -> None:
    digest = arranged(*(entry(key, kind=kind) for key, kind in enumerate(Kind, 1)))
    shown = {one.article.kind for one in digest.entries}
    assert shown == {Kind.NEWS, Kind.FEATURE, Kind.NOTICE}


def test_notices_stand_under_their_own_topic_only() -> None:
    notice = entry(1, "绿色低碳", kind=Kind.NOTICE)
    assert groups(arranged(notice)) == [("公告", [1])]
    assert groups(arranged(notice, topics=("公告",))) == [("公告", [1])]
    assert arranged(notice, topics=("绿色低碳",)).entries == ()


def test_what_is_over_a_week_old_comes_apart_the_newest_first() -> None:
    digest = arranged(
        entry(1, issued=date(2024, 3, 26)),
        entry(2, issued=date(2024, 3, 27)),
        entry(3, issued=None),
        entry(4, issued=date(2024, 3, 20)),
        entry(5, "要闻", issued=date(2024, 3, 25)),
    )
    assert groups(digest) == [(None, [2, 3])]
    assert [one.id for one in digest.old] == [1, 5, 4]


def test_chosen_topics_hold_for_what_is_old_too() -> None:
    old = date(2024, 1, 1)
    digest = arranged(entry(1, "要闻", issued=old), entry(2, "渔业", issued=old), topics=("要闻",))
    assert [one.id for one in digest.old] == [1]


def test_an_entry_without_summary_fits_no_topic() -> None:
    bare = Entry(entry(1).article, None, id=1)
    assert groups(arranged(bare)) == [(None, [1])]
    assert arranged(bare, topics=("要闻",)).entries == ()


def test_a_story_that_came_as_several_articles_stands_once_by_its_best() -> None:
    digest = arranged(
        entry(1, "要闻", page="5", story="a"), entry(2, "绿色低碳", page="1", story="a"), entry(3)
    )
    assert groups(digest) == [("绿色低碳", [2]), (None, [3])]


def test_the_head_is_told_which_papers_brought_it_and_how_much_there_is_to_read() -> None:
    def of(key: int, paper: str | None) -> Entry:
        made = entry(key, "要闻")
        return replace(made, article=replace(made.article, source=paper))

    digest = arranged(of(1, "乙报"), of(2, "甲报"), of(3, "乙报"), of(4, None), entry(5, kind=Kind.BOX))
    assert digest.papers == ("乙报", "甲报")
    assert digest.characters == 4 * len("标题")
    assert arranged(of(1, "乙报"), topics=("绿色低碳",)).papers == ()
