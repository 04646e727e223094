"""What is seen of a token and of those beside it: what speaks for and against each of its readings.

Each feature has a name; what it weighs for a reading is fitted (`weights.tsv`). A headline shares words with
its own story and stands over a byline or a lede more often than not; a subhead is short, stands between
paragraphs, and its words come in the paragraph below it. White space counts against the habit of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import add

from bot.reading.bylines import MARKS
from bot.reading.captions import is_label
from bot.reading.grammar import Kind
from bot.reading.joining import ends_sentence
from bot.reading.letters import is_salutation
from bot.reading.signers import how_signed
from bot.reading.tokens import Sort, Token
from bot.text.characters import bare

_WINDOW = 1200
"""Characters of text above and below that a heading is compared with."""

_COMPARED = 400
_LEAST_COMPARED = 40
"""Characters above and below a heading by which a change of subject is seen."""

_OTHER_SUBJECT = 0.025
"""The share of pairs of characters up to which two texts are on two subjects."""

_NEAR = 220
"""Characters of the paragraph below that a subhead is compared with."""

_HEADING_LIMIT = 72
_BYLINE_LIMIT = 24
_CAPTION_LIMIT = 320
"""Characters of a token that may be a heading, a byline or a caption."""

_PARAGRAPH = 45
"""Characters from which a text is no heading, whatever it ends with."""

_NOTICE = re.compile(
    r"公告|启事|通知|声明|预告|通告|公示|讣告|招标|拍卖|遗失|通报|提示|海报|征集|招聘|预报|简讯|快讯|短讯"
)
_NOTICE_OPENING = re.compile(
    r"(?:为|按照|根据|经|因|兹|现将|定于|遵照|依据|受|依照|我[公司市县区局院校]|本[公司院校单位])"
)
_NOTICE_WORDS = re.compile(
    r"公告|通知|如下|停电|停水|停气|检修|拍卖|招标|请[有相各广]|特此|公示|事项|转让|遗失|作废|招聘|竞买"
)
_DASHED = re.compile(r"^[—―─-]{2,}")
_NUMBERED = re.compile(
    r"^(?:[A-H]|[①-⑩]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.．]|第[一二三四五六七八九十]+[章节条])\s*\S"
)
_PICTURE = re.compile(r"^[（(]?(?:图片|照片|图为|图文|影像|图[①-⑩一二三四五])")
_CREDITED = re.compile(r"(?:摄|照片|供图|图片)[)）]?$")
_TAGGED = re.compile(r"[（(][^（）()]{2,10}[)）]$")
_BRACKETED = re.compile(r"^[（(【〔\[][^（）()【】]*[)）】〕\]]$")
_DATELINE = re.compile(r"^[（(].{0,24}[电讯][)）]$")
_SOURCE = re.compile(r"^[（(]?(?:来源|资料来源|作者|作者单位|编辑|记者|通讯员)\s*[：:为]")
_QUESTION = re.compile(r"^(?:问|答|Q|A|[\u4e00-\u9fff]{1,6})[：:]")
_SPEAKS = re.compile(r"(?:说|表示|认为|指出|介绍|称|强调|告诉记者)[，：:。]")
_CONTACT = re.compile(
    r"(?:热线|邮箱|信箱|电话|传真|网址|公众号|微博|微信)[^。，]{0,4}[：:]|@\w|www\.|https?:"
)
"""What papers print of themselves, or a notice of how to reach someone."""

_ROW_LIMIT = 14
_ROW_REACH = 12
"""Characters of a heading that may be one of a row, and tokens within which the next of it stands."""

_LENGTHS = (2, 4, 6, 9, 12, 16, 20, 26, 34, _PARAGRAPH, _HEADING_LIMIT, 120, 220)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a token."""

    kind: Kind
    features: tuple[str, ...]


