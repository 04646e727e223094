"""What golden files do not show: which of two things a view says, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from message_samples import (
    CARD,
    DIGEST,
    FOUND,
    HARBOUR,
    HARBOUR_ENTRY,
    HYDROGEN_ENTRY,
    SIGNED_CARD,
    SUBSCRIPTION,
    TAIL_DRAFT,
    TODAY,
    UNTITLED_DRAFT,
)
from message_views import PAGE

from bot.message.callbacks import decode
from bot.message.languages import translator
from bot.message.markup import to_plain
from bot.message.views import article, digest, editor, problems, search, settings
from bot.message.views.settings import Change
from bot.model import CardItem, Digest, DigestGroup, Edition, Length, PageCard, Summary

T = translator("zh")
IMPRINT = "改报名/刊期/版次"


def _labels(message):
    return [button.label for row in message.buttons for button in row]


def _lines(message):
    return to_plain(message.text).split("\n")


def test_an_event_date_never_stands_as_an_issue_date():
    shown = to_plain(article.article(T, HYDROGEN_ENTRY, today=TODAY).text)
    assert "YZG，刊期未录\n文中日期：2023年12月30日" in shown


def test_an_event_date_that_is_the_issue_date_is_not_said_twice():
    entry = replace(HARBOUR_ENTRY, article=replace(HARBOUR, event_date=HARBOUR.issue_date))
    assert "文中日期" not in article.article(T, entry, today=TODAY).text


def test_a_headline_stands_with_its_kicker_where_it_has_no_subheadline():
    entry = replace(HARBOUR_ENTRY, article=replace(HARBOUR, subheadline=None))
    lines = _lines(digest.digest(T, Digest(TODAY, None, (DigestGroup(None, (entry,)),))))
    assert lines[lines.index("1 “港”越走越宽 “路”越走越长") + 1] == "  向海而兴"


def test_many_authors_are_others():
    entry = replace(HARBOUR_ENTRY, article=replace(HARBOUR, authors=tuple("甲乙丙丁戊己庚")))
    assert "甲 乙 丙 丁 戊 己 等" in article.article(T, entry, today=TODAY).text


def test_a_reference_that_a_button_cannot_copy_can_still_be_tapped():
    entry = replace(HARBOUR_ENTRY, article=replace(HARBOUR, headline="长" * 250))
    message = article.citation(T, entry)
    assert _labels(message) == ["返回文章"]
    assert "<code>" in message.text


def test_without_a_summary_the_text_begins():
    entry = replace(HARBOUR_ENTRY, summary=None)
    lines = _lines(digest.digest(T, Digest(TODAY, None, (DigestGroup(None, (entry,)),))))
    assert "  4月2日，云州港航合作大会开幕，126家企业到会。" in lines[6]


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (None, "今日报摘"),
        (time(7, 30), "报摘早报"),
        (time(10, 59), "报摘早报"),
        (time(11), "报摘午报"),
        (time(17), "报摘晚报"),
        (time(0), "报摘早报"),
    ],
)
def test_a_digest_is_called_by_its_hour(at, name):
    assert _lines(digest.digest(T, replace(DIGEST, at=at)))[0] == f"{name}｜4月3日 周三"


def test_items_that_do_not_fit_go_behind_the_button_with_their_numbers():
    wordy = replace(HARBOUR, headline="长" * 120, subheadline="副" * 120)
    entries = tuple(replace(HARBOUR_ENTRY, id=number, article=wordy) for number in range(1, 31))
    message = digest.digest(T, Digest(TODAY, None, (DigestGroup("外贸", entries),)), limit=30, composition=9)
    shown = [label for label in _labels(message) if label.isdigit()]
    assert 5 < len(shown) < 30
    assert f"\n{len(shown)} 长" in to_plain(message.text)
    assert decode(message.buttons[-1][0].data).args == ("9", str(len(shown)))
    assert message.buttons[-1][0].label == f"更多{30 - len(shown)}篇"


@pytest.mark.parametrize(
    ("length", "shown"),
    [(Length.HEADLINE, 0), (Length.SHORT, 1), (Length.FULL, 3)],
)
def test_a_digest_is_as_long_as_wanted(length, shown):
    sentences = (
        "云州港航合作大会开幕，" + "各地来宾谈合作" * 6 + "。",
        "十八个项目签约。",
        "五条航线将开。",
    )
    entry = replace(HARBOUR_ENTRY, summary=Summary(sentences))
    message = digest.digest(T, Digest(TODAY, None, (DigestGroup(None, (entry,)),)), length=length)
    assert sum(sentence in message.text for sentence in sentences) == shown
    rest = digest.rest(T, [entry], total=1, offset=0, limit=5, composition=9, today=TODAY, length=length)
    assert sum(sentence in rest.text for sentence in sentences) == shown


def test_further_pages_leave_to_the_next_what_does_not_fit():
    wordy = replace(HARBOUR, headline="长" * 120, subheadline="副" * 120)
    entries = [
        replace(HARBOUR_ENTRY, id=number, article=wordy, summary=Summary(("述" * 500,)))
        for number in range(1, 31)
    ]
    offset, seen = 0, []
    while True:
        page = digest.rest(
            T,
            entries[offset : offset + 20],
            total=len(entries),
            offset=offset,
            limit=20,
            composition=9,
            today=TODAY,
            length=Length.FULL,
        )
        seen += [int(label) for label in _labels(page) if label.isdigit()]
        assert not to_plain(page.text).endswith("…")
        [following] = [one for one in page.buttons[-1] if one.label == "下一页"] or [None]
        if following is None:
            break
        offset = int(decode(following.data).args[1])
    assert seen == list(range(1, 31))


def test_a_digest_of_old_papers_alone_counts_nothing_new():
    message = digest.digest(T, replace(DIGEST, groups=(), papers=()))
    assert _lines(message)[1] == "旧报1篇，约1分钟"


@pytest.mark.parametrize(
    ("papers", "named"),
    [
        (("云州日报",), "《云州日报》"),
        (("云州日报", "港城晚报"), "《云州日报》《港城晚报》"),
        (("云州日报", "YZG"), "《云州日报》、YZG"),
        (("云州日报", "港城晚报", "YZG"), "《云州日报》《港城晚报》等3份报纸"),
    ],
)
def test_the_head_names_the_papers_of_the_digest_or_how_many_there_are(papers, named):
    head = _lines(digest.digest(T, replace(DIGEST, papers=papers)))[1]
    assert head == f"{named}｜新报2篇，旧报1篇，约1分钟"


def test_a_bound_below_the_total_is_shown_as_such_and_there_is_more():
    found = replace(FOUND, total=1000, total_exact=False)
    message = search.results(T, found, **PAGE)
    assert "“氢能”：1000+篇" in message.text
    assert "下一页" in _labels(message)


def test_the_last_page_has_no_next():
    message = search.results(T, replace(FOUND, total=12), **{**PAGE, "offset": 10})
    assert "下一页" not in _labels(message)
    assert "上一页" in _labels(message)


def test_only_those_hits_are_called_near_that_are():
    exact = replace(FOUND, hits=FOUND.hits[:1], total=1)
    assert "仅供参考" not in search.results(T, exact, **PAGE).text


def test_next_push_is_told_in_the_zone_of_the_subscription():
    subscription = replace(SUBSCRIPTION, zone="Europe/Berlin")
    change = Change(subscription, datetime(2024, 12, 31, 23, 30, tzinfo=UTC), date(2024, 12, 31))
    assert _lines(settings.resumed(T, change))[-1] == "下次推送：2025年1月1日 周三 00:30（柏林时间）"


def test_without_a_next_time_there_is_no_push():
    assert _lines(settings.subscribed(T, Change(SUBSCRIPTION, None, TODAY)))[-1] == "下次推送：无（未订阅）"


def test_the_publishing_button_names_the_sure_ones_by_their_numbers():
    items = [
        *CARD.items[:2],
        CardItem(UNTITLED_DRAFT, sure=False),
        CARD.items[0],
        CARD.items[1],
        CARD.items[3],
    ]
    card = replace(CARD, items=(*items, replace(CARD.items[0])))
    assert _labels(editor.page_card(T, card, today=TODAY))[0] == "签发1–2、4–5、7"


def test_where_nothing_is_sure_all_but_halves_can_be_signed_by_who_has_read_the_card():
    card = replace(CARD, items=CARD.items[2:])
    assert _labels(editor.page_card(T, card, today=TODAY)) == ["签发1", "看1", "看2", IMPRINT]
    halves = replace(CARD, items=CARD.items[3:])
    assert _labels(editor.page_card(T, halves, today=TODAY)) == ["看1", IMPRINT]


def test_published_articles_cannot_be_published_again():
    assert not any("签发" in label for label in _labels(editor.page_card(T, SIGNED_CARD, today=TODAY)))


def test_a_fragment_without_its_origin_says_so_too():
    entry = replace(TAIL_DRAFT, article=replace(TAIL_DRAFT.article, continues_from=None, doubts=()))
    message = editor.page_card(T, PageCard(1, "x", (CardItem(entry, sure=False),)), today=TODAY)
    assert "续文，未见上文，暂扣" in message.text


def test_a_doubt_without_a_name_is_still_to_look_at():
    message = editor.page_card(T, PageCard(1, "x", (CardItem(HARBOUR_DRAFT, sure=False),)), today=TODAY)
    assert "！1 待看：“港”越走越宽" in message.text


HARBOUR_DRAFT = CARD.items[0].entry


def test_printings_beyond_what_a_message_holds_are_counted():
    long = replace(HARBOUR, paragraphs=tuple(f"第{number}段写的是港口甲。" for number in range(12)))
    other = replace(HARBOUR, paragraphs=tuple(f"第{number}段写的是港口乙。" for number in range(12)))
    entry = replace(
        HARBOUR_ENTRY,
        article=long,
        editions=(Edition("甲报", None, None, long), Edition("乙报", None, None, other)),
    )
    assert "另有4处不同" in article.editions(T, entry).text


def test_printings_in_the_same_words_say_so():
    moved = replace(HARBOUR, page="8")
    entry = replace(
        HARBOUR_ENTRY, editions=(Edition("甲报", None, "7", HARBOUR), Edition("甲报", None, "8", moved))
    )
    assert "文字相同" in article.editions(T, entry).text


def test_a_pressed_button_is_told_in_a_few_words():
    assert problems.note(problems.stale(T)) == "这个按钮已过期，请重新查。"
    assert article.save_note(T, True) == "已收藏"
    assert article.save_note(T, False) == "已取消收藏"


def test_a_card_tells_the_gist_and_does_not_repeat_its_figures():
    summary = replace(HARBOUR_ENTRY.summary, gist="18个项目签约，总投资92.5亿元。")
    shown = to_plain(article.article(T, replace(HARBOUR_ENTRY, summary=summary), today=TODAY).text)
    assert summary.gist in shown
    assert "· 18个项目总投资92.5亿元" not in shown
    assert "· 总投资同比增长31.4%" in shown
