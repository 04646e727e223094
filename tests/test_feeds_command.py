"""`feeds`: shown, added, removed and looked at from the shell."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from feed_samples import item, rss
from loopback import to_loopback

from bot.cli import run
from bot.commands import feeds
from bot.fetching import Fetcher


@pytest.fixture
def db(tmp_path: Path) -> tuple[str, str]:
    return "--db", str(tmp_path / "a.db")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = rss(item(1), item(2))
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        may_go = functools.partial(Fetcher, admits=lambda _: True, look_up=to_loopback)
        monkeypatch.setattr(feeds, "Fetcher", may_go)
        yield f"http://paper.example:{server.server_port}/rss"
        server.shutdown()


def test_feeds_are_added_listed_and_removed(db, site, capfd) -> None:
    assert run(["feeds", "add", site, "--paper", "江城日报", "--publish", "--every", "90", *db]) == 0
    assert run(["feeds", "add", site, *db]) == 1
    capfd.readouterr()
    assert run(["feeds", "list", "--json", *db]) == 0
    [feed] = json.loads(capfd.readouterr().out)
    assert (feed["address"], feed["paper"], feed["publish"], feed["every"]) == (site, "江城日报", True, 90)
    assert run(["feeds", "list", *db]) == 0
    assert "published at once, every 90 minutes" in capfd.readouterr().out
    assert run(["feeds", "remove", str(feed["id"]), *db]) == 0
    assert run(["feeds", "remove", str(feed["id"]), *db]) == 1
    assert "could not remove feed" in capfd.readouterr().err


def test_an_address_that_is_none_is_refused(db) -> None:
    assert run(["feeds", "add", "paper.example", *db]) == 2


def test_what_is_no_feed_is_named_and_not_added(db, capfd) -> None:
    assert run(["feeds", "add", "http://127.0.0.1:8080/rss", *db]) == 1
    assert "not one of the public web" in capfd.readouterr().err
    assert run(["feeds", "list", "--json", *db]) == 0
    assert json.loads(capfd.readouterr().out) == []


def test_what_cannot_be_read_is_named(db, site, capfd, monkeypatch) -> None:
    run(["feeds", "add", site, *db])
    monkeypatch.setattr(feeds, "Fetcher", functools.partial(Fetcher, look_up=to_loopback))
    assert run(["feeds", "poll", *db]) == 1
    assert "not one of the public web" in capfd.readouterr().err
    assert run(["feeds", "list", *db]) == 0
    assert "failed 1 times" in capfd.readouterr().out


def test_a_look_brings_what_is_new_once(db, site, capfd) -> None:
    run(["feeds", "add", site, *db])
    assert run(["feeds", "poll", *db]) == 0
    assert "2 added" in capfd.readouterr().err
    assert run(["feeds", "poll", "--all", *db]) == 0
    assert "0 added" in capfd.readouterr().err