_CAPTION = Seen(Kind(Sort.CAPTION), ())


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a page sets its paragraphs."""

    gap: int
    """Blank lines between two of them."""
    indents: bool
    signs: bool
    """Whether any of its pieces says who wrote it."""

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> _Habit:
        gaps = Counter(token.gap for above, token in pairwise(tokens) if _is_text(above) and _is_text(token))
        gaps = gaps or Counter(token.gap for token in tokens[1:] if token.sort is Sort.PARAGRAPH)
        texts = [token for token in tokens if _is_text(token)]
        deep = sum(token.indented for token in texts)
        signs = any(token.lede or token.ending or token.sort is Sort.BYLINE for token in tokens)
        return cls(gaps.most_common(1)[0][0] if gaps else 0, 2 * deep > len(texts), signs)


def observe(tokens: Sequence[Token]) -> list[Seen]:
    """See every token of a page. Captions stand apart: what is above and below them stands side by side."""
    columns = _observe([token for token in tokens if token.sort is not Sort.CAPTION])
    return [_CAPTION if token.sort is Sort.CAPTION else next(columns) for token in tokens]


def kinds_of(tokens: Sequence[Token]) -> list[Seen]:
    """What every token of a page may be, and nothing of what is seen of it."""
    habit = _Habit.of(tokens)
    return [
        _CAPTION if token.sort is Sort.CAPTION else Seen(_kind(tokens, index, habit), ())
        for index, token in enumerate(tokens)
    ]


def _observe(tokens: Sequence[Token]) -> Iterator[Seen]:
    habit = _Habit.of(tokens)
    plain = [bare(token.text[:_WINDOW]) if token.sort is Sort.PARAGRAPH else "" for token in tokens]
    shapes = [_shape(token) for token in tokens]
    kinds = [_kind(tokens, index, habit) for index in range(len(tokens))]
    rows = _rows(tokens, kinds, habit)
    for index, (token, kind) in enumerate(zip(tokens, kinds, strict=True)):
        features = _own(token, habit)
        if kind.text or kind.heading:
            features += _beside(tokens, shapes, index, habit)
        if kind.heading:
            signed = _signed(tokens, index, habit)
            features += (signed, *_words(tokens, plain, index))
            if index in rows:
                features += (f"{rows[index]}, {signed}",)
            if token.bold:
                features += (f"bold, {signed}",)
        yield Seen(kind, features)


def _is_text(token: Token) -> bool:
    return token.sort is Sort.PARAGRAPH and len(token.text) >= _PARAGRAPH


def _kind(tokens: Sequence[Token], index: int, habit: _Habit) -> Kind:
    token = tokens[index]
    above = tokens[index - 1] if index else None
    below = tokens[index + 1] if index + 1 < len(tokens) else None
    text, sort = token.text, token.sort
    if sort in (Sort.FROM, Sort.TO, Sort.SIGNATURE):
        return Kind(sort, unsigned=sort is Sort.SIGNATURE and token.byline is None)
    if sort is Sort.BYLINE:
        return Kind(sort, heading=text[0] not in MARKS + "（(" and len(text) <= _BYLINE_LIMIT, byline=True)
    if is_label(text):
        announces = text[-1] in "：:"
        return Kind(Sort.PARAGRAPH, pictures=not announces, caption=announces)
    heading = _may_head(text) and token.lede is None
    return Kind(
        Sort.PARAGRAPH,
        heading=heading,
        pictures=heading and not (habit.indents and token.indented),
        text=True,
        bare=sort is Sort.PARAGRAPH or not heading,
        byline=how_signed(text) is not None and not (below and _has_any(below.text, text)),
        caption=_may_be_caption(text, above) and token.lede is None,
        short=len(text) <= _CAPTION_LIMIT and token.lede is None,
        noise=len(text) <= _HEADING_LIMIT and _CONTACT.search(text) is not None,
        lede=token.lede is not None,
        ends=token.ending is not None,
    )


def _may_head(text: str) -> bool:
    return len(text) <= _HEADING_LIMIT and "。" not in text and any(map(str.isalnum, text))


def _may_be_caption(text: str, above: Token | None) -> bool:
    """Whether a text says that it is about a picture, or stands under a line that says so."""
    if len(text) > _CAPTION_LIMIT:
        return False
    if _PICTURE.match(text) or _CREDITED.search(text):
        return True
    return above is not None and len(above.text) <= 6 and _PICTURE.match(above.text) is not None


def _has_any(paragraph: str, name: str) -> bool:
    """Whether a text has two characters of a name side by side, as it has those of a subhead above it."""
    return any(name[at : at + 2] in paragraph for at in range(len(name) - 1))


def _own(token: Token, habit: _Habit) -> tuple[str, ...]:
    """What a token is by itself."""
    text = token.text
    found = [f"sort {token.sort.name.lower()}", f"length {_length(len(text))}", f"ends {_end(text)}"]
    if habit.indents:
        found.append("indented" if token.indented else "flush")
    if len(token.numbers) > 1:
        found.append("many lines")
    if token.bold:
        found.append("bold")
    if token.bullet:
        found.append("bullet")
    if token.lede:
        found.append("lede")
    if token.ending:
        found.append("names at end")
    if is_salutation(text):
        found.append("salutation")
    if len(text) > 160:
        if _NOTICE_OPENING.match(text) and _NOTICE_WORDS.search(text[:120]):
            found.append("notice opening")
        return tuple(found)
    if names := how_signed(text):
        found.append(names)
    for name, pattern in _OPENINGS:
        if pattern.match(text):
            found.append(name)
    for name, pattern in _PARTS:
        if pattern.search(text):
            found.append(name)
    return tuple(found)


_OPENINGS = (
    ("dash first", _DASHED),
    ("number first", _NUMBERED),
    ("picture first", _PICTURE),
    ("bracketed", _BRACKETED),
    ("dateline alone", _DATELINE),
    ("source first", _SOURCE),
    ("speaker first", _QUESTION),
    ("quotation first", re.compile('[“「『"]')),
)
_PARTS = (
    ("credit last", _CREDITED),
    ("tag last", _TAGGED),
    ("notice words", _NOTICE),
    ("says", _SPEAKS),
    ("comma", re.compile("[，；]")),
    ("colon", re.compile("[：:](?=.)")),
    ("couplet", re.compile(r"^([^，。]{3,12})，([^，。]{3,12})$")),
    ("blank", re.compile(r"\S[ \u3000]\S")),
    ("stop", re.compile("。")),
    ("dash inside", re.compile(r"(?<=.)[—―─]{2,}(?=.)")),
    ("contact", _CONTACT),
    ("date", re.compile(r"\d\s*[月日年]")),
)


@lru_cache(maxsize=512)
def _length(count: int) -> str:
    return next((f"<= {limit}" for limit in _LENGTHS if count <= limit), "long")


def _end(text: str) -> str:
    """How a text ends."""
    last = text[-1]
    if last in "。；;":
        return "stop"
    if last in "！？!?":
        return "exclaim"
    if last in "：:":
        return "colon"
    if last in "，、,":
        return "comma"
    if last in "）)】〕":
        return "bracket"
    if last in '”’」』"':
        return "quoted stop" if ends_sentence(text) else "quote"
    if last in "—―─":
        return "dash"
    if last in "…":
        return "dots"
    return "open"


def _shape(token: Token) -> str:
    """What a token looks like to those beside it."""
    if token.sort is Sort.PARAGRAPH or token.sort is Sort.HEADING:
        if token.lede:
            return "lede"
        if is_salutation(token.text):
            return "salutation"
        count, end = len(token.text), _end(token.text)
        if count > _HEADING_LIMIT or (end in ("stop", "quoted stop") and count > _PARAGRAPH):
            return "text" if end in ("stop", "quoted stop", "exclaim", "dots") else f"text {end}"
        size = "short" if count > 12 else "tiny"
        return f"{size} {'stop' if end in ('stop', 'quoted stop', 'dots') else end}"
    return token.sort.name.lower()


def _beside(tokens: Sequence[Token], shapes: Sequence[str], index: int, habit: _Habit) -> tuple[str, ...]:
    token = tokens[index]
    above = shapes[index - 1] if index else "nothing"
    below = shapes[index + 1] if index + 1 < len(tokens) else "nothing"
    found = [f"above {above}", f"below {below}", f"gap {_compared(token.gap, habit.gap)}"]
    if index + 1 < len(tokens):
        under = tokens[index + 1]
        found.append(f"gap below {_compared(under.gap, habit.gap)}")
        if habit.indents:
            found.append("indented below" if under.indented else "flush below")
        further = shapes[index + 2] if index + 2 < len(tokens) else "nothing"
        if not below.startswith(("text", "lede")):
            found.append(f"further below {further}")
    if index:
        over = tokens[index - 1]
        if over.ending:
            found.append("names above")
        if index > 1 and not above.startswith(("text", "lede")):
            found.append(f"further above {shapes[index - 2]}")
        if token.numbers[0] - over.numbers[-1] - 1 > token.gap:
            found.append("something between")
        if over.bold != token.bold:
            found.append("other weight")
        if habit.indents and over.indented:
            found.append("indented above")
    return tuple(found)


def _signed(tokens: Sequence[Token], index: int, habit: _Habit) -> str:
    """Whether the text below a heading says who wrote it, where the page does so at all."""
    if not habit.signs:
        return "no page of names"
    below = next((each for each in tokens[index + 1 : index + 7] if each.sort is not Sort.HEADING), None)
    if below is None:
        return "unsigned"
    if below.sort in (Sort.BYLINE, Sort.FROM) or below.lede or is_salutation(below.text):
        return "signed below"
    for token in tokens[index + 1 : index + 30]:
        if token.ending is not None:
            return "signed at end"
        if token.sort is not Sort.PARAGRAPH:
            break
    return "unsigned"


def _rows(tokens: Sequence[Token], kinds: Sequence[Kind], habit: _Habit) -> dict[int, str]:
    """Of each short heading, how many of those next to it have its length and are signed as it is, as the
    subheads of one article are."""
    short = [
        index
        for index, (token, kind) in enumerate(zip(tokens, kinds, strict=True))
        if kind.heading and len(token.text) <= _ROW_LIMIT and _end(token.text) in ("open", "quote", "dash")
    ]
    alike = Counter[int]()
    for above, below in pairwise(short):
        if below - above > _ROW_REACH or below - above == 1:
            continue
        if abs(len(tokens[above].text) - len(tokens[below].text)) <= 1 and (
            _signed(tokens, above, habit) == _signed(tokens, below, habit)
        ):
            alike.update((above, below))
    return {index: f"row of {alike[index]}" for index in short}


def _compared(gap: int, usual: int) -> str:
    if gap == usual:
        return "usual" if usual else "none"
    if gap > usual:
        return "wider" if gap - usual == 1 else "widest"
    return "closer"


def _words(tokens: Sequence[Token], plain: Sequence[str], index: int) -> tuple[str, ...]:
    """Which of the texts above and below a heading has its words, and how much these have in common."""
    words = _pairs(tokens[index].text)
    above_text = _text_above(tokens, plain, index)
    below_text = _text_below(tokens, plain, index)
    above, below = _share(words, above_text), _share(words, below_text)
    near = _share(words, below_text[:_NEAR])
    found = [
        f"words above {_step(above)}",
        f"words below {_step(below)}",
        f"words near {_step(near)}",
        f"words lean {_lean(below - above)}",
    ]
    if min(len(above_text), len(below_text)) >= _LEAST_COMPARED:
        shared = _common(above_text, below_text)
        found.append(f"common {_class(shared)}")
        if shared <= _OTHER_SUBJECT:
            found.append(f"other subject, words lean {_lean(below - above)}")
    return tuple(found)


def share_of_words(heading: str, text: str) -> float:
    """How much of a heading's pairs of characters stand in a text."""
    return _share(_pairs(heading), bare(text[:_WINDOW]))


