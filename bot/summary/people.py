"""People in a sentence, known by where their names stand: after an office, or before a verb of speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.summary.document import Sentence, Tagged
from bot.text.words import UNKNOWN, remembered

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁"
    "韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧"
    "尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟"
    "徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊"
    "惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙"
    "叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰雍桑桂濮牛寿通"
    "边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧沃利蔚越"
    "夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙鞠须丰巢关蒯查荆游竺权逯盖益桓公仝肖闫衣亓"
)
_COMPOUND_SURNAMES = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "端木",
    "南宫",
)

_FIRST_OF_SURNAMES = _SURNAMES | {name[0] for name in _COMPOUND_SURNAMES}

_OFFICE = re.compile(
    r"^.*(?:书记|主任|[局厅部处科市省县区镇乡村院校会所站馆厂行队社组]长|秘书长|董事长|理事长|主席|教授"
    r"|研究员|院士|专家|博士|经理|总裁|总监"
    r"|科学家|执行官|创始人|负责人|工程师|设计师|医生|医师|教师|老师|记者|通讯员|教练|选手|运动员|主编"
    r"|作家|导演|演员|企业家|代表|委员|常委|议长"
    r"|总理|总统|大使|参赞|领导|职工|员工|村民|居民|市民|游客|学生|农民|大户|种植户|养殖户|店主|老板"
    r"|经营者|合伙人|律师|传承人|志愿者|民警|护士)"
)
_SPEAKING_AS_TEXT = """
说 表示 介绍 认为 指出 强调 告诉 坦言 透露 称 说道 感慨 致辞 出席 主持 讲话 发言 分享 提出 谈到 看来
回忆 笑着
"""
_SPEAKING = frozenset(_SPEAKING_AS_TEXT.split())
_TRAILING = "作以对在向就为从给也则将等曾把介和与"
"""A verb or preposition that unknown names are read together with: 某某以 is 某某."""

_VERBS = frozenset("任通解查连应管干支包从闻屈祝谈习计封安时相能都关向经")
"""Surnames that, when they stand alone, are more often another word."""

_HONORIFICS_AS_TEXT = """
先生 女士 老师 教授 同志 师傅 大爷 阿姨 大妈 医生 主任 经理 书记
"""
_HONORIFICS = frozenset(_HONORIFICS_AS_TEXT.split())
_FUNCTION_TAGS = ("c", "p", "d", "u", "r", "f", "y", "m", "q")
_NAME_TAGS = ("nr", "nz", "nrt", UNKNOWN)
_PLACE_END = re.compile(r"^.{2,}[省市县区镇乡村州部局厅院校]")
_FOREIGN_SYLLABLES = re.compile(r"[\u4e00-\u9fff]{1,6}")
_LONGEST_FOREIGN_PART = 6


def is_surname(character: str) -> bool:
    """Whether families are called so."""
    return character in _SURNAMES


def people_in(sentence: Sentence) -> list[str]:
    """The people of a sentence, in its order, each once; bylines tell more than texts of who wrote them."""
    has_dots = "·" in sentence.text or "•" in sentence.text
    foreign = list(_foreign_names(sentence.tagged)) if has_dots else []
    chinese = (
        name for name in _chinese_names(sentence.tagged) if not any(name in other for other in foreign)
    )
    return list(dict.fromkeys([*foreign, *chinese]))


@remembered
def is_office(word: str) -> bool:
    """Whether a word says what somebody is: 董事长, 记者, 种植户."""
    return _OFFICE.fullmatch(word) is not None


def _chinese_names(tagged: Sequence[Tagged]) -> Iterator[str]:
    after_list = -1
    place = 0
    while place < len(tagged):
        name, length = _name_at(tagged, place) if tagged[place][0][0] in _FIRST_OF_SURNAMES else ("", 0)
        if name and (
            place == after_list
            or is_office(_word(tagged, place - 1))
            or _after_blank(tagged, place)
            or _word(tagged, place + length) in _SPEAKING
        ):
            yield name
            place += length
            if _word(tagged, place) in ("、", " "):
                place += 1
                after_list = place
        else:
            place += 1


def _after_blank(tagged: Sequence[Tagged], place: int) -> bool:
    return _word(tagged, place - 1) == " " and is_office(_word(tagged, place - 2))


def _name_at(tagged: Sequence[Tagged], place: int) -> tuple[str, int]:
    """The Chinese name that may begin here and its length in words, else nothing."""
    word, word_tag = tagged[place]
    if word[0] not in _SURNAMES and not word.startswith(_COMPOUND_SURNAMES):
        return "", 0
    if word in _COMPOUND_SURNAMES or (
        len(word) == 1 and word not in _VERBS and not word_tag.startswith(_FUNCTION_TAGS)
    ):
        given = _word(tagged, place + 1)
        if 1 <= len(given) <= 2 and given.isalpha() and given not in _HONORIFICS:
            given_tag = tagged[place + 1][1]
            if not given_tag.startswith(_FUNCTION_TAGS) and not is_office(given):
                return word + given, 2
        return "", 0
    if word_tag not in _NAME_TAGS or not _FOREIGN_SYLLABLES.fullmatch(word):
        return "", 0
    name = word.rstrip(_TRAILING) if word_tag == UNKNOWN and len(word) > 2 else word
    return (name, 1) if is_chinese_name(name) else ("", 0)


def is_chinese_name(word: str) -> bool:
    """Whether a word may be a person's name: a surname and one or two characters."""
    if word.startswith(_COMPOUND_SURNAMES):
        return 3 <= len(word) <= 4
    return 2 <= len(word) <= 3 and word[0] in _SURNAMES and not _PLACE_END.fullmatch(word)


def _foreign_names(tagged: Sequence[Tagged]) -> Iterator[str]:
    """Names whose parts are parted by a dot: 亚历山大·伊万诺夫."""
    place = 1
    while place < len(tagged) - 1:
        if tagged[place][0] not in "·•" or tagged[place - 1][1] not in _NAME_TAGS:
            place += 1
            continue
        name, place = _from_dot(tagged, place, tagged[place - 1][0])
        if name:
            yield name


def _from_dot(tagged: Sequence[Tagged], place: int, first: str) -> tuple[str, int]:
    """The name whose first dot stands at `place`, empty before a common word; and the place after it."""
    name = first
    while _word(tagged, place) in ("·", "•"):
        part, place = _foreign_part(tagged, place + 1)
        if not part:
            return "", place
        name += f"·{part}"
    return name, place


def _foreign_part(tagged: Sequence[Tagged], place: int) -> tuple[str, int]:
    part = ""
    while place < len(tagged):
        word, word_tag = tagged[place]
        single = len(word) == 1 and not word_tag.startswith(("v", "p", "c", "u", "d"))
        if not _FOREIGN_SYLLABLES.fullmatch(word) or not (word_tag in (*_NAME_TAGS, "ns") or single):
            break
        if len(part + word) > _LONGEST_FOREIGN_PART:
            break
        part += word
        place += 1
    return part, place


def _word(tagged: Sequence[Tagged], place: int) -> str:
    return tagged[place][0] if 0 <= place < len(tagged) else ""
