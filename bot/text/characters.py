"""Single characters and blanks: what is Han, how wide text is printed, and the form in which texts are
compared."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BLANKS_BESIDE_PUNCTUATION = re.compile(
    r"(?<=[，。、；：？！“‘（《〈「『]) ++|(?<! ) ++(?=[，。、；：？！”’）》〉」』％])"
)
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NARROW = re.compile("[\x00-\u02ff\u2022]+")
_PLAIN_PUNCTUATION = re.compile(r"[\s，。、；：？！“”‘’（）《》—…]+")
_NO_WORDING = re.compile(r"[\W_]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufff0-\uffff\U000f0000-\U000fffff\U00100000-\U0010ffff]")

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
    "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
"""The CJK Radicals Supplement, in its order, less what has no character of its own."""

_OF_RADICALS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
    "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""What Unicode's table EquivalentUnifiedIdeograph has for each of them."""

_KANGXI = 0x2F00

_SINGLE_FORMS = ((_KANGXI, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))
"""Kangxi radicals and compatibility ideographs: NFKC has the character for each."""

_USUAL_SHAPES = {"戶": "户", "靑": "青", "黃": "黄"}
"""Radicals whose character by Unicode is an older shape of the one that papers print: ⽤⼾ is 用户."""

_UNIFIED = str.maketrans(_RADICALS, _OF_RADICALS) | {
    code: _USUAL_SHAPES.get(plain, plain) if start == _KANGXI else plain
    for start, end in _SINGLE_FORMS
    for code in range(start, end)
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain != chr(code)
}
_HAS_DOUBLE = re.compile("[⺀-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def unified(text: str) -> str:
    """Write the Chinese characters that Unicode has twice as the usual ones: radicals (⽇, ⻓), and those of
    old character sets. Each becomes one character, so all keep their places.

    Texts that come in go through this, wherever they come from: bytes of a page where they are decoded, and
    its parts in `bot.reading`, a message as `bot.chat` gets it, a line of JSON, a query as it is parsed.
    """
    return text.translate(_UNIFIED) if _HAS_DOUBLE.search(text) else text


def fold(text: str) -> str:
    """Return the form in which texts are compared: full-width and half-width, capital and small are one.

    The length may change.
    """
    return unicodedata.normalize("NFKC", text).casefold()


def is_han(character: str) -> bool:
    """Whether a single character is a Chinese one (ideographs with their extensions, and 〇)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or character in "〇々"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def count_han(text: str) -> int:
    """How many Chinese characters stand in the text."""
    return sum(map(is_han, text))


def cells(text: str) -> int:
    """The printed width of a line in half-width cells: a Chinese character takes two."""
    return len(text) + len(_NARROW.sub("", text))


def without_controls(text: str) -> str:
    """Drop control, invisible and private-use characters, which no paper prints. Line ends and tabs stay."""
    return _PRIVATE.sub("", _CONTROLS.sub("", text))


def for_terminal(text: str) -> str:
    """The text without what moves a terminal's cursor, changes its colours or ends its line early."""
    return _STEERING.sub("", text)


def collapse_blanks(text: str) -> str:
    """Make every stretch of blanks a single one, none at the ends and none beside Chinese punctuation."""
    if not _BLANKS.search(text):
        return text.strip()
    return _BLANKS_BESIDE_PUNCTUATION.sub("", _BLANKS.sub(" ", text)).strip()


def bare(text: str) -> str:
    """The folded text without blanks and punctuation: what remains when only wording counts."""
    # Without punctuation most Chinese text is in its normal form, which is found out sooner than it is made.
    words = _PLAIN_PUNCTUATION.sub("", text)
    if not unicodedata.is_normalized("NFKC", words):
        words = unicodedata.normalize("NFKC", words)
    return _NO_WORDING.sub("", words.casefold())
