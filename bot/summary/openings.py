"""How newspaper sentences open: ledes and bylines that tell nothing, words that lean on what went before."""

from __future__ import annotations

import re

_BRACKETED = r"[（(][^（）()\n]{0,60}[）)]"
_LEDE = re.compile(
    # 本报讯（记者…）, 本报4月2日讯, 本报北京4月2日电, an agency's 上海8月30日电（记者…）, 据…消息：
    r"\s*[□■◎○●▲△]?\s*据?"
    r"(?:本报|本网|本台|[\u4e00-\u9fff]{2,8}?(?:日报|晚报|早报|社|网))[^，。！？；：“”\n（(]{0,24}?"
    rf"(?:(?<![资通简快电音喜短])讯(?![息号飞问])|电(?![影视力动话子商脑网站池梯信台缆器车灯路压机能])|(?:消息|报道)(?=[：:，,\s]|$))(?:{_BRACKETED})?"
    r"[\s:：,，]*"
)
_BYLINE_IN_BRACKETS = re.compile(
    r"\s*[（(][^（）()\n]{0,40}(?:记者|通讯员|见习|实习)[^（）()\n]{0,40}[）)][\s:：]*"
)
_BYLINE = re.compile(
    r"\s*[□■◎○●▲△]?\s*(?:[\u4e00-\u9fffA-Za-z]{0,12}(?:记者|通讯员|摄影|文/|图/|编辑|责任编辑|责编|校对)[\s:：/|｜]*)"
    r"(?:[\u4e00-\u9fff·/|｜、\s]{0,40}?(?:记者|通讯员|文/图|摄影|摄影报道|报道|摄|编辑))?[\u4e00-\u9fff·/|｜、\s]{0,24}\s*"
)
_LEANING = re.compile(
    r"“?(?:此外|另外|与此同时|同时|对此|为此|因此|所以|然而|但是|但|不过|而|并且|由于(?:此|上述)|至于|分别|其中|其次|再次|最后|此前|此次|"
    r"随后|接着|接下来|之后|当然|事实上|实际上|可见|也就是说|换句话说|总之|综上|除此之外|不仅如此|"
    r"据了解|据介绍|据悉|据统计|另据|[他她它](?:们)?(?:的|说|表示|认为|告诉|介绍|还|在|是|指出|强调)|该[\u4e00-\u9fff]|"
    r"这(?:是|一|些|个|种|样|里|名|位|家|也|些|不|让|意味)|那(?:么|里|个|些|时)|上述|前者|后者|"
    r"有(?:了|的)|一是|二是|三是|四是|五是|比如|例如|譬如|如今的他)"
)
_HANGING = re.compile(
    r"(?:[称说道]|表示|认为|指出|介绍|显示|强调|坦言|报道|获悉|了解|来看|来说|以来|期间|后|时|中|下|上)$"
)
_SPOKEN = re.compile(r"[“「]")


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


def leans(sentence: str) -> bool:
    """Whether a sentence needs the one before it: it starts with 此外, 他说, 据了解, 这是 or a quotation."""
    return _LEANING.match(sentence) is not None or _SPOKEN.match(sentence) is not None


def hangs(clause: str) -> bool:
    """Whether a clause that was cut from its sentence promises more: it ends with 表示, 来看, 之后."""
    return _HANGING.search(clause) is not None
