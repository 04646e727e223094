"""The command line: what each command prints, what it leaves behind, and its exit code."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from bot import __version__
from bot.cli import MISUSED, REFUSED, run

PAGE = """海陵晚报 要闻
2024年4月3日 星期三 2版

老码头改成夜间书市

□海陵晚报记者 林小禾

　　停用多年的老码头昨晚亮起了灯，八十个书摊沿着江边一字排开，首晚迎来市民一万二千人次。

　　书市由市图书馆牵头，旧书交换、连环画修补和江畔朗读三个摊位前排起长队。负责人周青禾介绍，书市
每周五、周六开放，全年计划办九十场，预计带动周边消费3600万元。
"""


class Shell:
    """Commands on one database, and what they printed."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.folder = folder
        self.database = folder / "baozhai.db"
        self._capture = capture
        self.said = ""

    def run(self, *arguments: object, expect: int = 0) -> str:
        self._capture.readouterr()
        code = run([*map(str, arguments), "--db", str(self.database)])
        printed = self._capture.readouterr()
        self.said = printed.err.decode()
        assert code == expect, self.said
        return printed.out.decode()

    def json(self, *arguments: object, expect: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", expect=expect))

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


@pytest.fixture
def shell(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    for name in ("BAOZHAI_TOKEN", "BAOZHAI_DB", "BAOZHAI_NOW", "BAOZHAI_ADMINS"):
        monkeypatch.delenv(name, raising=False)
    return Shell(tmp_path, capfdbinary)


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def one_line(said: str) -> str:
    """What stands on standard error is one line, and no traceback."""
    assert said.count("\n") == 1, said
    return said.strip()


# ------------------------------------------------------------------------------------ pages


def test_split_prints_the_articles_of_each_page_by_its_file_name(shell: Shell) -> None:
    page = shell.file("海陵晚报.txt", PAGE)
    pages = shell.json("split", page)
    [article] = pages["海陵晚报.txt"]
    assert article["headline"] == "老码头改成夜间书市"
    assert article["authors"] == ["林小禾"]
    assert article["issue_date"] == "2024-04-03"
    assert not shell.database.exists()


def test_split_writes_a_file_for_each_page(shell: Shell) -> None:
    page = shell.file("海陵晚报.txt", PAGE)
    shell.run("split", page, "--out", shell.folder / "out")
    [article] = json.loads((shell.folder / "out" / "海陵晚报.json").read_text())
    assert article["source"] == "海陵晚报"


def test_adding_a_page_again_changes_nothing(shell: Shell) -> None:
    page = shell.file("海陵晚报.txt", PAGE)
    first = shell.json("add", page)
    assert (first["added"], first["refused"]) == (1, 0)
    assert first["articles"][0]["status"] == "published"
    again = shell.json("add", page)
    assert {**again, "articles": None} == {
        "added": 0,
        "merged": 0,
        "unchanged": 1,
        "refused": 0,
        "articles": None,
    }


def test_what_the_editor_says_of_a_page_stands_over_the_file_name(shell: Shell) -> None:
    body = PAGE.split("\n\n", 1)[1].replace("海陵晚报记者", "记者")
    page = shell.file("海陵晚报_2024-04-03_07.txt", body)
    given = shell.json("add", page, "--paper", "滨江日报", "--page", "A06")["articles"][0]
    assert (given["source"], given["page"], given["issue_date"]) == ("滨江日报", "A06", "2024-04-03")


def test_a_draft_is_not_found(shell: Shell) -> None:
    shell.json("add", shell.file("a.txt", PAGE), "--draft")
    assert shell.json("search", "夜间书市")["total"] == 0


def test_a_page_comes_from_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, PAGE)
    assert shell.json("add", "-")["added"] == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "not text"),
        ("large.txt", "海".encode() * 7_000_000, "MB"),
    ],
)
def test_a_file_that_is_no_page_is_named_with_its_reason_and_the_rest_is_kept(
    shell: Shell, name: str, content: bytes, reason: str
) -> None:
    good = shell.file("pages/a.txt", PAGE)
    bad = shell.file(f"pages/{name}", content)
    report = shell.json("add", good.parent, expect=REFUSED)
    assert (report["added"], report["refused"]) == (1, 1)
    line = one_line(shell.said)
    assert bad.name in line
    assert reason in line
    assert line.startswith("reading: could not ")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_page_may_come_in_any_encoding_of_simplified_chinese(shell: Shell, encoding: str) -> None:
    page = shell.file("a.txt", PAGE.replace("□", "").encode(encoding))
    [article] = shell.json("split", page)["a.txt"]
    assert article["authors"] == ["林小禾"]


