"""Lines to tokens: heading lines, whole paragraphs, marks and bylines, in the order of the dump.

Dumps come in two manners, often on one page. In columns every line is as wide as its column and a paragraph is
known by its indent or by a short last line; a column break shows as a blank line in mid-sentence. In the manner of
the web a line is a paragraph and a blank line parts two, and a column break cuts one paragraph into two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.bylines import read_credit, read_lede
from bot.reading.continuation import from_mark, to_mark
from bot.reading.joining import ends_anyhow, ends_sentence, join, tidy
from bot.reading.lines import Line
from bot.reading.roles import Classed, Role, is_bullet
from bot.reading.tokens import Sort, Token

_WEB_LINE = 90
"""Cells: a line that is wider was never set in a column of a newspaper."""

_HEADING_LIMIT = 60
"""Characters; a longer line without a stop is a paragraph that was cut."""

_LABELLED = re.compile(
    r"^[\u4e00-\u9fff]{0,6}(?:时间|地点|地址|电话|热线|[系听话]人|范围|对象|方式|要求|网址|邮箱|费用|价格|单位|日期|期限|事项|编号|传真)[：:]"
)
"""A line of a notice: what it is, a colon, and the thing itself."""

_STARTS_NOTHING = "，。、；：！？”’）》」』】%％"
_WORD = re.compile(r"[A-Za-z]{3,20}")

_SIMPLE = {Role.MASTHEAD: "masthead", Role.STAFF: "staff", Role.POINTER: "pointer"}


def read_tokens(classed: Sequence[Classed]) -> list[Token]:
    """Return the tokens of a page, noise included; every line is in one of them."""
    return _Flow(classed).read()


class _Flow:
    """Reads lines once, from top to bottom, and keeps the paragraph that may go on."""

    def __init__(self, classed: Sequence[Classed]) -> None:
        self.classed = classed
        self.tokens: list[Token] = []
        self.last: Token | None = None
        self.last_line: Line | None = None
        self.column = 0
        self.list_length = 0
        texts = [item.line for item in classed if item.role is Role.TEXT]
        self.words = _words(texts)
        self.runs_of_three = _runs_of_three(texts)
        self.indents = _uses_indents(texts)

    def read(self) -> list[Token]:
        index = 0
        while index < len(self.classed):
            item = self.classed[index]
            if item.role is not Role.TEXT:
                self._special(item)
                index += 1
                continue
            end = index + 1
            while end < len(self.classed) and self._same_run(end):
                end += 1
            self._run([each.line for each in self.classed[index:end]], self._next(end))
            index = end
        return [part for token in self.tokens for part in _with_marks(token)]

    def _same_run(self, index: int) -> bool:
        item = self.classed[index]
        return item.role is Role.TEXT and item.line.gap == 0

    def _next(self, index: int) -> Classed | None:
        """What comes next in the columns: pictures' captions and mastheads stand between."""
        for item in self.classed[index : index + 4]:
            if item.role not in _SIMPLE and not (item.role is Role.TEXT and _is_aside(item.line.text)):
                return item
        return None

    def _special(self, item: Classed) -> None:
        line, role = item.line, item.role
        if role in _SIMPLE:
            self.tokens.append(Token(Sort.NOISE, line.text, [line.number], line.gap, reason=_SIMPLE[role]))
            return
        self.last = None
        if (
            role is Role.NAMES
            and self.tokens
            and self.tokens[-1].sort is Sort.BYLINE
            and self.tokens[-1].byline
        ):
            above = self.tokens[-1]
            assert above.byline is not None and item.byline is not None
            above.byline = type(above.byline)(
                above.byline.authors + item.byline.authors, above.byline.organisation
            )
            above.numbers.append(line.number)
            return
        sort = {
            Role.BYLINE: Sort.BYLINE,
            Role.NAMES: Sort.BYLINE,
            Role.FROM: Sort.FROM,
            Role.TO: Sort.TO,
            Role.SIGNATURE: Sort.SIGNATURE,
            Role.BOX_TITLE: Sort.BOX,
        }[role]
        if sort is Sort.SIGNATURE and self.tokens and self.tokens[-1].sort is Sort.SIGNATURE:
            self.tokens[-1].text += " " + line.text
            self.tokens[-1].numbers.append(line.number)
            return
        page = item.mark.page if item.mark else None
        self.tokens.append(
            Token(
                sort,
                line.text,
                [line.number],
                line.gap,
                line.bold,
                line.indent >= 2,
                byline=item.byline,
                page=page,
            )
        )

    # ---------------------------------------------------------------- runs of text

    def _run(self, run: list[Line], after: Classed | None) -> None:
        column = _column_width(run)
        if (
            self.last is not None
            and not ends_anyhow(self.last.text)
            and _is_aside("".join(line.text for line in run))
        ):
            self._aside(run)
            return
        if self._goes_on(run, column, after):
            self._body(run, column, goes_on=True)
            return
        headings = self._headings(run, column, after)
        for line in run[:headings]:
            self._heading(line)
        if headings < len(run):
            self._body(run[headings:], column, goes_on=False)

    def _aside(self, run: list[Line]) -> None:
        """A caption that cuts a paragraph in two: the paragraph may go on below it."""
        first, text = run[0], run[0].text
        for line in run[1:]:
            text = join(text, line.text, self.words, full=False)
        numbers = [line.number for line in run]
        self.tokens.append(Token(Sort.PARAGRAPH, text, numbers, first.gap, first.bold, first.indent >= 2))

    def _goes_on(self, run: list[Line], column: int, after: Classed | None) -> bool:
        """Whether the run begins in the middle of the paragraph above it."""
        last, last_line, first = self.last, self.last_line, run[0]
        if (
            last is None
            or last_line is None
            or is_bullet(first.text)
            or from_mark(first.text)
            or to_mark(last.text)
        ):
            return False
        if first.text[0] in _STARTS_NOTHING:
            return True
        in_columns = self.column > 0 and last_line.width <= _WEB_LINE
        full = not in_columns or last_line.width + last_line.indent >= self.column - 4
        if not ends_anyhow(last.text):
            flush = self.indents and first.indent < 2
            if not (full or flush) or (first.indent >= 2 and self.indents) or read_lede(first.text):
                return False
            if not full and not any("。" in line.text for line in run) and not ends_sentence(run[-1].text):
                return False
            return self._cut_goes_on(run, column, in_columns)
        if not (in_columns and full and self.indents and first.indent < 2 and first.gap <= 1):
            return False
        return (
            len(run) >= 2
            and _is_body(run)
            and abs(column - self.column) <= 4
            and not self._begins_with_heading(run, column)
        )

    def _cut_goes_on(self, run: list[Line], column: int, in_columns: bool) -> bool:
        first = run[0]
        if in_columns:
            if len(run) >= 3 or ends_sentence(run[-1].text) or any("。" in line.text for line in run):
                return not self._begins_with_heading(run, column)
            return first.width + first.indent >= self.column - 4
        if self.list_length >= 2:
            return False
        return ends_anyhow(first.text) or (len(run) >= 3 and _is_body(run))

    def _begins_with_heading(self, run: list[Line], column: int) -> bool:
        return (
            len(run) > 1
            and run[1].indent >= 2
            and run[0].indent < 2
            and not ends_sentence(run[0].text)
            and (run[0].width < column * 0.9)
        )

    def _headings(self, run: list[Line], column: int, after: Classed | None) -> int:
        """How many lines at the beginning of the run are headings."""
        if len(run) == 1:
            return int(self._is_heading(run[0], after))
        if not _is_body(run):
            return len(run)
        count = 0
        for index, line in enumerate(run[:4]):
            if not self._heads_a_run(line, run, index, column):
                break
            count = index + 1
        return count if count < len(run) else 0

    def _heads_a_run(self, line: Line, run: list[Line], index: int, column: int) -> bool:
        """Whether an upper line of a body run is a heading set without a blank line below it."""
        if index + 1 >= len(run) or is_bullet(line.text) or len(line.text) > _HEADING_LIMIT:
            return False
        if (
            line.text[-1] in "。，；、：,;"
            or "。" in line.text
            or read_lede(line.text)
            or from_mark(line.text)
        ):
            return False
        below = run[index + 1]
        rest = run[index + 1 :]
        if line.bold != below.bold:
            return line.bold
        if line.indent < 2 and below.indent >= 2:
            return not (self.last and not ends_anyhow(self.last.text) and line.width >= column - 2)
        if (
            line.indent < 2
            and any(each.indent >= 2 for each in rest[:3])
            and line.gap + index == index
            and index
        ):
            return self._heads_a_run(below, run, index + 1, column)
        if line.indent < 2 and index == 0 and any(each.indent >= 2 for each in rest[:2]):
            return self._heads_a_run(below, run, index + 1, column)
        return below.width > _WEB_LINE and line.width < _WEB_LINE * 0.8

    def _is_heading(self, line: Line, after: Classed | None) -> bool:
        """Whether a line that stands alone is a heading, not a paragraph or a piece of one."""
        text = line.text
        if (
            len(text) > _HEADING_LIMIT
            or is_bullet(text)
            or read_lede(text)
            or from_mark(text)
            or to_mark(text)
        ):
            return False
        if text.endswith("——"):
            return len(text) <= 30 and "。" not in text
        if "。" in text:
            return False
        if _LABELLED.match(text) and not line.bold:
            return False
        if ends_sentence(text):
            if text[-1] in "！？!?" or text[-1] in "”’":
                return len(text) <= (24 if "，" in text else 32)
            return text[-1] in "：:" and len(text) <= 16 and (line.bold or line.indent < 2)
        if len(text) > 36 and "，" in text and not (after is not None and after.role is Role.BYLINE):
            return False
        return not self._is_cut(text, after)

    def _is_cut(self, text: str, after: Classed | None) -> bool:
        """Whether a line without a stop is a paragraph that a column break cut, seen from its neighbours."""
        before = self.tokens[-1] if self.tokens else None
        if before is None or before.sort not in (Sort.PARAGRAPH, Sort.BYLINE, Sort.FROM) or after is None:
            return False
        below = after.line
        if after.role is not Role.TEXT or read_lede(below.text) or is_bullet(below.text) or below.indent >= 2:
            return False
        if not ends_anyhow(below.text) and len(below.text) < _HEADING_LIMIT:
            return False
        if below.text[0] in _STARTS_NOTHING or self._seam_is_known(text, below.text):
            return True
        if text.count("“") > text.count("”") or text.count("《") > text.count("》"):
            return True
        commas = text.count("，")
        return (commas >= 1 and len(text) >= 14 and not _is_couplet(text)) or len(text) >= 34

    def _seam_is_known(self, above: str, below: str) -> bool:
        """Whether the characters on both sides of a break stand side by side elsewhere on the page."""
        return above[-2:] + below[:1] in self.runs_of_three or above[-1:] + below[:2] in self.runs_of_three

    def _heading(self, line: Line) -> None:
        self.last = None
        self.tokens.append(
            Token(Sort.HEADING, line.text, [line.number], line.gap, line.bold, line.indent >= 2)
        )

    # ---------------------------------------------------------------- paragraphs

    def _body(self, run: list[Line], column: int, goes_on: bool) -> None:
        indents = sorted({line.indent for line in run})
        base = indents[0]
        for index, line in enumerate(run):
            before = run[index - 1] if index else None
            if before is None:
                starts = not goes_on
            else:
                starts = self._starts(line, before, base, column)
            self._take(line, starts, column if len(run) > 1 else 0)

    def _starts(self, line: Line, before: Line, base: int, column: int) -> bool:
        """Whether a line inside a run begins a paragraph."""
        if is_bullet(line.text) or from_mark(line.text):
            return True
        if line.text[0] in _STARTS_NOTHING:
            return False
        if line.indent >= base + 2 and line.indent >= before.indent:
            return True
        if not ends_anyhow(before.text):
            return before.width > _WEB_LINE and line.width > _WEB_LINE
        if before.width > _WEB_LINE or line.width > _WEB_LINE:
            return True
        short = before.width + before.indent
        return short < column * 0.7 or (not self.indents and short < column - 4)

    def _take(self, line: Line, starts: bool, column: int) -> None:
        if starts or self.last is None:
            self._start(line)
        else:
            self._extend(line)
        assert self.last is not None
        self.last_line = line
        if column:
            self.column = column
            self.last.width = max(self.last.width, column)
        elif line.width > _WEB_LINE:
            self.column = 0

    def _start(self, line: Line) -> None:
        previous = self.tokens[-1] if self.tokens else None
        chained = previous is not None and previous is self.last and not ends_anyhow(previous.text)
        self.list_length = self.list_length + 1 if chained else 1
        self.last = Token(
            Sort.PARAGRAPH,
            line.text,
            [line.number],
            line.gap,
            line.bold,
            line.indent >= 2,
            bullet=is_bullet(line.text),
        )
        self.tokens.append(self.last)

    def _extend(self, line: Line) -> None:
        assert self.last is not None and self.last_line is not None
        full = self.column > 0 and self.last_line.width + self.last_line.indent >= self.column - 1
        self.last.text = join(self.last.text, line.text, self.words, full)
        self.last.numbers.append(line.number)


