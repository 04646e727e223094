"""Pages read from files: many at a time, the broken ones named, every line explained."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from bot.cli import run

PAGE = """河山日报 要闻
2022年3月9日 星期三 第6版

新桥{number}号通车

本报记者 王梅

河上的第{number}座桥昨天通车，两岸往来只要五分钟。

责编：王梅
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(60):
        (tmp_path / f"good-{number:03}.txt").write_text(PAGE.format(number=number), encoding="utf-8")
    for number in range(5):
        (tmp_path / f"broken-{number}.txt").write_bytes(b"\x00\x01\x02" * number)
    return tmp_path


def test_a_folder_is_read_and_what_is_broken_is_named_with_its_reason(folder: Path, capfd) -> None:
    assert run(["split", "--json", str(folder)]) == 1
    out, error = capfd.readouterr()
    pages = json.loads(out)
    assert list(pages) == sorted(f"good-{number:03}.txt" for number in range(60))
    assert [len(articles) for articles in pages.values()] == [1] * 60
    lines = error.splitlines()
    assert len(lines) == 5
    assert "reading: could not read broken-0.txt: it is empty" in lines
    assert "reading: could not read broken-3.txt: it is not text" in lines


def test_several_processes_read_what_one_reads(folder: Path, capfd, monkeypatch) -> None:
    run(["split", "--json", str(folder)])
    many = capfd.readouterr()
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    run(["split", "--json", str(folder)])
    assert capfd.readouterr() == many


def test_every_line_is_explained(tmp_path: Path, capfd) -> None:
    (tmp_path / "a.txt").write_text(PAGE.format(number=1), encoding="utf-8")
    assert run(["split", "--explain", str(tmp_path / "a.txt")]) == 0
    out = capfd.readouterr().out
    said = [line.split()[:3] for line in out.splitlines()[1:] if line[:5].strip() and len(line.split()) > 1]
    assert [words[:3] for words in said] == [
        ["1", "–", "masthead"],
        ["2", "–", "masthead"],
        ["4", "1", "headline"],
        ["6", "1", "byline"],
        ["8", "1", "body"],
        ["10", "–", "staff"],
    ]
    assert "\x1b" not in out


def test_what_spoke_for_and_against_a_line_is_said_under_it(tmp_path: Path, capfd) -> None:
    (tmp_path / "a.txt").write_text(PAGE.format(number=1), encoding="utf-8")
    assert run(["split", "--explain", str(tmp_path / "a.txt")]) == 0
    lines = capfd.readouterr().out.splitlines()
    said = {line.split()[0]: below.split(maxsplit=1) for line, below in pairwise(lines) if line[:5].strip()}
    assert [said[number][0] for number in ("4", "6", "8")] == ["headline", "byline", "body"]
    assert "subhead costs" in said["4"][1]


def test_the_signs_of_a_line_are_said_where_their_weights_are_fitted(tmp_path: Path, capfd) -> None:
    story = (
        "新桥{}号通车\n本报讯（记者王梅）河上的第{}座桥昨天通车，两岸往来只要五分钟，"
        "桥头的集市搬到了新桥边上，赶集的人不用再绕路。\n"
    )
    (tmp_path / "a.txt").write_text("".join(story.format(each, each) for each in "一二三"), encoding="utf-8")
    assert run(["split", "--explain", str(tmp_path / "a.txt")]) == 0
    lines = capfd.readouterr().out.splitlines()
    said = {line.split()[0]: below for line, below in pairwise(lines) if line[:5].strip()}
    assert "headline (" in said["1"] and "below lede" in said["1"] + said["3"]


def test_what_speaks_against_a_doubted_article_is_said_below_the_page(tmp_path: Path, capfd) -> None:
    story = (
        "{}\n　　河上的第{}座桥昨天通车，两岸往来只要五分钟，桥头的集市搬到了新桥边上，赶集的人不用再绕路。\n"
    )
    text = "".join(story.format("新桥通车", each) for each in "一二三四五")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run(["split", "--explain", str(tmp_path / "a.txt")]) == 0
    lines = capfd.readouterr().out.splitlines()
    doubted = [below for line, below in pairwise(lines) if "cut_uncertain" in line]
    assert doubted
    assert all(float(sign.split()[0]) < 0 for below in doubted for sign in below.split(", "))


def test_lines_are_coloured_in_a_terminal(tmp_path: Path, capfd, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text(PAGE.format(number=1) + "\x1b]0;旧\x07\n", encoding="utf-8")
    monkeypatch.setattr("bot.commands.explaining.is_terminal", lambda: True)
    run(["split", "--explain", str(tmp_path / "a.txt")])
    out = capfd.readouterr().out
    assert "\x1b[32m" in out
    assert "\x1b]" not in out


def test_explaining_is_for_people_only(tmp_path: Path) -> None:
    assert run(["split", "--explain", "--json", str(tmp_path)]) == 2
