"""Pages in the layouts that papers use, each set from a seed."""

from __future__ import annotations

import re
from collections.abc import Callable

from press_copy import Story
from press_setting import Module, Press, Style

_DAY = "2025年11月6日 星期四"
_NAME = "青禾日报"
_BROAD = (820.0, 1150.0)
_TABLOID = (620.0, 860.0)

Sheet = Callable[[int], Press]


def _press(size: tuple[float, float], seed: int) -> Press:
    return Press(*size, seed)


def two_columns(seed: int) -> Press:
    """Two stories under each other, two columns each."""
    press = _press(_TABLOID, seed)
    press.page(
        Style(body=10, head=28, gutter=18),
        [
            Module(36, 60, 584, 430, 2, kicker=True),
            Module(36, 446, 584, 820, 2, byline="lede", ragged=True),
        ],
        _NAME,
        "2",
        _DAY,
    )
    return press


def three_columns_with_a_picture(seed: int) -> Press:
    """A picture over two columns, in the middle of the text."""
    press = _press(_TABLOID, seed)
    press.page(
        Style(body=9, leading=1.4, head=30, gutter=12, indent="blanks"),
        [
            Module(36, 60, 584, 560, 3, picture=(1, 2, 0.3, 0.62), subheadline=True),
            Module(36, 578, 300, 820, 2, head_scale=0.7),
            Module(318, 578, 584, 820, 2, head_scale=0.7, byline="end"),
        ],
        _NAME,
        "5",
        _DAY,
    )
    return press


def four_columns_without_rules(seed: int) -> Press:
    """Modules that only white parts."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=9.5, head=32, gutter=14, module_rules=False),
        [
            Module(36, 60, 500, 520, 3, kicker=True, subheads=1),
            Module(524, 60, 784, 520, 2, head_scale=0.7, byline="lede"),
            Module(36, 548, 300, 1100, 2, head_scale=0.75, head_lines=2),
            Module(324, 548, 784, 1100, 3, picture=(0, 1, 0.5, 0.8)),
        ],
        _NAME,
        "A3",
        _DAY,
    )
    return press


def five_columns_with_a_frame(seed: int) -> Press:
    """A framed story amid others, and a column of one-column stories."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=9, head=34, gutter=12, doubled=True),
        [
            Module(36, 60, 620, 480, 4, subheadline=True),
            Module(640, 60, 784, 280, 1, head_scale=0.5, byline="lede"),
            Module(640, 296, 784, 520, 1, head_scale=0.5, byline="lede"),
            Module(640, 536, 784, 1100, 1, head_scale=0.5, byline="line", head_lines=2),
            Module(36, 500, 620, 760, 4, framed=True, head_scale=0.7),
            Module(36, 780, 620, 1100, 3, picture=(0, 1, 0.0, 0.5), head_scale=0.8),
        ],
        _NAME,
        "A06",
        _DAY,
    )
    return press


def six_columns(seed: int) -> Press:
    """A broadsheet of narrow columns, with rules between them."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=8.5, leading=1.35, head=36, gutter=11, column_rules=True, justified=True),
        [
            Module(36, 60, 784, 430, 6, kicker=True, subheadline=True),
            Module(36, 450, 400, 800, 3, head_scale=0.7, subheads=1),
            Module(420, 450, 784, 800, 3, head_scale=0.7, picture=(1, 1, 0.4, 0.75)),
            Module(36, 820, 276, 1100, 2, head_scale=0.6, byline="lede"),
            Module(290, 820, 530, 1100, 2, head_scale=0.6, byline="end"),
            Module(544, 820, 784, 1100, 2, head_scale=0.6, tint=True),
        ],
        _NAME,
        "3",
        _DAY,
    )
    return press


def upright_headlines(seed: int) -> Press:
    """Headlines that run downwards, left and right of their texts."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=9.5, head=30, gutter=14),
        [
            Module(36, 60, 400, 560, 2, head="right"),
            Module(424, 60, 784, 560, 2, head="left"),
            Module(36, 580, 784, 800, 4, head_scale=0.8),
            Module(36, 820, 784, 1100, 3, head="left", head_scale=0.8),
        ],
        _NAME,
        "7",
        _DAY,
    )
    return press


