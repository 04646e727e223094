"""How newspaper sentences open: ledes and bylines that tell nothing, words that lean on what went before."""

from __future__ import annotations

import re
from enum import Enum

_BRACKETED = r"[（(][^（）()\n]{0,60}[）)]"
_LEDE = re.compile(
    # 本报讯（记者…）, 本报4月2日讯, 本报北京4月2日电, an agency's 上海8月30日电（记者…）, 据…消息：
    r"^\s*+[□■◎○●▲△]?+\s*+据?"
    r"(?:本报|本网|本台|[\u4e00-\u9fff]{2,8}?(?:日报|晚报|早报|社|网)|[\u4e00-\u9fff]{2,6}(?=\d{1,2}月\d{1,2}日讯))[^，。！？；：“”\n（(]{0,24}?"
    rf"(?:(?<![资通简快电音喜短])讯(?![息号飞问])|电(?![影视力动话子商脑网站池梯信台缆器车灯路压机能])|(?:消息|报道)(?=[：:，,\s]|$))(?:{_BRACKETED})?"
    r"[\s:：,，]*"
)
_BYLINE_IN_BRACKETS = re.compile(
    r"^\s*+[（(][^（）()\n]{0,40}(?:记者|通讯员|见习|实习)[^（）()\n]{0,40}[）)][\s:：]*"
)
_BYLINE = re.compile(
    r"^\s*+[□■◎○●▲△]?+\s*+(?:[\u4e00-\u9fffA-Za-z]{0,12}(?:记者|通讯员|摄影|文/|图/|编辑|责任编辑|责编|校对)[\s:：/|｜]*+)"
    r"(?:[\u4e00-\u9fff·/|｜、\s]{0,40}?(?:记者|通讯员|文/图|摄影|摄影报道|报道|摄|编辑))?[\u4e00-\u9fff·/|｜、\s]{0,24}\s*"
)
_HEADLINE_MARK = re.compile(r"题[:：]\s*")
_SENTENCE_END = re.compile(r"[。！？!?…；;.，,：:][”」』）)]*$")
_LONGEST_HEADLINE = 60

_WITHOUT_GROUND = re.compile(
    r"“?(?:此外|另外|除此之外|不仅如此|据了解|据介绍|据悉|据统计|另据"
    r"|[他她它](?:们)?(?:的|说|表示|认为|告诉|介绍|还|在|是|也|就|将|曾|又|指出|强调|坦言|回忆))"
)
"""Openings whose ground is further back than the sentence before: who 他 is, who 了解."""

_LEANING = re.compile(
    r"“?(?:与此同时|同时|对此|为此|因此|所以|然而|但是|但|不过|而|并且|由于(?:此|上述)|至于|分别|其中|其次|再次|最后|此前|此次|"
    r"随后|接着|接下来|之后|当然|事实上|实际上|可见|也就是说|换句话说|总之|综上|该[\u4e00-\u9fff]|"
    r"这(?:是|一|两|几|[0-9]|些|种|样|里|名|位|家|也|不|让|意味|次|场|项|座|款|条|支|份|部"
    r"|个(?!.{0,4}(?:春|夏|秋|冬|假|月|周末|季|年)))|那(?:么|里|个|些|时)|上述|前者|后者|"
    r"有(?:了|的)|一是|二是|三是|四是|五是|比如|例如|譬如|如今的他)"
)
_HANGING = re.compile(
    r"(?:[称说道着]|表示|认为|指出|介绍|显示|强调|坦言|报道|获悉|了解|发现|看到|得知|透露|宣布|公布|通报|规定|要求|如下|包括"
    r"|来看|来说|以来|期间|后|时|中|下|上|因此|所以|因为|但是|不过|然而|的基础|相比|而言|来讲|为例|计算|[日月年]起)$"
)
_SUBORDINATE = re.compile(
    r"(?:但|而)?(?:如果|若|假如|只要|虽然|虽|尽管|由于|因|随着|为了|为|当|不仅|不但|不是|既|除了|作为|对于|据|经|在|根据|按|围绕"
    r"|针对|通过|面对|对(?![^，]{0,20}(?:进行|实施|予以|给予|表示|开展|作|提出|有|是|不|负责))"
    r"|说起|谈起|自从|结合|依托|依据|凭|面向|鉴于|本着|即使|即便|无论|不管|一边|一方面|与其|每当|越|从)"
)
"""A last clause that begins so waits for its main clause."""