def _with_marks(token: Token) -> list[Token]:
    """A paragraph with the continuation marks at its ends set apart, and its lede read."""
    if token.sort is not Sort.PARAGRAPH:
        return [token]
    parts = [token]
    if mark := from_mark(token.text):
        parts.insert(
            0, Token(Sort.FROM, token.text[: mark.end], token.numbers[:1], token.gap, page=mark.page)
        )
        token.text, token.gap = token.text[mark.end :].lstrip(), 0
    if mark := to_mark(token.text):
        parts.append(Token(Sort.TO, token.text[mark.start :], token.numbers[-1:], page=mark.page))
        token.text = token.text[: mark.start].rstrip()
    token.text = tidy(token.text)
    token.lede = read_lede(token.text)
    return [part for part in parts if part.text]


def _is_aside(text: str) -> bool:
    return len(text) < 160 and (is_bullet(text) or read_credit(text) is not None)


def _is_couplet(text: str) -> bool:
    """Two phrases of about the same length, as headlines like them."""
    halves = text.split("，")
    return len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 2


def _is_body(run: Sequence[Line]) -> bool:
    """Whether lines that stand together are text and not two or three lines of a headline."""
    if any("。" in line.text or line.width > _WEB_LINE for line in run) or is_bullet(run[0].text):
        return True
    if len(run) >= 5 or sum(len(line.text) for line in run) > 110:
        return True
    if any(line.text[-1] in "，、；" for line in run[:-1]) or run[-1].text[-1] in "；，":
        return True
    return len(run) >= 3 and run[0].indent >= 2 and all(line.indent < 2 for line in run[1:])


def _column_width(run: Sequence[Line]) -> int:
    """The width of the column that a run is set in: that of its widest line that is no web line."""
    widths = sorted((line.width + line.indent for line in run if line.width <= _WEB_LINE), reverse=True)
    if not widths:
        return 0
    return widths[len(widths) // 10]


def _uses_indents(lines: Sequence[Line]) -> bool:
    """Whether paragraphs of the page are indented: its narrow lines begin at two depths, mostly the lesser."""
    narrow = [line for line in lines if line.width <= _WEB_LINE]
    deep = sum(2 <= line.indent <= 5 for line in narrow)
    return len(narrow) >= 4 and 0.03 * len(narrow) <= deep <= 0.6 * len(narrow)


def _words(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(word.casefold() for line in lines for word in _WORD.findall(line.text))


def _runs_of_three(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(line.text[i : i + 3] for line in lines for i in range(len(line.text) - 2))