def beside_its_headline(seed: int) -> Press:
    """Texts that run on in columns beside their headline."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=9.5, head=28, gutter=14),
        [
            Module(36, 60, 784, 420, 4, head="first", head_columns=2),
            Module(36, 440, 500, 780, 3, head="first", head_columns=1, head_scale=0.6),
            Module(520, 440, 784, 780, 2, head_scale=0.7, framed=True),
            Module(36, 800, 784, 1100, 5, head="first", head_columns=3),
        ],
        _NAME,
        "4",
        _DAY,
    )
    return press


def ragged_and_spaced(seed: int) -> Press:
    """Unjustified text in large leading, letter-spaced headlines set to the left, uneven columns."""
    press = _press(_TABLOID, seed)
    press.page(
        Style(body=10.5, leading=1.65, head=22, gutter=20, justified=False, spaced=0.6),
        [
            Module(36, 60, 584, 400, 3, ragged=True, centred=False),
            Module(36, 420, 300, 820, 1, head_scale=0.8, centred=False, byline="none"),
            Module(322, 420, 584, 820, 2, head_scale=0.8, centred=False, ragged=True, byline="lede"),
        ],
        _NAME,
        "08",
        _DAY,
    )
    return press


def a_box_in_the_text(seed: int) -> Press:
    """A small framed box in the middle of a column; the text runs on under it."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=9.5, head=34, gutter=16, by_glyph=True),
        [
            Module(36, 60, 784, 600, 4, box=(2, 0.3, 0.65), kicker=True),
            Module(36, 620, 784, 1100, 4, picture=(1, 2, 0.25, 0.7), subheads=2),
        ],
        _NAME,
        "B2",
        _DAY,
    )
    return press


def turning_like_a_mill(seed: int) -> Press:
    """Four stories around a fifth: no straight cut parts the page."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=9, head=24, gutter=12, module_rules=False),
        [
            Module(36, 60, 530, 380, 3),
            Module(554, 60, 784, 760, 2, head_scale=0.8),
            Module(290, 790, 784, 1100, 4),
            Module(36, 410, 266, 1100, 2, head_scale=0.8, byline="lede"),
            Module(290, 410, 530, 760, 2, head_scale=0.8, framed=True),
        ],
        _NAME,
        "6",
        _DAY,
    )
    return press


def captions_beside_pictures(seed: int) -> Press:
    """Captions right of their pictures, pictures at the head of a text."""
    press = _press(_TABLOID, seed)
    press.page(
        Style(body=9, head=26, gutter=13),
        [
            Module(36, 60, 584, 440, 3, picture=(0, 2, 0.0, 0.4), caption="right"),
            Module(36, 460, 584, 820, 4, picture=(1, 2, 0.5, 1.0)),
        ],
        _NAME,
        "12",
        _DAY,
    )
    return press


def wide_and_narrow(seed: int) -> Press:
    """Modules of different column widths and type sizes, tinted and framed."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=9.5, head=30, gutter=14, indent="blanks", doubled=True),
        [
            Module(36, 60, 784, 360, 2, body_scale=1.2, head_scale=1.2),
            Module(36, 380, 360, 760, 3, body_scale=0.95, head_scale=0.7),
            Module(380, 380, 784, 760, 2, tint=True, head_scale=0.8),
            Module(36, 780, 784, 1100, 5, subheads=1),
        ],
        _NAME,
        "9",
        _DAY,
    )
    return press


def continued(seed: int) -> Press:
    """Two pages: the first page's story goes on on the second."""
    press = _press(_TABLOID, seed)
    story = press.room.story()
    story.paragraphs = [press.room.paragraph(3) for _ in range(14)]
    style = Style(body=10, head=28, gutter=16)
    head = Module(36, 60, 584, 330, 3, story=story, goes_to="2")
    press.page(style, [head, Module(36, 350, 584, 820, 3)], _NAME, "1", _DAY)
    rest = Story(story.headline, head.left_over, kind="fragment")
    tail = Module(36, 60, 584, 430, 3, story=rest, comes_from="1", head_scale=0.6, byline="none")
    press.page(style, [tail, Module(36, 450, 584, 820, 2)], _NAME, "2", _DAY)
    return press


DEVELOPED: tuple[Sheet, ...] = (
    two_columns,
    three_columns_with_a_picture,
    four_columns_without_rules,
    five_columns_with_a_frame,
    six_columns,
    upright_headlines,
    beside_its_headline,
    ragged_and_spaced,
    a_box_in_the_text,
    turning_like_a_mill,
    captions_beside_pictures,
    wide_and_narrow,
)


# These were kept aside while the reading was developed on those above.


