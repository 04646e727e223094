"""Papers whose names no ending gives away: a list of the configuration."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.cli import run
from bot.defaults import CONFIG
from bot.errors import ConfigurationError
from bot.model import PageHints
from bot.reading import papers
from bot.reading.bylines import paper_of
from bot.reading.file_name import hints_from_name
from bot.reading.mastheads import paper_in, read_masthead
from bot.reading.page import read_page
from bot.reading.said_source import hints_from_words
from bot.workshop import Workshop
from bot.workshop.jobs import Job
from bot.workshop.limits import Limits

DAY = date(2023, 6, 8)
BODY = "　　渡口的新趸船昨天下水，两岸居民过江不用再绕行大桥。\n\n　　船务公司说，末班船延长到夜里十点。\n"


@pytest.fixture(autouse=True)
def defaults():
    yield papers.use(CONFIG / papers.FILE)
    papers.use(CONFIG / papers.FILE)


@pytest.mark.parametrize("name", papers.load_papers(CONFIG / papers.FILE))
def test_every_listed_paper_is_known_in_a_masthead_a_file_name_and_a_byline(name) -> None:
    masthead = read_masthead(f"{name} 2023年6月8日 星期四 第3版")
    assert masthead is not None
    assert (masthead.paper, masthead.day, masthead.page) == (name, DAY, "3")
    assert read_masthead(name) is not None
    assert hints_from_name(f"{name}_2023-06-08_03.txt") == PageHints(name, DAY, "03")
    assert hints_from_name(f"{name}20230608第3版.txt") == PageHints(name, DAY, "3")
    assert hints_from_words(f"《{name}》2023/6/8第3版") == PageHints(name, DAY, "3")
    assert paper_of(f"{name}全媒体") == name
    assert paper_in(f"来源：{name}网") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("２１世纪经济报道", "21世纪经济报道"),
        ("新華每日電訊", "新华每日电讯"),
        ("人民日报海外版", "人民日报海外版"),
        ("新京报网", "新京报"),
    ],
)
def test_a_name_is_known_however_it_is_written(text, name) -> None:
    assert papers.known().first_in(text) == name


@pytest.mark.parametrize("text", ["说明报告", "联合报告出炉", "大半月谈下来", "2021世纪经济报道"])
def test_a_longer_word_holds_no_paper(text) -> None:
    assert papers.known().first_in(text) is None
    assert hints_from_name(f"{text}.txt").source is None


def test_a_masthead_of_a_listed_paper_heads_the_page() -> None:
    text = f"南方周末\n2023年6月8日 星期四 第3版\n\n夜航船回到江上\n\n{BODY}"
    page = read_page(text, "x.txt")
    assert (page.source, page.issue_date, page.page) == ("南方周末", DAY, "3")
    assert [article.headline for article in page.articles] == ["夜航船回到江上"]
    assert not page.articles[0].subheads


def test_a_list_of_ones_own_holds_for_the_command_line(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / papers.FILE).write_text('names = ["江畔夜谭"]\n', encoding="utf-8")
    dump = tmp_path / "江畔夜谭_2023-06-08_03.txt"
    dump.write_text(f"夜航船回到江上\n\n{BODY}", encoding="utf-8")
    assert run(["split", str(dump), "--out", str(tmp_path), "--config", str(own)]) == 0
    [article] = json.loads(dump.with_suffix(".json").read_text(encoding="utf-8"))
    assert (article["source"], article["page"]) == ("江畔夜谭", "03")


def test_a_list_of_ones_own_holds_in_the_process_that_reads_files() -> None:
    papers.use_names(["江畔夜谭"])
    page = f"<html><title>夜航船回到江上</title><meta property='og:site_name' content='江畔夜谭'>{BODY}"
    with Workshop() as workshop:
        document = workshop.run(
            Job.DOCUMENT, page.encode(), "江畔夜谭_2023-06-08_03.html", PageHints(), name="x", limits=LIMITS
        )
    assert document.pages[0].source == "江畔夜谭"


LIMITS = Limits(seconds=60, memory=2_000_000_000)


@pytest.mark.parametrize("text", ['names = "a"', "names = [1]", 'names = [""]', "names = [", 'names = ["x"]'])
def test_a_list_that_is_none_is_refused(tmp_path: Path, text) -> None:
    file = tmp_path / papers.FILE
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"could not read the papers .*papers\.toml"):
        papers.use(file)


def test_an_empty_list_leaves_the_endings(tmp_path: Path) -> None:
    papers.use_names(())
    assert papers.known().first_in("参考消息") is None
    assert hints_from_name("河山日报_2023-06-08_03.txt").source == "河山日报"


@pytest.mark.parametrize(
    "words", ["文若溪 杜小满 本报特约通讯员 罗川", "市长会见中外记者", "我给山村当记者", "小镇来了小记者"]
)
def test_neither_a_name_nor_a_headline_that_ends_in_a_title_is_a_paper(words) -> None:
    page = read_page(f"{words}\n\n{BODY}", "x.txt")
    assert page.source is None
