"""`add`: files of every kind, folders of them, and links."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import web_samples
from document_samples import MARKDOWN, archive, styled_word
from loopback import to_loopback

from bot.cli import run
from bot.commands import links
from bot.fetching import Fetcher


def add(capfd, *arguments: str, db: Path) -> tuple[int, dict, list[str]]:
    capfd.readouterr()
    code = run(["add", "--json", "--db", str(db), *arguments])
    out, error = capfd.readouterr()
    return code, json.loads(out), error.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "papers"
    inside.mkdir()
    (inside / "a.docx").write_bytes(styled_word())
    (inside / "b.md").write_text(MARKDOWN, encoding="utf-8")
    (inside / "c.html").write_text(web_samples.BY_META, encoding="utf-8")
    (inside / "d.zip").write_bytes(
        archive({"x.html": web_samples.BY_LINES.encode(), "broken.docx": b"PK\x03\x04"})
    )
    (inside / "e.docx").write_bytes(styled_word()[:2000])
    return inside


def test_a_folder_of_every_kind_is_added_and_what_is_broken_is_named(folder, tmp_path, capfd) -> None:
    code, told, said = add(capfd, str(folder), db=tmp_path / "a.db")
    assert code == 1
    assert told["refused"] == 2
    assert {each["headline"] for each in told["articles"]} >= {
        "渡口改建成江畔书房",
        "公交加开夜班",
        "山乡电商走进直播间",
        "河道清出一湾碧水",
    }
    assert [line.partition(": ")[0] for line in said] == ["reading"] * 2
    assert "broken.docx" in said[0]
    assert "e.docx" in said[1]


def test_the_same_file_twice_is_one(folder, tmp_path, capfd) -> None:
    _, first, _ = add(capfd, str(folder), db=tmp_path / "a.db")
    _, second, _ = add(capfd, str(folder), db=tmp_path / "a.db")
    assert (second["added"], second["merged"]) == (0, 0)
    assert second["unchanged"] == first["added"] + first["merged"] + first["unchanged"]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on this machine that has one article, and a fetcher that may go there."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = web_samples.BY_META.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(
            links, "Fetcher", functools.partial(Fetcher, admits=lambda _: True, look_up=to_loopback)
        )
        yield f"http://paper.example:{server.server_port}/a.htm"
        server.shutdown()


def test_a_link_is_added_and_the_same_link_twice_is_one(site, tmp_path, capfd) -> None:
    code, told, said = add(capfd, site, "--page", "B1", db=tmp_path / "a.db")
    assert (code, told["added"], said) == (0, 2, [])
    assert told["articles"][0]["headline"] == "山乡电商走进直播间"
    assert told["articles"][0]["page"] == "B1"
    _, again, _ = add(capfd, site, "--page", "B1", db=tmp_path / "a.db")
    assert (again["added"], again["unchanged"]) == (0, 2)


def test_a_link_to_this_machine_is_refused_in_a_clear_line(tmp_path, capfd) -> None:
    code, told, said = add(capfd, "http://127.0.0.1:8080/admin", "HTTPS://[::1]/", db=tmp_path / "a.db")
    assert (code, told["refused"], told["added"]) == (1, 2, 0)
    assert said[0] == "fetching: could not reach 127.0.0.1: its address is not one of the public web"