def a_front_of_columns(seed: int) -> Press:
    """A lead over all columns under a picture of its width, and a row of briefs at the foot."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=10, leading=1.5, head=44, gutter=15, head_font="serif", body_font="sans"),
        [
            Module(36, 60, 784, 560, 5, picture=(1, 3, 0.0, 0.55), kicker=True),
            Module(36, 590, 271, 840, 1, head_scale=0.4, byline="lede"),
            Module(291, 590, 528, 840, 2, head_scale=0.4, byline="end"),
            Module(548, 590, 784, 840, 1, head_scale=0.4, byline="lede"),
            Module(36, 866, 784, 1100, 6, head_scale=0.6),
        ],
        _NAME,
        "1",
        _DAY,
    )
    return press


def narrow_gutters(seed: int) -> Press:
    """Six narrow columns with hardly more than a character between them, unequal in depth."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=8.8, leading=1.3, head=30, gutter=10.5, indent="blanks", module_rules=False),
        [
            Module(36, 60, 784, 390, 6, ragged=True, head_lines=2),
            Module(36, 420, 520, 760, 4, subheads=1, picture=(1, 2, 0.35, 0.8)),
            Module(545, 420, 784, 1100, 2, head_scale=0.6, body_scale=1.1, subheads=1),
            Module(36, 790, 265, 1100, 2, head_scale=0.6, ragged=True),
            Module(290, 790, 520, 1100, 2, head_scale=0.6, byline="lede"),
        ],
        _NAME,
        "C4",
        _DAY,
    )
    return press


def upright_between(seed: int) -> Press:
    """An upright headline under a level one, with rules between the columns."""
    press = _press(_TABLOID, seed)
    press.page(
        Style(body=9.8, leading=1.55, head=27, gutter=17, column_rules=True, doubled=True),
        [
            Module(36, 60, 584, 300, 4, subheadline=True),
            Module(36, 325, 390, 820, 2, head="left"),
            Module(412, 325, 584, 560, 1, head_scale=0.55, framed=True),
            Module(412, 580, 584, 820, 1, head_scale=0.55, byline="lede"),
        ],
        _NAME,
        "11",
        _DAY,
    )
    return press


def tinted_and_boxed(seed: int) -> Press:
    """Stories on tinted grounds, one with a box in it, beside one that runs on beside its headline."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=10, head=29, gutter=15, by_glyph=True, spaced=0.25),
        [
            Module(36, 60, 784, 430, 4, tint=True, head_scale=1.1, box=(3, 0.35, 0.75)),
            Module(36, 455, 440, 790, 3, head="first", head_columns=2, head_scale=0.6),
            Module(465, 455, 784, 790, 2, framed=True, tint=True, head_scale=0.7, byline="end"),
            Module(36, 815, 784, 1100, 5, picture=(2, 2, 0.3, 1.0), head_scale=0.8),
        ],
        _NAME,
        "D01",
        _DAY,
    )
    return press


def set_wide(seed: int) -> Press:
    """Two and three wide columns in large leading, unjustified, with their headlines to the left."""
    press = _press(_TABLOID, seed)
    press.page(
        Style(body=11, leading=1.8, head=24, gutter=24, justified=False, indent="blanks"),
        [
            Module(36, 60, 584, 350, 2, centred=False, kicker=True),
            Module(36, 376, 584, 820, 3, centred=False, picture=(2, 1, 0.4, 0.75), subheads=2, ragged=True),
        ],
        _NAME,
        "10",
        _DAY,
    )
    return press


def a_mill_the_other_way(seed: int) -> Press:
    """No straight cut parts the page, and its stories are set in different sizes."""
    press = _press(_BROAD, seed)
    press.page(
        Style(body=9.2, head=25, gutter=13),
        [
            Module(36, 60, 266, 760, 2, head_scale=0.8, body_scale=1.05),
            Module(290, 60, 784, 380, 4, kicker=True),
            Module(550, 406, 784, 1100, 2, head_scale=0.8, subheads=1),
            Module(36, 790, 526, 1100, 3, picture=(0, 2, 0.0, 0.5)),
            Module(290, 406, 526, 760, 2, head_scale=0.7, tint=True, byline="lede"),
        ],
        _NAME,
        "A12",
        _DAY,
    )
    return press


KEPT_ASIDE: tuple[Sheet, ...] = (
    a_front_of_columns,
    narrow_gutters,
    upright_between,
    tinted_and_boxed,
    set_wide,
    a_mill_the_other_way,
)


def cutting(seed: int = 4) -> tuple[bytes, Press]:
    """A small page whose fonts map every character to one for private use."""
    press = Press(330, 420, seed)
    press.paper.set_compression(False)
    press.page(
        Style(body=10, head=22, gutter=16), [Module(36, 60, 294, 380, 2)], "青禾日报", "2", "2025年11月6日"
    )

    def private(match: re.Match[bytes]) -> bytes:
        return b"<%s> <E%s>" % (match[1], match[2][1:])

    return re.sub(rb"<([0-9A-F]{4})> <([4-9][0-9A-F]{3})>", private, press.data()), press
