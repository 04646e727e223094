"""A page in radicals is the page in plain characters, in whatever kind of file it comes."""

from __future__ import annotations

from datetime import date

import pytest
from word_samples import headline, paragraph, run, word

from bot.interchange.articles import article_from_json
from bot.reading.documents import read_document
from bot.reading.page import read_page
from bot.text.query import parse

RADICALS = str.maketrans("日月长车民马青龙人水户门风见面生用行", "⽇⽉⻓⻋⺠⻢⾭⻰⼈⽔⼾⻔⻛⻅⾯⽣⽤⾏")
TITLE = "青龙河畔人车分行"
BODY = (
    "本报讯 4月2日，青龙河畔的步行长廊开门迎客，沿河住户从家门口就能走到水边，用时不到十分钟。",
    "民间剪纸和风筝在长廊里展出，马年新样卖出三百多张，面塑摊前排起长队，来客见了都说好看，生意也好。",
)

TEXT = "\n\n".join(("潍州日报 2024年4月3日 星期三 3版", TITLE, "□潍州日报记者 马青", *BODY))
MARKDOWN = "\n\n".join(("潍州日报 2024年4月3日 第3版", f"# {TITLE}", "本报记者 马青", *BODY))
WEB = (
    f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>潍州日报 2024年4月3日</p>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in BODY * 2)
    + "</article></body></html>"
)


def in_word(text: str) -> bytes:
    body = "".join(paragraph(run(each.translate(RADICALS))) for each in BODY)
    return word(headline(text.translate(RADICALS)) + body)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.translate(RADICALS).encode()),
        ("a.txt", TEXT.translate(RADICALS).encode("gb18030")),
        ("a.txt", TEXT.translate(RADICALS).encode("utf-16")),
        ("a.md", MARKDOWN.translate(RADICALS).encode()),
        ("a.html", WEB.translate(RADICALS).encode()),
        ("a.html", WEB.translate(RADICALS).encode("ascii", "xmlcharrefreplace")),
        ("a.docx", in_word(TITLE)),
    ],
)
def test_a_file_in_radicals_is_read_in_characters(name: str, data: bytes) -> None:
    named = f"潍州日报_2024-04-03_03_{name}".translate(RADICALS)
    [page] = read_document(data, named).pages
    [article] = page.articles
    assert article.headline == TITLE
    assert set(BODY[0][-20:]) <= set(article.text)
    assert article.text == article.text.translate(dict.fromkeys(RADICALS.values()))
    assert (article.source, article.issue_date) == ("潍州日报", date(2024, 4, 3))


def test_an_exported_article_in_radicals_is_taken_in_characters() -> None:
    fields = {"id": "⼈", "kind": "news", "headline": TITLE, "paragraphs": BODY, "authors": ["马青"]}
    in_radicals = fields | {
        "headline": TITLE.translate(RADICALS),
        "paragraphs": [each.translate(RADICALS) for each in BODY],
        "authors": ["马青".translate(RADICALS)],
    }
    assert article_from_json(in_radicals) == article_from_json(fields)
    assert article_from_json(in_radicals).id == "⼈"


def test_what_is_asked_in_radicals_is_asked() -> None:
    asked = "有没有关于青龙河的新闻 来源:潍州日报 日期:4月3日 -标题:马"
    assert parse(asked.translate(RADICALS), date(2024, 4, 10)) == parse(asked, date(2024, 4, 10))


def test_traditional_pages_keep_their_own_characters() -> None:
    [article] = read_page("門戶開放\n\n" + "車站與長門之間的馬車，龍頭見風而行。" * 3, "a.txt").articles
    assert "車站與長門之間的馬車" in article.text
