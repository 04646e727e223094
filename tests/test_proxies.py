"""The proxy: which addresses are taken, whose variables count, and a password that stands nowhere."""

from __future__ import annotations

import asyncio
import logging
import os
import struct
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from telegram.error import NetworkError

from bot.commands.reaching import examine_proxy
from bot.connections import TelegramRequest
from bot.delivery.errors import Meaning, judge
from bot.errors import ConfigurationError, FetchError
from bot.fetching import Fetcher
from bot.logs import OneLine
from bot.proxies import check_proxy
from bot.settings import Settings, load_settings
from tests.loopback import Server, answer, serving, to_loopback

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "s3cret"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:7890",
        "HTTP://proxy.example:8080/",
        "https://reader:s3cret@proxy.example",
        "socks5://10.0.0.1:1080",
        "socks5h://reader:s3%40%3A%2Fcret@[::1]:1080",
    ],
)
def test_an_address_that_can_be_used_is_taken(address: str) -> None:
    assert check_proxy(f" {address}\n") == address
    httpx.AsyncHTTPTransport(proxy=address)


REFUSED = [
    *("127.0.0.1:7890", "reader:s3cret@10.0.0.1:7890", "//reader:s3cret@10.0.0.1:7890", "s3cret"),
    *("socks://127.0.0.1:7890/", "socks4://reader:s3cret@h:1", "ftp://reader:s3cret@h:1", "://s3cret"),
    *("http://", "http://:7890", "http://reader:s3cret@", "http://h:0", "http://h:99999", "http://h:s3cret"),
    *("http://reader:s3cret@h:port", "http://reader:s3cret#@h:1", "http://reader:s3cret/@h:1", "http://[::1"),
    *("http://reader:pass@s3cret@h:1", "http://h:1/s3cret", "http://h:1?s3cret", "http://s3 cret:1"),
    *("http://reader:s3cret@h:1,http://h:2", "http://reader:s3cret@h\x00:1", "socks5://:1"),
    f"socks5://reader:{PASSWORD * 50}@h:1",
]


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_cannot_be_used_is_refused_without_being_shown(address: str) -> None:
    with pytest.raises(ValueError) as refused:
        check_proxy(address)
    assert PASSWORD not in str(refused.value)
    assert refused.value.__cause__ is None
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("command", ["serve", "doctor"])
@pytest.mark.parametrize("address", ["127.0.0.1:7890", "reader:s3cret@10.0.0.1:7890", "socks://r:s3cret@h:1"])
def test_a_command_ends_with_one_line_and_exit_code_2(command: str, address: str, tmp_path: Path) -> None:
    ended = run(command, tmp_path, BAOZHAI_PROXY=address)
    assert ended.returncode == 2
    [line] = (ended.stdout + ended.stderr).splitlines()
    assert "BAOZHAI_PROXY" in line
    assert PASSWORD not in line


def test_doctor_gives_a_configuration_that_is_refused_as_json(tmp_path: Path) -> None:
    ended = run("doctor", tmp_path, "--json", BAOZHAI_RATE="none")
    assert (ended.returncode, ended.stderr) == (2, "")
    assert '"sound": false' in ended.stdout
    assert "BAOZHAI_RATE" in ended.stdout


def run(command: str, tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BAOZHAI_")}
    given = {"BAOZHAI_TOKEN": f"1:{'A' * 35}", "BAOZHAI_DB": str(tmp_path / "b.db"), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "run_bot.py", command, *arguments],
        cwd=ROOT,
        env=environment | given | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("setting", "value"), [("api_base_url", "h:8081/bot"), ("api_base_file_url", "h/f")])
def test_the_address_of_another_server_needs_a_scheme(setting: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=f"BAOZHAI_{setting.upper()}.*http://"):
        load_settings(**{setting: value})


def test_the_password_stands_neither_in_the_settings_nor_in_the_log() -> None:
    settings = load_settings(proxy="http://reader:s3cret%40@10.0.0.1:7890")
    assert PASSWORD not in f"{settings!r} {settings}"
    told = "to http://reader:s3cret%40@10.0.0.1:7890 with s3cret@ or s3cret%40"
    line = OneLine(settings.secrets).format(logging.LogRecord("bot", 20, __file__, 1, told, (), None))
    assert PASSWORD not in line
    assert "10.0.0.1:7890" in line


def test_an_empty_setting_is_no_proxy() -> None:
    assert load_settings(proxy=" ").proxy_address is None


OTHERS = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@pytest.fixture(params=["socks://127.0.0.1:9/", "http://127.0.0.1:9", "not an address"])
def others(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OTHERS:
        monkeypatch.setenv(name, request.param)
        monkeypatch.setenv(name.lower(), request.param)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "::1,[fe80::1],10.0.0.0/8,*.example")


