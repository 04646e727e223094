"""Fetching: what is public within the limits, and nothing else, whatever a server does."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from pathlib import Path

import pytest
from loopback import answer, redirect, to_loopback

from bot.errors import AddressRefused, FetchError
from bot.fetching import Fetcher
from bot.fetching.fetcher import REDIRECTS, USER_AGENT

ENDLESS = b"x" * 10_000


async def test_a_page_comes_with_what_is_said_of_it(server, fetcher) -> None:
    server.answers["/a"] = redirect("/b?c=1")
    server.answers["/b?c=1"] = answer(
        b"page", Content_Type='text/html; charset="GBK"', ETag='"1"', Last_Modified="Wed, 03 Apr 2024"
    )
    fetched = await fetcher.fetch(server.address("/a"))
    assert (fetched.status, fetched.data, fetched.media_type, fetched.charset) == (
        200,
        b"page",
        "text/html",
        "GBK",
    )
    assert fetched.address == server.address("/b?c=1")
    assert (fetched.etag, fetched.last_modified) == ('"1"', "Wed, 03 Apr 2024")
    assert server.headers[0]["host"] == f"paper.example:{server.port}"
    assert server.headers[0]["user-agent"] == USER_AGENT


async def test_what_has_not_changed_is_not_sent_again(server, fetcher) -> None:
    server.answers["/"] = answer(status="304 Not Modified")
    fetched = await fetcher.fetch(server.address(), etag='"1"', last_modified="Wed, 03 Apr 2024")
    assert (fetched.status, fetched.data) == (304, b"")
    assert server.headers[0]["if-none-match"] == '"1"'
    assert server.headers[0]["if-modified-since"] == "Wed, 03 Apr 2024"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/private",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:{port}/private",
        "http://[::ffff:127.0.0.1]:{port}/private",
        "http://localhost:{port}/private",
        "http://2130706433:{port}/private",
        "http://0x7f.1:{port}/private",
        "http://mixed.example:{port}/private",
        "//127.0.0.1:{port}/private",
        "file:///etc/passwd",
        "ftp://paper.example/x",
        "gopher://127.0.0.1:{port}/private",
        "http://user:word@paper.example/",
        "http://public.example:22/",
        "javascript:alert(1)",
        "http://[::1",
        "http://" + "a" * 3000,
        "",
    ],
)
async def test_nothing_private_is_reached_neither_straight_nor_by_a_redirect(server, target) -> None:
    async def look_up(host: str, port: int) -> list[str]:
        known = {"public.example": ["93.184.216.34"], "mixed.example": ["93.184.216.34", "127.0.0.1"]}
        return known.get(host) or ["127.0.0.1"]

    address = target.format(port=server.port)
    async with Fetcher(look_up=look_up, seconds=5) as fetcher:
        with pytest.raises(FetchError, match="fetching: could not"):
            await fetcher.fetch(address)
    server.answers["/start"] = redirect(address)
    server.answers["/private"] = answer(b"secret")
    # The first hop stands for a public host; all that follows is as in earnest.
    first = iter([True])
    async with Fetcher(admits=lambda _: next(first, False), look_up=look_up, seconds=5) as fetcher:
        with pytest.raises(FetchError, match="fetching: could not"):
            await fetcher.fetch(server.address("/start"))
    assert "/private" not in server.asked


async def test_the_address_that_was_checked_is_the_address_that_is_used(server) -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"], ["10.0.0.1"]])
    resolved = []

    async def changing(host: str, port: int) -> list[str]:
        resolved.append(host)
        return next(answers)

    server.answers["/"] = answer(b"page")
    async with Fetcher(admits=lambda each: each == "127.0.0.1", look_up=changing) as fetcher:
        assert (await fetcher.fetch(server.address())).data == b"page"
        assert resolved == ["paper.example"]
        with pytest.raises(AddressRefused):
            await fetcher.fetch(server.address())
        with pytest.raises(AddressRefused):
            await fetcher.fetch(server.address())
    assert len(server.asked) == 1


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    while True:
        writer.write(ENDLESS)
        await writer.drain()


async def slow(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def slow_head(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    await slow(writer)


async def silent(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(20)


async def cut(writer: asyncio.StreamWriter) -> None:
    writer.write(answer(b"x" * 500)[:-400])


BOMB = gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (endless, "more than"),
        (slow, "takes longer than"),
        (slow_head, "takes longer than"),
        (silent, "takes longer than|nothing more came"),
        (cut, "breaks off"),
        (answer(BOMB, Content_Encoding="gzip"), "more than"),
        (answer(zlib.compress(bytes(50_000_000)), Content_Encoding="deflate"), "more than"),
        (answer(gzip.compress(b"page" * 50)[:-20], Content_Encoding="gzip"), "breaks off"),
        (answer(b"page", Content_Encoding="gzip"), "damaged"),
        (answer(b"page", Content_Encoding="br"), "not asked for"),
        (answer(b"page", Content_Encoding="gzip, gzip"), "not asked for"),
        (answer(b"x", Content_Length="99999999999"), "more than"),
        (answer(b"x", Content_Type="video/mp4"), "video/mp4, which is not read"),
        (answer(b"x", Content_Type="application/x-msdownload"), "not read"),
        (answer(status="404 Not Found"), "answers 404"),
        (answer(status="500 Oops"), "answers 500"),
        (b"SSH-2.0-OpenSSH\r\n", "breaks off or is no web page"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000, "breaks off or is no web page"),
        (redirect("/"), f"more than {REDIRECTS} times"),
    ],
)
async def test_what_does_not_keep_to_the_limits_is_refused_in_a_clear_line(server, given, why) -> None:
    server.answers["/"] = given
    async with Fetcher(admits=lambda _: True, look_up=to_loopback, seconds=1, size_limit=100_000) as fetcher:
        with pytest.raises(FetchError, match=rf"^fetching: could not fetch http://\S+: .*({why})"):
            await fetcher.fetch(server.address())


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("pack", "encoding"),
    [
        (gzip.compress, "gzip"),
        (gzip.compress, "x-gzip"),
        (gzip.compress, "deflate"),
        (gzip.compress, "identity"),
        (zlib.compress, "deflate"),
        (raw_deflate, "deflate"),
    ],
)
@pytest.mark.parametrize("text", [b"page", b"<rss>" * 500, b""])
async def test_a_packed_page_is_unpacked_by_what_it_is(server, fetcher, pack, encoding, text) -> None:
    server.answers["/"] = answer(pack(text), Content_Encoding=encoding)
    assert (await fetcher.fetch(server.address())).data == text


@pytest.mark.parametrize(
    "media_type",
    [
        "application/json",
        "application/feed+json",
        "application/x-rss+xml",
        "text/x-rss+xml",
        "x-rss+xml",
        "application/x-xml",
        "binary/octet-stream",
        "application/octet-stream; charset=utf-8",
        "application/force-download",
        "application/x-force-download",
        "rss",
        "",
    ],
)
async def test_a_media_type_that_says_little_is_read(server, fetcher, media_type) -> None:
    server.answers["/"] = answer(b"<rss/>", Content_Type=media_type)
    assert (await fetcher.fetch(server.address())).data == b"<rss/>"


async def test_a_host_that_is_not_there_and_a_closed_port_are_told(fetcher) -> None:
    for address, why in (("http://nowhere.test/", "no such host"), ("http://paper.example:1/", "port 1")):
        with pytest.raises(FetchError, match=why):
            await fetcher.fetch(address)
    with pytest.raises(FetchError, match="cannot be reached"):
        await fetcher.fetch("http://paper.example:9999/")


async def test_a_certificate_is_asked_for_by_the_name_and_checked() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "self_signed.pem")
    names = []
    context.sni_callback = lambda _, name, __: names.append(name)
    listening = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=context)
    port = listening.sockets[0].getsockname()[1]
    async with listening, Fetcher(admits=lambda _: True, look_up=to_loopback, seconds=5) as fetcher:
        with pytest.raises(FetchError, match="its certificate is not valid"):
            await fetcher.fetch(f"https://paper.example:{port}/")
    assert names == ["paper.example"]


async def test_a_proxy_is_given_the_name_and_nothing_private(server) -> None:
    server.answers["http://public.example/a"] = answer(b"page")

    async def look_up(host: str, port: int) -> list[str]:
        if host == "unknown.example":
            raise OSError
        return ["127.0.0.1"] if host == "rebound.example" else ["93.184.216.34"]

    async with Fetcher(proxy=f"http://127.0.0.1:{server.port}", look_up=look_up, seconds=5) as fetcher:
        assert (await fetcher.fetch("http://public.example/a")).data == b"page"
        server.answers["http://unknown.example/a"] = answer(b"page")
        assert (await fetcher.fetch("http://unknown.example/a")).data == b"page"
        for host in (
            *("rebound.example", "127.0.0.1", "10.0.0.8", "[::1]", "169.254.169.254", "localhost"),
            *("router.lan", "vault.internal", "printer.local", "intranet"),
        ):
            with pytest.raises(FetchError):
                await fetcher.fetch(f"http://{host}/a")
    assert server.asked == ["http://public.example/a", "http://unknown.example/a"]


async def test_no_proxy_of_the_surroundings_is_used(server, fetcher, monkeypatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.answers["/"] = answer(b"page")
    async with Fetcher(admits=lambda _: True, look_up=to_loopback) as fetcher:
        assert (await fetcher.fetch(server.address())).data == b"page"
