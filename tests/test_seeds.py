"""The pages under seeds/: each habit of real dumps at least twice, the facts reported, words of our own."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
SHARED = Path(__file__).parents[2] / "shared"
LONGEST_RUN = 23
"""Characters that may stand together here and in a page by others: names of firms and meetings are long."""


def raw_text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


PAGES = {path.name: raw_text(path) for path in sorted(SEEDS.glob("*.txt"))}


def lines_found(pattern: str) -> Callable[[str], int]:
    expression = re.compile(pattern, re.MULTILINE)
    return lambda text: len(expression.findall(text))


def page_where(pattern: str, times: int) -> Callable[[str], int]:
    """Counts a page once, where the pattern is found often enough to be the way that the page is set."""
    count = lines_found(pattern)
    return lambda text: int(count(text) >= times)


def doubled(line: str) -> bool:
    glyphs = line.replace(" ", "").lstrip("—")
    return len(glyphs) >= 12 and len(glyphs) % 2 == 0 and glyphs[::2] == glyphs[1::2]


def doubled_lines(text: str, also: str = "") -> int:
    return sum(doubled(line) and re.search(also, line) is not None for line in text.split("\n"))


def repeated_paragraphs(text: str) -> int:
    return sum(times - 1 for line, times in Counter(text.split("\n")).items() if len(line) >= 40)


def columns_that_change_width(text: str) -> int:
    """A column breaks off in mid-paragraph and goes on at least four characters wider."""
    turns = re.findall(r"^(\S.*[^。\n])\n\n(\S.*)\n\S", text, re.MULTILINE)
    return sum(len(before) < 20 and len(after) >= len(before) + 4 for before, after in turns)


HABITS: dict[str, Callable[[str], int]] = {
    "several articles on a page": page_where(r"^\s*(?:□|本报讯|（上接)", 3),
    "columns indented with full-width blanks": page_where(r"^\u3000\u3000\S.{,18}$", 3),
    "columns indented with ASCII blanks": page_where(r"^  \S.{,18}$", 10),
    "a paragraph a line, blank lines between": page_where(r"^\S.{60,}\n\n", 5),
    "headline and subheadline before the body": lines_found(r"^[^\n。]{6,}\n\n——[^—\n]+\n\n□"),
    "headline and subheadline after the body": lines_found(r"。\n\n[^\n。]{6,}\n———[^\n]+\n"),
    "headline missing": lines_found(r"(?:\A|。\n\n) +(?:□|本报讯)"),
    "glyphs doubled by bold print": doubled_lines,
    "doubled punctuation": lambda text: doubled_lines(text, "，，|。。|““"),
    "doubled figures": lambda text: doubled_lines(text, r"(\d)\1"),
    "letter-spaced run": lines_found(r"(?:[\u4e00-\u9fff] ){4,}[\u4e00-\u9fff]"),
    "byline of one or more names": lines_found(r"^\s*□?\S+记者(?: [\u4e00-\u9fff]{2,4})+$"),
    "byline broken over two lines": lines_found(r"^□\S+记者\n\n[ \u3000]{4,}\S"),
    "lede whose byline wraps": lines_found(r"本报讯 （[^）)\n]*\n[^）)\n]*[）)]"),
    "lede whose brackets do not pair": lines_found(r"本报讯 （[^（）()]*\)"),
    "byline that follows the body": lines_found(r"^（\S*记者\S*综合报道）$"),
    "goes on elsewhere": lines_found(r"（下转\d+版）$"),
    "goes on from elsewhere": lines_found(r"^（上接\d版）"),
    "photographer's credit": lines_found(r"记者 \S+ 摄$"),
    "caption with a square": lines_found(r"^■\S+。$"),
    "caption in doubled glyphs": lines_found(r"^ {20,}(?:(\S)\1){8,}$"),
    "paragraph printed twice": repeated_paragraphs,
    "paragraph cut by a column": lines_found(
        r"^[^\n]{14,}[^。：；！？”…—）》\d\n]\n\n(?=[^ \u3000\n（□■—]{14})(?!.*记者)"
    ),
    "paragraph cut by a caption or a box": lines_found(r"[^。：；！？”…—）》\n]\n{3,}(?:■|核心提示)"),
    "column that grows wider in mid-paragraph": columns_that_change_width,
    "signed and dated notice": lines_found(r"^ *\S{6,20}(?:中心|办公室)\n+ *\d{4}年\d+月\d+日$"),
    "box of key points": lines_found(r"^核心提示$"),
    "masthead with a printed date": lines_found(r"^\d{4}年\d+月\d+日 星期. \d版$"),
    "names of apps": lines_found(r"^客户端[:：]\S+ 客户端"),
    "staff line": lines_found(r"^(?:责任编辑|主编)[ ：].*美编"),
    "stray control or private-use character": lambda text: sum(
        unicodedata.category(character) in ("Cc", "Co") for character in text.replace("\n", "")
    ),
}

FACTS = {
    "潍坊日报_2024-04-03_03.txt": (
        "富华国际会议中心 1000万千瓦 沙电投资 氢能 王万信 1178亿元 160余家 约140位 谢绚丽 马宇 袁岳 尹学军"
    ),
    "潍坊日报_2024-04-03_07.txt": (
        "237万人 12个人才合作项目 人才新政30条 1.1万套 163.1亿元 48.1% 57.4% 21家 3000亿元 22条 "
        "李建利 3100万元"
    ),
    "发展大会特刊.txt": (
        "1000万千瓦 潘凤文 1178亿元 成秀珍 李爱军 3000亿元 杨云春 徐熙明 10个项目集中签约 耳熟不能详"
    ),
    "潍坊日报要闻版.txt": (
        "海外联谊会 赵绪春 1126个 583个 1524亿元 38天 22位 4300多名 30.2% 40.6% 76.9% 6357家 QFLP "
        "3至20天 乡村戏剧节 牟家院村 12345热线 面塑 30组家庭 1300多名 1000亿元 256人 92个"
    ),
    "青岛日报聚焦版.txt": (
        "4382亿元 26项 76项 186个 817.2亿元 79.3% 717.1亿元 318.4亿元 60.18自然箱 4.5亿美元 "
        "2.5亿美元 578.3亿元 476.6亿元 龙永图 王磊 国信1号 10万吨级 340万吨 预制菜"
    ),
    "yantai-ymg-2023.txt": (
        "418个项目 1.72万亿元 315个 103个 6248.1亿元 500多名 3186个 8.45万亿元 7622.5亿元 55.7% "
        "8382万千瓦 41.8% 42微克 61.9% 13.6% 54.3% 12.6% 崔卫杰 孙爱军 国家绿色贸易发展示范区"
    ),
}


def test_there_are_at_least_five_pages_and_one_is_not_in_utf_8() -> None:
    assert len(PAGES) >= 5
    encoded = {name for name, text in PAGES.items() if text.encode() != (SEEDS / name).read_bytes()}
    assert encoded == {"yantai-ymg-2023.txt"}


@pytest.mark.parametrize("habit", HABITS)
def test_each_habit_of_real_pages_occurs_at_least_twice(habit: str) -> None:
    assert sum(map(HABITS[habit], PAGES.values())) >= 2


@pytest.mark.parametrize("name", FACTS)
def test_the_facts_of_the_real_pages_are_there(name: str) -> None:
    text = "".join(PAGES[name].split())
    assert [fact for fact in FACTS[name].split() if fact not in text] == []


def test_printed_dates_are_real_days() -> None:
    for text in PAGES.values():
        for year, month, day, weekday in re.findall(r"^(\d{4})年(\d+)月(\d+)日 星期(.)", text, re.MULTILINE):
            assert "一二三四五六日"[date(int(year), int(month), int(day)).weekday()] == weekday


def runs(text: str) -> set[str]:
    """All stretches one longer than may be shared, without punctuation, blanks and widths."""
    letters = re.sub(r"[^\u4e00-\u9fff0-9A-Za-z]", "", unicodedata.normalize("NFKC", text))
    return {letters[i : i + LONGEST_RUN + 1] for i in range(len(letters) - LONGEST_RUN)}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the pages by others are not beside the project")
def test_no_sentence_of_pages_by_others_stands_in_ours() -> None:
    others = [*SHARED.glob("seeds/*.txt"), *SHARED.glob("eval/pages/**/*.txt")]
    assert others
    theirs = set[str]().union(*(runs(path.read_text("utf-8")) for path in others))
    assert {name: runs(text) & theirs for name, text in PAGES.items() if runs(text) & theirs} == {}