def _step(share: float) -> str:
    return "none" if share < 0.08 else "few" if share < 0.25 else "some" if share < 0.5 else "most"


def _lean(difference: float) -> str:
    size = abs(difference)
    if size < 0.08:
        return "neither"
    side = "below" if difference > 0 else "above"
    return f"{'rather ' if size < 0.3 else ''}{side}"


def _common(above: str, below: str) -> float:
    """How many words the texts above and below a heading share.

    After Hearst's TextTiling (1997). Of a hundred places inside articles, 98 have texts above and below that
    share 0.07 of their pairs of characters or more; of two articles, the half share less than 0.025.
    """
    last, first = pairs_of(above[-_COMPARED:]), pairs_of(below[:_COMPARED])
    return max(
        _overlap(last, first),
        _overlap(pairs_of(above[-_COMPARED // 3 :]), first),
        _overlap(last, pairs_of(below[: _COMPARED // 3])),
    )


def _class(shared: float) -> str:
    return next(
        (f"<= {limit}" for limit in (0.012, 0.025, 0.04, 0.055, 0.08, 0.12) if shared <= limit), "more"
    )


def _overlap(mine: frozenset[str], other: frozenset[str]) -> float:
    return len(mine & other) / max(1, min(len(mine), len(other)))


def _text_above(tokens: Sequence[Token], plain: Sequence[str], index: int) -> str:
    texts: list[str] = []
    left = _WINDOW
    for at in range(index - 1, max(-1, index - 40), -1):
        token = tokens[at]
        if token.sort is Sort.PARAGRAPH:
            texts.append(plain[at][-left:])
            left -= len(plain[at])
            if token.lede:
                break
        elif token.sort in (Sort.BYLINE, Sort.FROM) and left < _WINDOW:
            break
        if left <= 0:
            break
    return "".join(reversed(texts))


def _text_below(tokens: Sequence[Token], plain: Sequence[str], index: int) -> str:
    texts: list[str] = []
    left = _WINDOW
    for at in range(index + 1, min(len(tokens), index + 40)):
        token = tokens[at]
        if token.sort is Sort.PARAGRAPH:
            if token.lede and left < _WINDOW:
                break
            texts.append(plain[at][:left])
            left -= len(plain[at])
        elif token.sort in (Sort.BYLINE, Sort.FROM, Sort.TO) and left < _WINDOW:
            break
        if left <= 0:
            break
    return "".join(texts)


def _pairs(text: str) -> frozenset[str]:
    return pairs_of(bare(text))


def pairs_of(plain: str) -> frozenset[str]:
    """The pairs of characters that stand side by side in a bare text."""
    return frozenset(map(add, plain, plain[1:]))


def _share(pairs: frozenset[str], plain: str) -> float:
    """How much of a heading's pairs of characters stand in a bare text."""
    if not pairs or not plain:
        return 0.0
    return sum(pair in plain for pair in pairs) / len(pairs)
