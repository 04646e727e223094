"""Names of persons as bylines print them: apart or run together, short ones letter-spaced, titles between."""

from __future__ import annotations

import re

from bot.text.characters import is_han

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲"
    "邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁"
    "仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴殳沃"
    "利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仝肖闫代付牟颉冼区揭隋迟綦初亓苑"
    "郇衣战门矫初由修慈丛苟兰兴尉修原展谌占覃覃佟展揣"
    "趙錢孫鄭馮陳衛蔣楊許呂張孔嚴華韓鄒喻蘇範魯韋馬鳳費賀倪湯羅畢鄔樂時傅顧黃蕭龐紀項賈婁鐘駱盧龔陸榮儲烏龍葉黎賴喬蘭劉譚聶"
)
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "长孙",
    "司徒",
    "令狐",
    "宇文",
    "端木",
)
_NO_NAMES = frozenset(
    re.split(
        r"\|",
        r"本报|本社|本刊|记者|报道|整理|综合|编译|摄影|摄|文|图|文图|图文|采写|撰文|"
        r"发自|供图|资料图|供稿|组稿|统筹|策划|执笔|实习|通讯员|采访|制图|视频",
    )
)
_ORGANISATION_ENDS = tuple("部局委办院校会社报台网队站所处厅司心县市区镇乡道府团组室系端")
_SEPARATORS = re.compile(r"[\s、，,；;/／|丨&＆+．]+")

NAME_LIMIT = 12
"""Names that one byline may hold; a longer list is a list."""


def names_in(text: str) -> tuple[str, ...] | None:
    """Return the persons that a text names when it holds nothing else, and None when it does."""
    tokens = [token for token in _SEPARATORS.split(text.strip("：:　 ·-—")) if token]
    names: list[str] = []
    pending = ""
    for index, token in enumerate(tokens):
        parted = pending or (index + 1 < len(tokens) and len(tokens[index + 1]) == 1)
        if len(token) == 1 and is_han(token) and (parted or token not in _NO_NAMES):
            pending += token
            if len(pending) == 2:
                names.append(pending)
                pending = ""
            continue
        if pending:
            return None
        if token in _NO_NAMES:
            continue
        found = _split(token)
        if found is None:
            return None
        names.extend(found)
    if pending or len(names) > NAME_LIMIT:
        return None
    return tuple(dict.fromkeys(names))


def is_surname(character: str) -> bool:
    """Whether families are called so."""
    return character in _SURNAMES


def looks_like_name(token: str) -> bool:
    """Whether a token begins as a Chinese name does and has the length of one."""
    return 2 <= len(token) <= 3 and token[0] in _SURNAMES and all(map(is_han, token)) and _may_end(token)


def _may_end(token: str) -> bool:
    return token not in _NO_NAMES and not (len(token) > 2 and token.endswith(_ORGANISATION_ENDS[:12]))


def _split(token: str) -> tuple[str, ...] | None:
    """The names in a token without blanks: one, or several run together."""
    if "·" in token:
        return (token,) if 4 <= len(token) <= 16 and all(is_han(c) or c == "·" for c in token) else None
    if not all(map(is_han, token)):
        return None
    if len(token) in (2, 3):
        return (token,)
    if token[:2] in _COMPOUND and len(token) == 4:
        return (token,)
    if token.endswith(_ORGANISATION_ENDS) and len(token) > 4:
        return ()  # an office before a correspondent's name
    return _run_together(token)


def _run_together(token: str) -> tuple[str, ...] | None:
    """Cut names printed without blanks before the surnames, three characters at a time rather than two."""
    if len(token) > 12:
        return None
    if not token:
        return ()
    for length in (3, 2):
        head = token[:length]
        if len(head) == length and head[0] in _SURNAMES:
            rest = _run_together(token[length:])
            if rest is not None:
                return (head, *rest)
    return None
