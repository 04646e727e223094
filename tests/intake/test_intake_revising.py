"""What an editor does to a text: nothing of it is lost, and subheads stay before their paragraphs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import IntakeError
from bot.intake import revising
from bot.model import Article, Doubt, Kind, Subhead

ARTICLE = Article(
    id="p-1",
    kind=Kind.NEWS,
    headline="渡口通了桥",
    paragraphs=("渡口的桥通了。", "老渡口留作纪念。", "桥上装了灯。", "灯夜里才亮。"),
    subheads=(Subhead("桥", 0), Subhead("灯", 2)),
    authors=("林一",),
    continues_to="7",
)


@st.composite
def articles(draw):
    paragraphs = draw(st.lists(st.text("渡口桥灯。", min_size=1, max_size=5), min_size=1, max_size=6))
    places = draw(st.lists(st.integers(0, len(paragraphs) - 1), max_size=3, unique=True))
    subheads = tuple(Subhead(f"题{at}", at) for at in sorted(places))
    return replace(ARTICLE, paragraphs=tuple(paragraphs), subheads=subheads)


def before(article):
    """What each subhead stands before."""
    return {each.text: article.paragraphs[each.before_paragraph] for each in article.subheads}


def test_a_word_is_counted_and_replaced_throughout():
    assert revising.count(ARTICLE, "桥") == (2, 2)
    changed = revising.replaced(ARTICLE, "桥", "大桥")
    assert changed.headline == "渡口通了大桥"
    assert changed.subheads[0].text == "大桥"
    assert changed.paragraphs[2] == "大桥上装了灯。"
    assert revising.replaced(ARTICLE, "渡口通了桥", "").headline is None


def test_no_paragraph_is_replaced_away():
    with pytest.raises(IntakeError):
        revising.replaced(ARTICLE, "灯夜里才亮。", "")


def test_a_subhead_at_the_cut_becomes_the_headline():
    first, second = revising.split_before(ARTICLE, 2)
    assert (first.headline, first.continues_to) == ("渡口通了桥", None)
    assert (second.headline, second.doubts, second.continues_to) == ("灯", (), "7")
    _, untitled = revising.split_before(ARTICLE, 1)
    assert untitled.doubts == (Doubt.HEADLINE_MISSING,)
    assert before(untitled) == {"灯": "桥上装了灯。"}


@pytest.mark.parametrize("index", [-1, 0, 4, 99])
def test_an_article_is_not_split_where_a_part_would_be_empty(index):
    with pytest.raises(IntakeError):
        revising.split_before(ARTICLE, index)


@given(articles(), articles())
def test_splitting_undoes_appending(article, other):
    both = revising.appended(article, replace(other, headline="另一篇"))
    first, second = revising.split_before(both, len(article.paragraphs))
    assert (first.paragraphs, second.paragraphs) == (article.paragraphs, other.paragraphs)
    assert second.headline == "另一篇"
    assert before(first) == before(article)
    kept = {text: paragraph for text, paragraph in before(other).items() if text != "题0"}
    assert {text: each for text, each in before(second).items() if text != "题0"} == kept


@given(articles(), articles(), st.integers(0, 5), st.booleans())
def test_moving_a_paragraph_loses_none(article, other, index, to_end):
    if index >= len(article.paragraphs) or len(article.paragraphs) == 1:
        with pytest.raises(IntakeError):
            revising.moved(article, index, other, to_end=to_end)
        return
    rest, more = revising.moved(article, index, other, to_end=to_end)
    assert sorted(rest.paragraphs + more.paragraphs) == sorted(article.paragraphs + other.paragraphs)
    assert more.paragraphs[-1 if to_end else 0] == article.paragraphs[index]
    assert before(more) == before(other)
    for each in rest.subheads:
        assert each.before_paragraph < len(rest.paragraphs)


@given(articles(), st.integers(0, 5), st.sampled_from(["新的。", "新的。\n又一段。", "", "\n \n"]))
def test_a_paragraph_is_set_and_the_others_stay(article, index, text):
    new = text.split()
    if index >= len(article.paragraphs) or (not new and len(article.paragraphs) == 1):
        with pytest.raises(IntakeError):
            revising.with_paragraph_set(article, index, text)
        return
    changed = revising.with_paragraph_set(article, index, text)
    assert list(changed.paragraphs) == [
        *article.paragraphs[:index],
        *new,
        *article.paragraphs[index + 1 :],
    ]
    for each in article.subheads:
        if each.before_paragraph != index and each in changed.subheads:
            assert before(changed)[each.text] == before(article)[each.text]


def test_a_subhead_after_a_paragraph_that_becomes_two_moves_with_its_own():
    changed = revising.with_paragraph_set(ARTICLE, 1, "一。\n二。")
    assert before(changed)["灯"] == "桥上装了灯。"