def test_a_page_in_big5_keeps_its_traditional_characters(shell: Shell) -> None:
    body = "停用多年的碼頭昨晚亮起了燈，八十個書攤沿著江邊一字排開，首晚迎來市民一萬二千人次。" * 3
    text = f"海陵晚報 要聞\n2024年4月3日 星期三 2版\n\n碼頭改成書市\n\n海陵晚報記者 林小禾\n\n　　{body}"
    page = shell.file("a.txt", text.encode("big5"))
    [article] = shell.json("split", page)["a.txt"]
    assert (article["source"], article["headline"]) == ("海陵晚報", "碼頭改成書市")
    assert article["authors"] == ["林小禾"]
    assert article["paragraphs"] == [body]


def test_a_missing_file_is_named(shell: Shell) -> None:
    shell.run("split", shell.folder / "none.txt", expect=REFUSED)
    assert "none.txt" in one_line(shell.said)


# ------------------------------------------------------------------------------------ search


def test_search_prints_the_fields_that_scripts_rely_on(shell: Shell) -> None:
    shell.json("add", shell.file("a.txt", PAGE))
    result = shell.json("search", "江畔朗读")
    assert result["query"] == "江畔朗读"
    assert (result["total"], result["total_exact"], result["suggestions"]) == (1, True, [])
    assert result["took_ms"] >= 0
    [hit] = result["hits"]
    assert hit["headline"] == "老码头改成夜间书市"
    assert hit["source"] == "海陵晚报"
    assert "江畔朗读" in hit["snippet"]
    assert set(hit) == {
        *("id", "ref", "headline", "subheadline", "source", "date", "issue_date", "page"),
        *("snippet", "score", "why"),
    }


@pytest.mark.parametrize("query", ["，。！", '" * ( ) NEAR AND -', "长" * 5000, "", "NOT", "a OR", "\x00"])
def test_no_query_is_an_error(shell: Shell, query: str) -> None:
    shell.json("add", shell.file("a.txt", PAGE))
    assert shell.json("search", query)["query"] == query


