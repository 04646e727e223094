"""Which lines of a Word document are headlines, which are subheads."""

from __future__ import annotations

import pytest
from word_samples import headline, paragraph, word

from bot.reading.documents import read_document

HEAD, OTHER = "渡口改建成江畔书房", "公交加开夜班"
SUBHEADS = ("一张借书证走遍全城", "夜里也亮着的灯")
BYLINE = "本报记者 林秋实"
TEXT = "改建后的临江渡口第一次点灯，候船厅里摆进了六千册图书。"
LEDE = "本报讯（记者 林秋实）"


def shape(body: str) -> list[tuple[str | None, list[str]]]:
    """The headline and the subheads of each article."""
    [page] = read_document(word(body), "a.docx").pages
    return [(each.headline, [subhead.text for subhead in each.subheads]) for each in page.articles]


def sections(style: str, *heads: str, opening: str = "") -> str:
    return "".join(paragraph(head, style) + paragraph(opening + TEXT) for head in heads)


ONE = [(HEAD, list(SUBHEADS))]
TWO = [(HEAD, []), (OTHER, [])]


@pytest.mark.parametrize("style", ["heading1", "heading2"])
@pytest.mark.parametrize(
    "head",
    [
        headline(HEAD, bold=True),
        headline(HEAD, bold=True, centred=False),
        headline(HEAD, half_points=44),
        headline(HEAD, half_points=44, centred=False),
        headline(HEAD),
        paragraph(HEAD),
        paragraph(HEAD, "Title"),
    ],
    ids=["bold", "bold at the left", "large", "large at the left", "centred", "plain", "title"],
)
def test_a_headline_set_by_hand_over_styled_subheads_heads_one_article(head, style):
    assert shape(head + paragraph(TEXT) + sections(style, *SUBHEADS)) == ONE
    assert shape(head + paragraph(BYLINE) + sections(style, *SUBHEADS)) == ONE


def test_a_headline_set_by_hand_stands_at_once_over_its_first_subhead():
    assert shape(headline(HEAD, bold=True) + sections("heading2", *SUBHEADS)) == ONE
    numbered = ("一、" + SUBHEADS[0], "二、" + SUBHEADS[1])
    assert shape(headline(HEAD, bold=True) + sections("heading1", *numbered)) == [(HEAD, list(numbered))]
    assert shape(paragraph(HEAD, "Title") + sections("heading1", *SUBHEADS)) == ONE


def test_several_headlines_set_by_hand_head_several_articles():
    body = "".join(
        headline(head, bold=True) + paragraph(TEXT) + sections("heading2", *SUBHEADS)
        for head in (HEAD, OTHER)
    )
    assert shape(body) == [(HEAD, list(SUBHEADS)), (OTHER, list(SUBHEADS))]


def test_styled_headlines_keep_subheads_set_by_hand():
    for style in ("heading1", "heading2", "HouseHead"):
        body = paragraph(HEAD, style) + paragraph(TEXT) + headline(SUBHEADS[0], bold=True) + paragraph(TEXT)
        assert shape(body + sections(style, OTHER)) == [(HEAD, [SUBHEADS[0]]), (OTHER, [])]


@pytest.mark.parametrize("title", [headline("本周来稿", bold=True), paragraph("本周来稿", "Title")])
def test_signed_articles_under_the_title_of_a_file_stay_apart(title):
    body = "".join(
        paragraph(head, "heading1") + paragraph(BYLINE) + paragraph(TEXT) for head in (HEAD, OTHER)
    )
    assert shape(title + body) == TWO
    assert shape(title + sections("heading1", HEAD, OTHER, opening=LEDE)) == TWO


def test_an_article_set_by_hand_stands_before_signed_ones_under_styles():
    body = headline("编者的话", bold=True) + paragraph(TEXT) + sections("heading1", HEAD, OTHER, opening=LEDE)
    assert shape(body) == [("编者的话", []), *TWO]


def test_a_kicker_set_by_hand_stands_over_a_styled_headline():
    body = headline("老码头有了新去处", bold=True) + sections("heading1", HEAD, OTHER)
    assert shape(body) == TWO


def test_a_salutation_before_styled_headlines_is_no_headline():
    assert (
        shape(paragraph("各位编辑：") + paragraph("以下是今天的稿件。") + sections("heading1", HEAD, OTHER))[
            1:
        ]
        == TWO
    )


def test_a_paragraph_in_a_heading_style_is_text():
    assert shape(paragraph(HEAD, "heading1") + paragraph(TEXT * 3, "heading2") + paragraph(TEXT)) == [
        (HEAD, [])
    ]
