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
    "岳涂欧芦麦商佘邝惠栗楚鄢粟楼帅朴漆鹿邸况亢冶晋阳官植闭宾"
    "郇衣战门矫初由修慈丛苟兰兴尉修原展谌占覃覃佟展揣"
    "趙錢孫鄭馮陳衛蔣楊許呂張孔嚴華韓鄒喻蘇範魯韋馬鳳費賀倪湯羅畢鄔樂時傅顧黃蕭龐紀項賈婁鐘駱盧龔陸榮儲烏龍葉黎賴喬蘭劉譚聶"
)
_COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "廖贾夏韦邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤聂樊葛邢齐乔庞颜倪庄鲁岳翟殷詹耿焦俞柳尚舒阮柯"
    "纪梅凌毕季裴霍涂苗谷盛冉骆辛靳柴蒙鲍喻祁蒲滕屈饶牟艾尤阳穆卓吉缪芦褚娄窦戚岑景费冷晏席米柏宗瞿桂佟臧闵苟邬姬"
)
"""Of nine people in ten, and hardly the first character of a word."""
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
_PARTS_OF_NAMES = (
    # Tibetan
    "次仁|才仁|才让|扎西|多吉|卓玛|卓嘎|达瓦|尼玛|边巴|巴桑|普布|拉巴|米玛|旦增|丹增|单增|格桑|索朗|洛桑|德吉|央金|央宗|"
    "平措|仁增|仁青|仁钦|白玛|群培|拉姆|贡嘎|贡布|强巴|顿珠|罗布|土登|云丹|曲珍|曲吉|玉珍|旺堆|旺姆|旺扎|旺杰|晋美|"
    "加措|嘉措|江村|坚参|坚赞|桑珠|桑吉|桑杰|东珠|尕玛|噶玛|嘎玛|其美|赤列|欧珠|班觉|班旦|阿旺|巴珠|措姆|益西|"
    # Mongolian
    "巴特尔|巴图|其其格|乌兰|娜仁|格日勒|图雅|托娅|阿拉坦|苏和|斯琴|敖登|呼和|牧仁|毕力格|朝鲁|额尔敦|额尔登|高娃|"
    "巴雅尔|那顺|孟克|朝克图|宝力道|布和|哈斯|萨仁|塔娜|乌力吉|特木尔|铁木尔|"
    # Uyghur, Kazakh and Hui
    "买买提|艾合买提|阿卜杜|阿不都|阿布都|热合曼|吐尔逊|古丽|阿依|努尔|吾尔|木沙|依明|艾力|玉素甫|居马|赛里克|帕提|"
    "加娜提|阿迪力|迪丽|热巴|麦麦提|艾尼|哈力克|克里木|"
    # Yi and others
    "阿力|阿的|吉克|马海|沙马|吉木|尔古|日火|拉龙|木呷|伍呷|石一"
)
"""What names of peoples without Chinese surnames are put together from."""

_PUT_TOGETHER = re.compile(
    f"(?:{_PARTS_OF_NAMES}){{2,4}}|古丽[\u4e00-\u9fff]{{1,3}}|[\u4e00-\u9fff]{{2,4}}(?:古丽|买提|买买提|别克|阿洪|木江|提江)"
)

_PEN_NAME = re.compile("[阿老小晓][\u4e00-\u9fff]")
"""How those are called who sign without their surname."""

_DOTS = str.maketrans("•‧・∙●", "·····")

_NO_NAMES = frozenset(
    re.split(
        r"\|",
        r"本报|本社|本刊|记者|报道|整理|综合|编译|摄影|摄|文|图|文图|图文|采写|撰文|"
        r"华东|华南|华北|华中|江苏|江西|安徽|云南|宁夏|吉林|贵州|甘肃|广西|时评|文摘|文苑|文史|史话|方言|成语|安全|成长|"
        r"发自|整合|编写|汇总|摘编|编辑|校对|责编|发布|发布于|企鹅号|原创|来源|供图|资料图|供稿|组稿|统筹|策划|执笔|实习|通讯员|采访|制图|视频",
    )
)
_DOTTED = re.compile(r"(?=.{4,24}$)(?:[\u4e00-\u9fffA-Z]{1,12}·){1,4}[\u4e00-\u9fff]{1,12}")
"""Transliterated names: their parts are parted by dots."""