@pytest.mark.usefixtures("others")
async def test_no_variable_of_other_programs_counts_for_telegram_nor_for_the_web() -> None:
    async with serving() as server:
        server.answers["/"] = answer(b"page")
        request = TelegramRequest()
        assert await request.do_request(f"http://127.0.0.1:{server.port}/", "GET") == (200, b"page")
        await request.shutdown()
        async with Fetcher(admits=lambda _: True, look_up=to_loopback) as fetcher:
            assert (await fetcher.fetch(server.address())).data == b"page"


@pytest.mark.usefixtures("others")
async def test_what_no_proxy_names_goes_through_the_proxy_that_is_set() -> None:
    async with serving() as proxy:
        proxy.answers["http://10.0.0.1/"] = answer(b"through")
        request = TelegramRequest(proxy=f"http://127.0.0.1:{proxy.port}")
        assert await request.do_request("http://10.0.0.1/", "GET") == (200, b"through")
        await request.shutdown()


async def test_a_proxy_that_speaks_another_protocol_is_an_error_of_the_connection() -> None:
    async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(greet, "127.0.0.1", 0)
    proxy = f"socks5://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    async with listening:
        request = TelegramRequest(proxy=proxy)
        with pytest.raises(NetworkError) as refused:
            await request.do_request("http://10.0.0.1/", "GET")
        await request.shutdown()
        assert judge(refused.value).meaning is Meaning.LATER
        async with Fetcher(proxy=proxy, look_up=elsewhere) as fetcher:
            with pytest.raises(FetchError, match="cannot be reached"):
                await fetcher.fetch("http://paper.example/")


async def elsewhere(host: str, port: int) -> list[str]:
    return ["93.184.216.34"]


def test_doctor_says_of_which_other_proxies_it_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*OTHERS, *map(str.lower, OTHERS)]:
        monkeypatch.delenv(name, raising=False)
    assert examine_proxy(Settings()).told == "none"
    monkeypatch.setenv("all_proxy", "socks://r:s3cret@h:1")
    finding = examine_proxy(Settings())
    assert finding.sound
    assert "all_proxy" in finding.told
    assert PASSWORD not in finding.told


async def test_doctor_asks_telegram_through_a_proxy() -> None:
    async with serving() as proxy:
        for status, sound in (
            *(("200 OK", True), ("404 Not Found", True)),
            *(("407 Proxy Authentication Required", False), ("502 Bad Gateway", False)),
        ):
            proxy.answers["http://telegram.example/"] = answer(status=status)
            finding = await asyncio.to_thread(
                examine_proxy, through(f"http://r:s3cret@127.0.0.1:{proxy.port}")
            )
            assert (finding.sound, finding.what) == (sound, "proxy")
            assert f"http://127.0.0.1:{proxy.port}" in finding.told
            assert "telegram.example" in finding.told
            assert PASSWORD not in finding.told
        assert set(proxy.asked) == {"http://telegram.example/"}


async def test_doctor_asks_telegram_through_socks_with_a_password() -> None:
    async with serving() as server, socks(server) as port:
        server.answers["/"] = answer()
        right = await asyncio.to_thread(examine_proxy, through(f"socks5://r:s3cret@127.0.0.1:{port}"))
        wrong = await asyncio.to_thread(examine_proxy, through(f"socks5://r:s3cret2@127.0.0.1:{port}"))
    assert (right.sound, wrong.sound) == (True, False)
    assert "password" in wrong.told
    assert PASSWORD not in right.told + wrong.told


def test_doctor_says_that_a_proxy_is_not_there() -> None:
    finding = examine_proxy(through("http://r:s3cret@127.0.0.1:9"))
    assert not finding.sound
    assert PASSWORD not in finding.told


def through(proxy: str) -> Settings:
    settings = load_settings(proxy=proxy, api_base_url="http://telegram.example/bot")
    assert isinstance(settings, Settings)
    return settings


@asynccontextmanager
async def socks(server: Server) -> AsyncIterator[int]:
    """A SOCKS5 proxy that leads to a server whatever is asked for, and knows one name and password."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readexactly(3)
            writer.write(b"\x05\x02")
            _, length = struct.unpack("BB", await reader.readexactly(2))
            name = await reader.readexactly(length)
            [length] = await reader.readexactly(1)
            known = (name, await reader.readexactly(length)) == (b"r", PASSWORD.encode())
            writer.write(b"\x01\x00" if known else b"\x01\x01")
            if known:
                await reader.readexactly(4)
                [length] = await reader.readexactly(1)
                await reader.readexactly(length + 2)
                writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
                await server.serve(reader, writer)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        yield listening.sockets[0].getsockname()[1]
