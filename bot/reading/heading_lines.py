"""Which lines are headings: not text, and not a piece of a paragraph that was cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.continuation import from_mark, to_mark
from bot.reading.joining import STARTS_NOTHING, ends_anyhow, ends_sentence
from bot.reading.ledes import read_lede
from bot.reading.letters import is_salutation
from bot.reading.lines import Line
from bot.reading.roles import Classed, Role, is_bullet
from bot.reading.tokens import Sort
from bot.reading.typesetting import WEB_LINE, Layout, is_body

_LIMIT = 60
"""Characters; a longer line without a stop is a paragraph that was cut."""

_LONG = 36
"""Characters from which a line with commas is a heading only above a byline."""

_HEADING_RUN = 4
"""Heading lines that may stand on top of a text without a blank line between."""

_HEADLINE_LINES = 3
"""Lines of one headline, kicker and subheadline included; more of them below a byline are a poem."""

_LABELLED = re.compile(
    r"^[\u4e00-\u9fff]{0,6}(?:时间|地点|地址|电话|热线|[系听话]人|范围|对象|方式|要求|网址|邮箱|费用|价格|单位|日期|期限|事项|编号|传真)"
    r"[：:]"
)
"""A line of a notice: what it is, a colon, and the thing itself."""


def count_headings(
    run: Sequence[Line],
    column: int,
    layout: Layout,
    above: Sort | None,
    cut_above: bool,
    after: Classed | None,
) -> int:
    """How many lines at the beginning of a run are headings.

    `above` is what stands over the run, `cut_above` whether that is a paragraph that breaks off in
    mid-sentence, `after` what comes under the run.
    """
    if len(run) == 1:
        return int(_is_heading(run[0], layout, above, after))
    if not is_body(run) and not layout.fills_column(run):
        opening = _opening(run)
        return 0 if above is Sort.BYLINE and opening > _HEADLINE_LINES else opening
    count = 0
    for index in range(min(_HEADING_RUN, len(run) - 1)):
        if not _tops_text(run, index, column, cut_above):
            break
        count = index + 1
    return count


def looks_like_heading(line: Line) -> bool:
    """Whether a line that stands among paragraphs may be a heading, by itself."""
    text = line.text
    if len(text) > _LIMIT or "。" in text or text[-1] in "，、；：,;:" or is_bullet(text):
        return False
    if ends_sentence(text) and text[-1] in "…;." and not text.endswith("——"):
        return False
    return not (read_lede(text) or from_mark(text) or to_mark(text) or is_salutation(text))


def _opening(run: Sequence[Line]) -> int:
    """The line of a run with which a report or a letter begins; that behind its end where none does."""
    for index, line in enumerate(run):
        below = run[index + 1].text if index + 1 < len(run) else ""
        if is_salutation(line.text) or read_lede(line.text + below):
            return index
    return len(run)


def tops_text(run: Sequence[Line], column: int) -> bool:
    """Whether the first line of a run is a short heading over an indented paragraph."""
    if len(run) < 2 or run[1].indent < 2:
        return False
    return run[0].indent < 2 and not ends_sentence(run[0].text) and run[0].width < column * 0.9


def _tops_text(run: Sequence[Line], index: int, column: int, cut_above: bool) -> bool:
    """Whether an upper line of a text is a heading set without a blank line below it."""
    line, below = run[index], run[index + 1]
    text = line.text
    if is_bullet(text) or len(text) > _LIMIT or text[-1] in "。，；、：,;" or "。" in text:
        return False
    if read_lede(text) or from_mark(text) or is_salutation(text):
        return False
    if line.bold != below.bold:
        return line.bold
    if line.indent < 2 and below.indent >= 2:
        return not (cut_above and line.width >= column - 2)
    if (
        line.indent < 2
        and index < _HEADING_RUN - 1
        and any(each.indent >= 2 for each in run[index + 1 : index + 4])
    ):
        return _tops_text(run, index + 1, column, cut_above)
    return below.width > WEB_LINE and line.width < WEB_LINE * 0.8


def _is_heading(line: Line, layout: Layout, above: Sort | None, after: Classed | None) -> bool:
    """Whether a line that stands alone is a heading."""
    text = line.text
    if len(text) > _LIMIT or is_bullet(text) or read_lede(text) or from_mark(text) or to_mark(text):
        return False
    if "。" in text or is_salutation(text) or (_LABELLED.match(text) and not line.bold):
        return False
    if text.endswith("——"):
        return len(text) <= 30
    if ends_sentence(text):
        if text[-1] in "！？!?”’":
            return len(text) <= (18 if "，" in text else 32)
        return text[-1] in "：:" and len(text) <= 16 and (line.bold or line.indent < 2)
    if len(text) > _LONG and "，" in text and not (after is not None and after.role is Role.BYLINE):
        return False
    return not _is_cut(line, layout, above, after)


def _is_cut(line: Line, layout: Layout, above: Sort | None, after: Classed | None) -> bool:
    """Whether a line without a stop is a paragraph that a column break cut, seen from its neighbours."""
    text = line.text
    begins = above in (Sort.PARAGRAPH, Sort.BYLINE, Sort.FROM) or (layout.indents and line.indent >= 2)
    if not begins or after is None or after.role is not Role.TEXT:
        return False
    below = after.line.text
    if read_lede(below) or is_salutation(below) or is_bullet(below) or after.line.indent >= 2:
        return False
    if not ends_anyhow(below) and len(below) < _LIMIT and not any(stop in below for stop in "。，、"):
        return False
    if below[0] in STARTS_NOTHING or layout.has_seam(text, below):
        return True
    if text.count("“") > text.count("”") or text.count("《") > text.count("》"):
        return True
    return ("，" in text and len(text) >= 14 and not _is_couplet(text)) or len(text) >= 34


def _is_couplet(text: str) -> bool:
    """Two phrases of about the same length, as headlines like them."""
    halves = text.split("，")
    return len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 2