def test_a_batch_gives_a_line_of_references_for_each_query(shell: Shell) -> None:
    lines = [
        {"id": 7, "title": "灯会开幕", "text": "江边的灯会今晚开幕。"},
        {"id": "x-1", "title": "书市", "text": ""},
    ]
    corpus = shell.file("corpus.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    assert shell.json("import", corpus) == {"added": 2, "unchanged": 0, "refused": 0}
    queries = shell.file("queries.jsonl", '{"query": "灯会"}\n{"query": "书市"}\nnonsense\n')
    answers = [
        json.loads(line) for line in shell.run("search", "--batch", queries, expect=REFUSED).splitlines()
    ]
    assert [answer["ids"] for answer in answers] == [[7], ["x-1"]]
    assert "line 3" in one_line(shell.said)


# ------------------------------------------------------------------------------------ summaries, digests


def test_summaries_come_in_the_order_of_their_lines_within_both_limits(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(f"第{n}条街的路灯昨晚全部换成了新灯，居民出门散步更加安心。" for n in range(9))
    feed(monkeypatch, "".join(json.dumps({"id": n, "title": "路灯", "text": text}) + "\n" for n in range(3)))
    out = [
        json.loads(line)
        for line in shell.run("summarise", "--max-chars", 60, "--max-sentences", 1).splitlines()
    ]
    assert [line["id"] for line in out] == [0, 1, 2]
    for line in out:
        assert set(line) == {"id", "gist", "summary", "sentences", "keywords", "facts"}
        assert 0 < len(line["summary"]) <= 60
        assert len(line["sentences"]) == 1


def test_a_broken_line_is_named_and_the_rest_is_summarised(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, '{"id": 1, "title": null, "text": ""}\n[]\n{"id": 2, "text": 5}\n')
    out = [json.loads(line) for line in shell.run("summarise", expect=REFUSED).splitlines()]
    assert [(line["id"], line["summary"]) for line in out] == [(1, "")]
    assert "line 2" in shell.said
    assert "line 3" in shell.said


def test_the_digest_of_the_last_day_holds_what_was_pushed(shell: Shell) -> None:
    shell.json("add", shell.file("a.txt", PAGE), "--push")
    [item] = shell.json("digest")["items"]
    assert item["headline"] == "老码头改成夜间书市"
    assert "老码头改成夜间书市" in shell.run("digest")
    assert shell.json("digest", "--date", "2001-01-01")["items"] == []


def test_an_old_article_is_stored_without_being_pushed(shell: Shell) -> None:
    shell.json("add", shell.file("a.txt", PAGE))
    assert shell.json("digest")["items"] == []
    assert shell.json("search", "夜间书市")["total"] == 1


def test_an_unknown_topic_or_zone_is_named(shell: Shell) -> None:
    shell.run("digest", "--topics", "星际航行", expect=MISUSED)
    assert "星际航行" in one_line(shell.said)
    shell.run("digest", "--zone", "Mars/Olympus", expect=REFUSED)
    assert "Mars/Olympus" in one_line(shell.said)


# ------------------------------------------------------------------------------------ the care of data


def test_what_is_exported_can_be_imported_again(shell: Shell) -> None:
    shell.json("add", shell.file("a.txt", PAGE))
    exported = shell.file("all.jsonl", shell.run("export", "--subscribers"))
    shell.database = shell.folder / "other.db"
    assert shell.json("import", exported)["added"] == 1
    [hit] = shell.json("search", "夜间书市")["hits"]
    assert hit["source"] == "海陵晚报"
    assert shell.json("import", exported) == {"added": 0, "unchanged": 1, "refused": 0}


def test_a_line_that_never_ends_is_refused_and_the_rest_imported(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.sources.LINE_LIMIT", 200)
    monkeypatch.setattr("bot.intake.lines.LINE_LIMIT", 200)
    lines = [
        json.dumps({"id": number, "title": "书店", "text": "开业。" * times})
        for number, times in ((1, 1), (2, 99), (3, 1))
    ]
    file = shell.file("all.jsonl", "\n".join(lines))
    assert shell.json("import", file, expect=1) == {"added": 2, "unchanged": 0, "refused": 1}


def test_a_summary_of_radicals_is_in_characters(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, json.dumps({"id": 1, "title": "⻓江⽔⽣态", "text": "⻓江⽔⽣态，⽤⼾满意。"}) + "\n")
    assert "长江水生态，用户满意。" in shell.run("summarise")


def test_a_backup_brings_back_what_was_there(shell: Shell) -> None:
    shell.json("add", shell.file("a.txt", PAGE))
    shell.run("backup", shell.folder / "copy.db")
    shell.database = shell.folder / "other.db"
    shell.run("restore", shell.folder / "copy.db")
    assert shell.json("search", "夜间书市")["total"] == 1


def test_a_compressed_backup_is_restored_as_it_is(shell: Shell) -> None:
    shell.json("add", shell.file("a.txt", PAGE))
    shell.run("backup", shell.folder / "copy.db")
    packed = gzip.compress((shell.folder / "copy.db").read_bytes())
    shell.database = shell.folder / "other.db"
    shell.run("restore", shell.file("copy.db.gz", packed))
    assert shell.json("search", "夜间书市")["total"] == 1
    shell.run("restore", shell.file("half.db.gz", packed[:400]), expect=REFUSED)
    assert "half.db.gz" in one_line(shell.said)


def test_something_that_is_no_backup_is_not_restored(shell: Shell) -> None:
    shell.json("add", shell.file("a.txt", PAGE))
    shell.run("restore", shell.file("no.db", "no database"), expect=REFUSED)
    assert "no.db" in one_line(shell.said)
    assert shell.json("search", "夜间书市")["total"] == 1


def test_stats_count_articles_chats_and_deliveries(shell: Shell) -> None:
    shell.json("add", shell.file("a.txt", PAGE))
    counts = shell.json("stats")
    assert set(counts) == {"articles", "chats", "deliveries"}
    assert counts["articles"]["published"] == 1


def test_the_doctor_says_what_to_mend(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    found = shell.json("doctor", expect=REFUSED)
    assert not found["sound"]
    assert "BAOZHAI_TOKEN" in next(
        finding["told"] for finding in found["findings"] if finding["what"] == "token"
    )
    monkeypatch.setenv("BAOZHAI_TOKEN", "123456:" + "a" * 35)
    monkeypatch.setenv("BAOZHAI_ADMINS", "1")
    shell.json("add", shell.file("a.txt", PAGE))
    assert shell.json("doctor")["sound"]
    assert "a" * 35 not in shell.run("doctor", "--rebuild-index")


def test_a_damaged_database_is_one_clear_line(shell: Shell) -> None:
    shell.database.write_bytes(b"this is no database at all" * 100)
    shell.run("search", "书市", expect=REFUSED)
    assert one_line(shell.said).startswith("store: could not open ")
    assert shell.json("doctor", expect=REFUSED)["sound"] is False


# ------------------------------------------------------------------------------------ usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["split"],
        ["search"],
        ["search", "x", "--limit", "none"],
        ["add", "x", "--issue-date", "soon"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], shell: Shell) -> None:
    assert run(arguments) == MISUSED
    assert one_line(shell._capture.readouterr().err.decode()).startswith("usage: ")


def test_serving_without_a_token_says_how_to_set_one_and_that_the_demo_needs_none(shell: Shell) -> None:
    shell.run("serve", expect=MISUSED)
    line = one_line(shell.said)
    assert "BAOZHAI_TOKEN" in line
    assert "demo" in line


@pytest.mark.parametrize(
    "command",
    [
        *("serve", "demo", "split", "summarise", "add", "import", "search", "digest"),
        *("export", "backup", "restore", "stats", "doctor"),
    ],
)
def test_every_command_has_help_and_takes_a_configuration_and_a_database(command: str, shell: Shell) -> None:
    assert run([command, "--help"]) == 0
    told = shell._capture.readouterr().out.decode()
    assert "--config" in told
    assert "--db" in told


def test_a_configuration_that_is_not_there_is_exit_2(shell: Shell) -> None:
    shell.run("stats", "--config", shell.folder / "none.toml", expect=MISUSED)
    assert "none.toml" in one_line(shell.said)


@pytest.mark.parametrize(
    ("started", "name"),
    [("/opt/baozhai/bin/baozhai", "baozhai"), ("run_bot.py", "run_bot.py"), ("-c", "run_bot.py")],
)
def test_the_help_names_the_program_as_it_was_started(
    started: str, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [started])
    assert run(["--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: {name} ")


def test_the_version_is_that_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.endswith(f", version {__version__}\n")


def test_without_a_command_it_serves(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BAOZHAI_TOKEN", raising=False)
    monkeypatch.setenv("BAOZHAI_DB", str(tmp_path / "baozhai.db"))
    assert run([]) == MISUSED
    assert "serve without a token" in one_line(capfd.readouterr().err)


def test_a_demo_never_writes_into_a_database_that_is_there(shell: Shell) -> None:
    shell.database.touch()
    shell.run("demo", expect=MISUSED)
    assert "the file is there already" in one_line(shell.said)


def test_a_demo_in_a_database_that_is_named_keeps_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, "")
    assert "Baozhai demo" in shell.run("demo")
    assert shell.json("search", "氢能")["total"] > 0


def test_what_is_written_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        database, copy = tmp_path / "new" / "baozhai.db", tmp_path / "copies" / "copy.db"
        assert run(["stats", "--db", str(database)]) == 0
        assert run(["backup", str(copy), "--db", str(database)]) == 0
    finally:
        os.umask(before)
    for path in (database, copy, database.parent, copy.parent):
        assert path.stat().st_mode & 0o077 == 0, path
