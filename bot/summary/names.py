"""The people, organisations and places of a sentence, by the dictionary's tags and by how names are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.summary.document import Sentence, Tagged
from bot.text.words import UNKNOWN

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓"
    "郁单杭洪包诸左石崔吉钮龚程邢滑裴陆荣翁荀羊於惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁"
    "仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳"
    "沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仝肖闫衣亓"
)
_OFFICES = (
    "书记 主任 局长 副局长 厅长 副厅长 部长 副部长 处长 科长 市长 副市长 省长 副省长 县长 区长 镇长 村主任 主席 副主席 会长 副会长 理事长 "
    "秘书长 院长 副院长 校长 副校长 教授 副教授 研究员 院士 专家 博士 总经理 副总经理 董事长 副董事长 总裁 副总裁 总监 执行总监 首席科学家 "
    "首席执行官 行长 副行长 所长 站长 馆长 厂长 经理 创始人 负责人 工程师 总工程师 医生 教师 老师 学生 村民 居民 市民 党委书记 党支部书记 "
    "党组书记 议长 总理 总统 大使 记者 通讯员 教练 运动员 选手 队长 主编 作家 演员 导演 企业家 代表 委员 常委 职工 员工 农户 种植户 家长"
)
_OFFICE = frozenset(_OFFICES.split())
_SPEAKING = frozenset(
    "说 表示 介绍 认为 指出 强调 告诉 坦言 透露 称 说道 感慨 致辞 出席 主持 讲话 发言 分享 提出 谈到 笑着 看来 作 围绕 结合".split()  # noqa: SIM905
)
_FOREIGN_NAME = re.compile(r"(?<![\u4e00-\u9fff·])[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fffA-Z]{1,8})+")
_ORGANISATION_ENDS = (
    "公司 集团 大学 学院 中学 小学 学校 幼儿园 研究院 研究所 研究会 研究中心 实验室 委员会 管委会 协会 商会 学会 联合会 联谊会 促进会 基金会 "
    "联盟 合作社 局 厅 发改委 委员会 卫健委 银行 医院 法院 检察院 政府 报社 出版社 电视台 工厂 俱乐部 总公司 分公司 支队 大队 博物馆 图书馆 "
    "办公室 科学院 工程院 总会 总工会 工商联 政协 人大 创新中心 技术中心 有限公司 股份 股份公司 事务所 海关 税务局"
)
_ORGANISATION_END = re.compile(rf"(?:{'|'.join(sorted(_ORGANISATION_ENDS.split(), key=len, reverse=True))})$")
_PLACE_END = re.compile(
    r"(?:省|市|县|区|镇|乡|村|街道|社区|园区|开发区|高新区|保税区|新区|示范区|港|岛|湾|湖|山|河|公园|广场|机场|车站|会展中心|会议中心|酒店|宾馆|码头)$"
)
_NO_PLACE = re.compile(
    r"(?:全|各|该|本|我|这|那|每)?(?:省|市|县|区|镇|乡|村)$|地区$|山区$|灾区$|社区$|园区$|景区$"
)
_NAME_TAGS = ("n", "ns", "nz", "nr", "nt", "vn", "j", "b", "a", "l", "m", "eng", "s", "f", UNKNOWN)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


def people_in(sentence: Sentence) -> list[str]:
    """The people of a sentence: names after an office or before a verb of speaking, and foreign names."""
    found = [match.group() for match in _FOREIGN_NAME.finditer(sentence.text)]
    tagged = sentence.tagged
    for place, (word, word_tag) in enumerate(tagged):
        if _may_be_a_name(word, word_tag) and (
            _is_office(_word(tagged, place - 1)) or _word(tagged, place + 1) in _SPEAKING
        ):
            found.append(word)
    return found


def organisations_in(sentence: Sentence) -> list[str]:
    """The organisations of a sentence, with the words of their names before the one that says what it is."""
    tagged = sentence.tagged
    found = [word for word, word_tag in tagged if word_tag == "nt" and len(word) > 2]
    for place, (word, _) in enumerate(tagged):
        if _ORGANISATION_END.search(word) and not _goes_on(tagged, place):
            name = "".join(reversed(list(_backwards(tagged, place))))
            if len(name) > len(word) or len(word) > 3:
                found.append(name)
    return list(dict.fromkeys(found))


def places_in(sentence: Sentence) -> list[str]:
    """The places of a sentence."""
    return [
        word
        for word, word_tag in sentence.tagged
        if len(word) > 1
        and (word_tag == "ns" or (_PLACE_END.search(word) and len(word) > 2 and word_tag in ("nz", UNKNOWN)))
        and not _NO_PLACE.fullmatch(word)
    ]


def _may_be_a_name(word: str, word_tag: str) -> bool:
    return (
        _HAN_NAME.fullmatch(word) is not None
        and word[0] in _SURNAMES
        and (word_tag in ("nr", UNKNOWN) or (word_tag == "nz" and len(word) < 4))
    )


def _is_office(word: str) -> bool:
    return word in _OFFICE


def _word(tagged: Sequence[Tagged], place: int) -> str:
    return tagged[place][0] if 0 <= place < len(tagged) else ""


def _goes_on(tagged: Sequence[Tagged], place: int) -> bool:
    following = _word(tagged, place + 1)
    return bool(following) and _ORGANISATION_END.search(following) is not None


def _backwards(tagged: Sequence[Tagged], place: int) -> Iterator[str]:
    """The words of an organisation's name, from its last to its first."""
    yield tagged[place][0]
    for before in range(place - 1, max(-1, place - 9), -1):
        word, word_tag = tagged[before]
        if word in _OFFICE or not (word_tag.startswith(_NAME_TAGS) and word[0].isalnum()):
            return
        yield word
