"""Web pages whose elements stand deeper in one another than anybody looks."""

from __future__ import annotations

import pytest

from bot.errors import NothingToRead
from bot.reading.documents import read_document

SENTENCE = "市里今年修好了三座桥，老街的居民出门更方便了。"


@pytest.mark.parametrize("depth", [60, 300, 3_000])
def test_a_page_whose_texts_stand_in_one_another_is_read_or_refused(depth: int) -> None:
    body = f"<div>{SENTENCE}" * depth + "</div>" * depth
    page = f"<html><head><title>老街修好石桥</title></head><body><h1>老街修好石桥</h1>{body}</body></html>"
    try:
        document = read_document(page.encode(), "page.html")
    except NothingToRead:
        return
    assert all(SENTENCE in article.text for page in document.pages for article in page.articles)
