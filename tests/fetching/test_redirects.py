"""Pages that send their reader on: what is followed, and within which limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import answer

from bot.errors import AddressRefused, FetchError
from bot.fetching import Fetcher
from bot.fetching.fetcher import REDIRECTS
from bot.fetching.redirects import sent_on

AT = "https://paper.example/a/index.html"
TO = "https://paper.example/a/html/node_1.htm"
TARGET = "html/node_1.htm"
TEXT = "改建后的临江渡口第一次点灯，候船厅里摆进了六千册图书。" * 20


@pytest.mark.parametrize(
    "page",
    [
        f'<meta http-equiv="refresh" content="0;url={TARGET}">',
        f"<META CONTENT='3; URL=\"{TARGET}\"' HTTP-EQUIV=REFRESH>",
        f'<meta http-equiv=Refresh content="0, {TARGET}"><p>正在跳转</p>',
        f"<meta http-equiv='refresh' content='0;url={TARGET}'><p>{TEXT}</p>",
        f'<script>window.location.href="{TARGET}"</script>',
        f"<script>location.href='{TARGET}';</script>",
        f"<script>location = '{TARGET}'\n</script>",
        f'<script>self.location="{TARGET}";</script>',
        f'<script>top.location.replace("{TARGET}");</script>',
        f"<script>location.assign('{TARGET}')</script>",
        f"<script>document.location.href='{TARGET}'</script>",
        f"<script>setTimeout(\"window.location.href='{TARGET}'\", 3000)</script>",
        f"<script>setTimeout(function(){{location.href='{TARGET}'}}, 0)</script>",
        f"<body onload=\"location.href='{TARGET}'\">",
        '<script>location.href="html\\/node_1\\u002ehtm"</script>',
        f'<script>// if (mobile) location.href="m"\nlocation.href="{TARGET}"</script>',
        f"<script>/* location.href='old' */ location.href='{TARGET}'</script>",
    ],
)
def test_a_page_that_only_sends_on_is_left(page):
    assert sent_on(f"<html><head>{page}</head></html>".encode(), AT) == TO


@pytest.mark.parametrize(
    "page",
    [
        f'<meta http-equiv="refresh" content="300;url={TARGET}">',
        f'<meta http-equiv="refresh" content="20;url={TARGET}"><p>{TEXT}</p>',
        '<meta http-equiv="refresh" content="5">',
        '<meta http-equiv="refresh" content="0;url=index.html#top">',
        f'<!-- <meta http-equiv="refresh" content="0;url={TARGET}"> -->',
        f'<noscript><meta http-equiv="refresh" content="0;url={TARGET}"></noscript>',
        f'<script>if (/Mobile/.test(navigator.userAgent)) location.href="{TARGET}"</script>',
        f'<script>small && (location.href="{TARGET}")</script>',
        f'<script>location.href="{TARGET}"</script><p>{TEXT}</p>',
        f'<script>location.href="{TARGET}" + day</script>',
        f'<script>item.location="{TARGET}"</script>',
        f'<script>var text = "location.href"; x = location.href == "{TARGET}"</script>',
    ],
)
def test_a_page_that_is_to_be_read_is_read(page):
    assert sent_on(f"<html><head>{page}</head></html>".encode(), AT) is None


@given(
    st.text(alphabet="<>!-/*\\'\"=;location.href meta refresh script", max_size=300), st.binary(max_size=60)
)
def test_any_page_is_looked_at(text, tail):
    sent_on(b"<html><script>" + text.encode() + tail, AT)


async def test_what_a_page_sends_on_to_is_fetched(server, fetcher):
    server.answers["/"] = answer(b'<html><script>location.href="/b"</script></html>')
    server.answers["/b"] = answer(b"<html></html>", Refresh="0; url=/c")
    server.answers["/c"] = answer(b"<html><p>page</p></html>")
    assert (await fetcher.fetch(server.address())).address == server.address("/c")


async def test_pages_that_send_on_and_on_are_left(server, fetcher):
    for number in range(REDIRECTS + 2):
        page = f'<html><meta http-equiv="refresh" content="0;url=/{number + 1}"></html>'
        server.answers[f"/{number}"] = answer(page.encode())
    with pytest.raises(FetchError, match="more than"):
        await fetcher.fetch(server.address("/0"))


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://localhost/", "file:///etc/passwd", "javascript:x()"]
)
async def test_nothing_private_is_reached_by_a_page_that_sends_on(server, fetcher: Fetcher, target):
    server.answers["/"] = answer(f'<html><script>location.href="{target}"</script></html>'.encode())
    with pytest.raises((AddressRefused, FetchError)):
        await fetcher.fetch(server.address())
    assert server.asked == ["/"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
async def test_an_address_in_a_location_need_not_be_ascii(server, fetcher, encoding):
    location = "/数字报/第一版.html".encode(encoding)
    server.answers["/"] = b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nX-Served-By: \xff\r\n\r\n"
    server.answers["/%E6%95%B0%E5%AD%97%E6%8A%A5/%E7%AC%AC%E4%B8%80%E7%89%88.html"] = answer(b"page")
    assert (await fetcher.fetch(server.address())).data == b"page"
