"""What single lines are, by themselves and by the lines beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.reading.bylines import MARKS, Byline, read_byline, read_names_line
from bot.reading.continuation import Mark, from_mark, is_pointer, to_mark
from bot.reading.joining import ends_anyhow
from bot.reading.letters import LETTER_LINES, is_salutation, read_writer
from bot.reading.lines import Line
from bot.reading.mastheads import Masthead, is_service, is_staff_line, read_masthead
from bot.reading.names import looks_like_name
from bot.reading.numerals import DAY

EDGE = 12
"""Lines at the top and bottom of a dump where a bare paper's name, day or page number is a masthead's."""

_DAY_ALONE = re.compile(rf"^[（(]?\s*{DAY}\s*[)）]?$")
_NUMERAL_ALONE = re.compile(r"^[一二三四五六七八九十]{1,3}$")
"""A page number, or the number of a part of a text."""

_OFFICE = re.compile(
    r"(?:办公室|中心|局|公司|委员会|委|政府|厅|院|部|会|社|校|学|队|处|所|站|小组|指挥部|街道|集团|银行|医院|馆)$"
)
BOX_TITLE = re.compile(
    r"^[【\[〔●■◆▲□★◎\s]*(?:核心提示|内容提要|延伸阅读|相关链接|相关新闻|相关报道|新闻链接|新闻背景|背景链接|背景资料|新闻助读|知识链接|"
    r"名词解释|小贴士|温馨贴士|记者手记|采访手记|编后语?|编者按|编辑点评|短评|新闻提示|新闻速览|新闻纵深|阅读提示|速读|链接|背景|相关背景|相关数据|"
    r"数说|数读|数据链接|政策解读|专家观点|专家解读|延伸|新闻延伸|新闻速递|深度阅读|提要|本版导读|导读|今日导读|今日看点|要点|核心阅读|阅读链接|人物简介|"
    r"人物名片|名片|简介|资料|资料链接|大事记|时间轴|问答|记者观察|新闻多一点|微评|点评|观点)[】\]〕：:\s]*$"
)
"""A line that is the title of a box and nothing else."""

_BOX_TITLE_LIMIT = 24
"""Characters, blanks and signs around the words included."""

_RULE = re.compile(r"^(?:[│┃┆┊║|｜¦丨]\s*)+$|^(?:[-—–―─━═=＝*＊_＿~～·•.…◆◇■□●○★☆※+]\s*){3,}$")
"""Signs that only part one thing from the next."""

_DOTS = re.compile(r"^(?:[….·]+|—{1,4})$")
"""What parts nothing: …… and —— may stand in a text."""

_WRITER_LIMIT = 24

_BULLET = re.compile(r"^(?:[-–*]\s+|[•●◆◇■□▪▶►★☆▲△◎○※＊①-⑳]\s*)(?=\S)")


class Role(Enum):
    """What a line is."""

    TEXT = auto()
    MASTHEAD = auto()
    STAFF = auto()
    POINTER = auto()
    SERVICE = auto()
    RULE = auto()
    BYLINE = auto()
    NAMES = auto()
    FROM = auto()
    TO = auto()
    BOX_TITLE = auto()
    SIGNATURE = auto()
    WRITER = auto()


@dataclass(frozen=True, slots=True)
class Classed:
    """A line with its role, and what was read of it."""

    line: Line
    role: Role
    byline: Byline | None = None
    mark: Mark | None = None
    masthead: Masthead | None = None


def classify(lines: Sequence[Line]) -> list[Classed]:
    """Give each line its role."""
    classed: list[Classed] = []
    for index, line in enumerate(lines):
        at_edge = index < EDGE or index >= len(lines) - EDGE
        classed.append(_one(line, at_edge, classed[-3:]))
    return _with_signatures(_with_writers(classed))


def _one(line: Line, at_edge: bool, above: list[Classed]) -> Classed:
    text = line.text
    before = above[-1] if above else None
    if len(text) > 160:
        return Classed(line, Role.TEXT)
    if not text[0].isalnum() and _RULE.match(text) and not _DOTS.match(text):
        return Classed(line, Role.RULE)
    if is_staff_line(text):
        return Classed(line, Role.STAFF)
    masthead = read_masthead(text)
    if masthead and _is_masthead(masthead, text, at_edge, before):
        return Classed(line, Role.MASTHEAD, masthead=masthead)
    if is_pointer(text):
        return Classed(line, Role.POINTER)
    if (mark := from_mark(text)) and mark.end >= len(text):
        return Classed(line, Role.FROM, mark=mark)
    if (mark := to_mark(text)) and mark.start == 0:
        return Classed(line, Role.TO, mark=mark)
    if len(text) <= _BOX_TITLE_LIMIT and BOX_TITLE.match(text):
        return Classed(line, Role.BOX_TITLE)
    if is_service(text):
        return Classed(line, Role.SERVICE)
    if before and before.role is Role.TEXT and not line.gap and _opens_bracket(before.line.text):
        return Classed(line, Role.TEXT)
    if before and before.role in (Role.BYLINE, Role.NAMES) and line.gap <= 1 and _goes_on(before, line):
        return Classed(line, Role.NAMES, byline=Byline(read_names_line(text)))
    if (byline := read_byline(text)) and not _is_in_column(line, above):
        return Classed(line, Role.BYLINE, byline=byline)
    return Classed(line, Role.TEXT)


def _is_masthead(masthead: Masthead, text: str, at_edge: bool, before: Classed | None) -> bool:
    """Parts of a masthead that may stand for something else are one only at the edge of the dump."""
    follows = before is None or before.role in (Role.MASTHEAD, Role.STAFF)
    if _DAY_ALONE.match(text) or _NUMERAL_ALONE.match(text):
        return follows
    stated = sum(map(bool, (masthead.paper, masthead.day, masthead.page, masthead.section)))
    if stated <= 1:
        return at_edge or follows
    return True


def _opens_bracket(text: str) -> bool:
    """Whether the line below begins inside brackets: a byline that is broken goes on there."""
    return max(map(text.rfind, "（(【")) > max(map(text.rfind, "）)】"))


def _goes_on(before: Classed, line: Line) -> bool:
    """Whether names stand under a byline that has none yet, or stand deeper under one that has."""
    if not read_names_line(line.text):
        return False
    if not (before.byline and before.byline.authors):
        return True
    return line.indent >= 4 and all(map(looks_like_name, line.text.split()))


def _is_in_column(line: Line, above: list[Classed]) -> bool:
    """Whether a line is one of a column of text, where the words of a byline may come by chance."""
    if len(above) < 3 or line.gap or line.indent >= 2 or line.text[0] in MARKS:
        return False
    if any(item.role is not Role.TEXT or abs(item.line.width - line.width) > 8 for item in above):
        return False
    return above[-1].line.gap == 0 and not ends_anyhow(above[-1].line.text)


def _with_signatures(classed: list[Classed]) -> list[Classed]:
    """Mark a day that stands alone below a text, with the office above it, as signature."""
    for index, item in enumerate(classed):
        above = classed[index - 1] if index else None
        if above is None or item.role is not Role.TEXT or not _DAY_ALONE.match(item.line.text):
            continue
        if above.role is Role.WRITER:
            classed[index] = Classed(item.line, Role.SIGNATURE)
        elif above.role is not Role.TEXT:
            continue
        elif _signs(above.line, item.line):
            classed[index - 1] = Classed(above.line, Role.SIGNATURE)
            classed[index] = Classed(item.line, Role.SIGNATURE)
        elif item.line.indent >= 6:
            classed[index] = Classed(item.line, Role.SIGNATURE)
    return classed


def _with_writers(classed: list[Classed]) -> list[Classed]:
    """Mark who signs a letter to the editor, on a line below it."""
    opened = -LETTER_LINES
    for index, item in enumerate(classed):
        text = item.line.text
        if item.role is not Role.TEXT:
            continue
        if is_salutation(text):
            opened = index
        elif (
            1 < index - opened < LETTER_LINES and len(text) <= _WRITER_LIMIT and (byline := read_writer(text))
        ):
            classed[index] = Classed(item.line, Role.WRITER, byline=byline)
            opened = -LETTER_LINES
    return classed


def _signs(office: Line, day: Line) -> bool:
    """Whether the line above a day is the office that signs: set to the right, or named as offices are."""
    if len(office.text) > 30 or office.text[-1] in "。，；：、—" or day.gap > 1:
        return False
    return max(office.indent, day.indent) >= 4 or _OFFICE.search(office.text) is not None


def is_bullet(text: str) -> bool:
    """Whether a line begins with the sign of a list."""
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    """The text of a list item."""
    return _BULLET.sub("", text, count=1)