_SUBJECTLESS = re.compile(
    r"并|也|还|又|就|都|则|以|旨在|从而|进而|使|让|致使|导致|等|及|和|与|或|即|包括|其|而|却|仍|再|才|至|将|被|把|成为|是|比"
)
"""A clause that begins so has its subject in the clause before it."""

_QUOTED = re.compile(r"[“「]([^“”「」]{1,400})[”」]?(.?)")
_SPOKEN_END = re.compile(r"[。！？!?…，]")
_CLAUSE_MARK = re.compile("[，；：,;:]")
_LONGEST_NAME = 20
"""Characters. What stands in quotation marks and is longer was said by somebody."""

_GOES_ON = re.compile(r"[\u4e00-\u9fffA-Za-z0-9、“（(《]")


class Standing(Enum):
    """What a sentence needs beside it, so that a reader understands it."""

    ALONE = "nothing"
    ON_PREVIOUS = "the sentence before"
    ON_NEXT = "the sentence after"
    NEVER = "more than its neighbours"


def without_lede(sentence: str) -> str:
    """The sentence without 本报讯（记者…）, an agency's line or a byline before it; empty if no more."""
    for opening in (_LEDE, _BYLINE_IN_BRACKETS):
        match = opening.match(sentence)
        if match is not None:
            sentence = sentence[match.end() :]
    return "" if is_byline(sentence) else sentence.strip()


def is_byline(sentence: str) -> bool:
    """Whether a line names who wrote or photographed, and nothing else."""
    return _BYLINE.fullmatch(sentence) is not None


def is_headline(line: str) -> bool:
    """Whether a line between an agency's name and the news is the headline: it ends no sentence."""
    return len(line) <= _LONGEST_HEADLINE and not _SENTENCE_END.search(line)


def without_headline_mark(headline: str) -> str:
    """A headline without the agencies' 题： before it."""
    match = _HEADLINE_MARK.match(headline)
    return headline[match.end() :] if match else headline


def standing_of(sentence: str, *, is_first: bool = False) -> Standing:
    """What a sentence leans on: 这是 and 但 on the sentence before, 此外 and 他说 and a quotation on more.

    A quotation that opens the article is told by the sentence after it.
    """
    if _is_spoken(sentence):
        return Standing.ON_NEXT if is_first else Standing.NEVER
    if _WITHOUT_GROUND.match(sentence):
        return Standing.NEVER
    return Standing.ON_PREVIOUS if _LEANING.match(sentence) else Standing.ALONE


def _is_spoken(sentence: str) -> bool:
    """Whether a sentence begins with what somebody said, and not with a name in quotation marks."""
    quoted = _QUOTED.match(sentence)
    if quoted is None:
        return False
    said, follower = quoted.groups()
    return len(said) > _LONGEST_NAME or bool(_SPOKEN_END.search(said)) or not _GOES_ON.match(follower)


def hangs(clause: str) -> bool:
    """Whether what was cut from its sentence promises more: it ends with 表示, 来看, 之后, or with 如果……."""
    last = _CLAUSE_MARK.split(clause)[-1]
    return _HANGING.search(clause) is not None or _SUBORDINATE.match(last) is not None


def stands_within(clause: str) -> bool:
    """Whether a clause from within a sentence is understood without those before it."""
    return standing_of(clause) is Standing.ALONE and _SUBJECTLESS.match(clause) is None
