"""Figures with their units in Chinese text: 1.72万亿元, 418个, 48.1%, 160余家, 全省第3位."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS_AS_TEXT = """
亿元 元 美元 欧元 港元 日元 英镑 卢布 元人民币 美金 千瓦时 千瓦 兆瓦时 兆瓦 吉瓦 瓦 度 伏 安培 千伏
安时 吨标准煤 吨标煤 标准箱 自然箱 吨级 吨 公斤 千克 克 毫克 微克 斤 担 标箱 TEU 平方公里 平方千米
平方米 平方厘米 立方米 公里 千米 海里 米 厘米 毫米 微米 纳米 英寸 里 公顷 亩 顷 升 毫升 个百分点
百分点 个基点 倍 成 折 摄氏度 ℃ 分贝 赫兹 兆赫 比特 字节 GB TB MB 个小时 小时 分钟 秒 个工作日
工作日 个月 周年 周 天 岁 周岁 个 家 项 名 位 人次 人 户次 户 件 套 台套 台 辆 艘 架次 架 列 班 趟次
趟 车次 航次 条 座 栋 幢 所 间 处 片 块 张 份 本 册 部 首 幅 篇 场次 场 次 批次 批 期 轮 类 种 款 枚
颗 粒 株 棵 头 只 匹 尾 羽 箱 袋 瓶 桶 筐 盒 包 支 把 根 口 眼 道 笔 单 起 例 宗 门 队 组 对 双 层
级 站 村 镇 县 市 省 国 字 页 集 点 分 环 步 桌 张床位
"""
UNITS = tuple(_UNITS_AS_TEXT.split())
"""Units and measure words."""

_PER = "小时|分钟|秒|天|年|亩|平方米|立方米|公里|人|吨|米|克|千克|升"

_UNIT = "|".join(
    sorted(map(re.escape, (*UNITS, "手", "盏", "朵", "票", "韩元", "港币")), key=len, reverse=True)
)
_SCALE = "[十百千万亿]{0,4}"
_HEDGE = "(?:超过|不到|不足|至少|上下|[约近逾超])?"
_ROUGHLY = "(?:以上|以下|左右|之多)?"
_POINT = "[.．]"
_DIGITS = rf"(?<![\d.．,A-Za-z第/])\d+(?:,\d{{3}})*(?:{_POINT}\d+)?(?:[—–\-~至]\d+(?:{_POINT}\d+)?)?"
_HAN_BEFORE = "(?<![第前后一二三四五六七八九十百千万亿两几数])"
_HAN_DIGITS = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[两三四五六七八九]|[一二三四五六七八九]百)"
_SOME = "(?:[上近逾][十百千万]|[几数][十百千万]|十几|几)"

_COUNTED = rf"{_HEDGE}{_DIGITS}{_SCALE}[余多来]?{_SCALE}(?:{_UNIT})(?:(?:每|/每?)(?:{_PER}))?{_ROUGHLY}"
_SHARE = rf"{_HEDGE}{_DIGITS}[%％‰]{_ROUGHLY}"
_PART = (
    rf"{_HEDGE}(?:[一二三四五六七八九]分之[一二三四五六七八九]|(?<![\d/])\d{{1,2}}/\d{{1,2}}(?![\d/年月])"
    rf"|(?<![一二三四五六七八九十])[一二三四五六七八九]成(?![为了员功立长就果熟本交都渝])|一半(?!是)){_ROUGHLY}"
)
_COUNTED_IN_HAN = (
    rf"(?:{_HAN_BEFORE}{_HAN_DIGITS}|{_SOME})[余多来]?[万亿]?"
    "(?:个|家|项|名|位|人|户|件|套|台|辆|艘|条|座|所|处|场|次|批|类|种|枚|元|亿元|万元|万人|万吨)"
)
_LARGE = rf"{_HEDGE}{_DIGITS}[余多]?[万亿]{{1,2}}[余多]?(?![国])"
_YEARS = rf"{_HEDGE}(?<![\d.．第])\d{{1,3}}[余多]?年(?![代级\d底初末前])"
_FIELD = "(?:全省|全国|全市|全县|全区|全球|世界|亚洲|国内|省内|国际|华东|同行业|全行业|行业|同期)"
_ORDER = r"[一二三四五六七八九十\d]{1,3}"
_RANK = (
    rf"{_FIELD}的?(?:前列|首位|第{_ORDER}(?:[位名]|大|(?![个家批次座所条项届期]))|前{_ORDER}[位名强]?"
    "|(?:首|唯一)[个家座套条款例台])"
)

_FIRST = r"(?=[\d一二三四五六七八九十两几数上下约近逾超不至全世亚国省华同行])"
"""What any of them begins with: looked for first, it spares most places the rest."""

_FIGURE = re.compile(
    f"{_FIRST}(?:{'|'.join((_RANK, _SHARE, _PART, _COUNTED, _COUNTED_IN_HAN, _LARGE, _YEARS))})"
)
_CLOCK = re.compile(r"[点时:：]\d{1,2}分|\d{1,2}点")


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure as it stands in a text, with its unit."""

    written: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.written)


def find_figures(text: str) -> list[WrittenFigure]:
    """The figures of a text that have a unit, in its order: amounts, counts, shares and ranks; no dates.

    A hedge that belongs to the figure stays with it: 约140位, 500多人, 30%以上.
    """
    return [
        WrittenFigure(match.group(), match.start())
        for match in _FIGURE.finditer(text)
        if not _CLOCK.fullmatch(text, max(0, match.start() - 1), match.end())
        and not _CLOCK.fullmatch(match.group())
    ]