_ORGANISATION_ENDS = tuple("部局委办院校会社报台网队站所处厅司心县市区镇乡道府团组室系端")
_SEPARATORS = re.compile(r"[\s、，,；;/／|丨&＆+．]+")

_LONG = 4
"""Characters of a name that only those beside it show to be one: 古丽娜尔."""

_RUN_LIMIT = 15
"""Characters of names without anything between them."""

NAME_LIMIT = 12
"""Names that one byline may hold; a longer list is a list."""


def names_in(text: str) -> tuple[str, ...] | None:
    """Return the persons that a text names when it holds nothing else, and None when it does."""
    tokens = [token for token in _SEPARATORS.split(text.translate(_DOTS).strip("：:　 ·-—")) if token]
    names: list[str] = []
    doubtful = 0
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
        if found is None and len(token) == _LONG and all(map(is_han, token)):
            doubtful += 1
            found = (token,)
        if found is None:
            return None
        names.extend(found)
    if pending or len(names) > NAME_LIMIT or doubtful * 2 > len(names):
        return None
    return tuple(dict.fromkeys(names))


def looks_like_pen_name(token: str) -> bool:
    """Whether a token is how those are called who sign without their surname: 阿某, 老某."""
    return _PEN_NAME.fullmatch(token) is not None and token not in _NO_NAMES


def is_surname(character: str) -> bool:
    """Whether families are called so."""
    return character in _SURNAMES


def has_common_surname(name: str) -> bool:
    """Whether a name begins as most do."""
    return name[0] in _COMMON_SURNAMES or name[:2] in _COMPOUND


def looks_like_name(token: str) -> bool:
    """Whether a token is built as names in China are: a surname and one or two characters, or longer ones."""
    if 2 <= len(token) <= 3 and token[0] in _SURNAMES:
        return all(map(is_han, token)) and _may_end(token)
    return _is_long(token)


def _is_long(token: str) -> bool:
    """Whether a token is a name of more than three characters: 欧阳某某, 次仁多吉, 阿依古丽·买买提."""
    if "·" in token:
        return _DOTTED.fullmatch(token) is not None
    compound = 3 <= len(token) <= 4 and token[:2] in _COMPOUND and all(map(is_han, token))
    return compound or _PUT_TOGETHER.fullmatch(token) is not None


def _may_end(token: str) -> bool:
    return token not in _NO_NAMES and not (len(token) > 2 and token.endswith(_ORGANISATION_ENDS[:12]))


def _split(token: str) -> tuple[str, ...] | None:
    """The names in a token without blanks: one, or several run together."""
    if "·" in token:
        return (token,) if _DOTTED.fullmatch(token) else None
    if not all(map(is_han, token)):
        return None
    if len(token) in (2, 3) or _is_long(token):
        return (token,)
    if token.endswith(_ORGANISATION_ENDS) and len(token) > 4:
        return ()  # an office before a correspondent's name
    return _run_together(token)


def _run_together(token: str) -> tuple[str, ...] | None:
    """Cut names printed without blanks before the surnames; a pen name is one where nothing else fits."""
    if len(token) > _RUN_LIMIT:
        return None
    found = _cut(token, ())
    if found is None and (tail := _PEN_NAME.search(token, len(token) - 2)):
        found = _cut(token[: tail.start()], (tail.group(),))
    return found


def _cut(token: str, behind: tuple[str, ...]) -> tuple[str, ...] | None:
    """The names in a token, three characters at a time rather than two, with those behind it."""
    if not token:
        return behind
    for length in (8, 7, 6, 5, 4, 3, 2):
        head = token[:length]
        if len(head) == length and ((length <= 3 and head[0] in _SURNAMES) or _is_long(head)):
            rest = _cut(token[length:], behind)
            if rest is not None:
                return (head, *rest)
    return None
