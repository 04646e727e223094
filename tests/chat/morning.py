"""Pages of an invented paper, as many as a test wants, no two of which tell the same story."""

from __future__ import annotations

import random

_PLACES = ("滨河新区", "老城码头", "北山林场", "东湾渔港", "柳林古镇", "石桥工业园", "南岗大学城", "云台景区")
_WHO = ("园区管委会", "街道办事处", "文化馆", "公交公司", "渔业合作社", "图书馆", "林业站", "博物馆")
_WHAT = (
    "首批氢能公交车驶出场站",
    "夜间书市连开三晚",
    "旧厂房改成了剧场",
    "海带收割进入旺季",
    "护林员换上了巡山的电动车",
    "非遗灯彩走进课堂",
    "新码头通过了验收",
    "智能温室种出第一茬番茄",
)
_SAID = ("介绍", "表示", "说", "告诉记者")
_NEXT = ("下一步", "接下来", "年内", "入夏以前", "到明年春天")
_PLAN = ("再添", "培训", "改造", "开放", "迎来", "修缮")
_THING = ("自行车停车位", "讲解员", "亲子课堂", "充电桩", "步道", "旧书", "渔船", "展柜", "树苗", "观众席")
_NAMES = ("林秋实", "何一川", "周青禾", "陆远帆", "沈知微", "苏晴川")


def page(number: int, articles: int = 1, *, placed: bool = True) -> bytes:
    """A page with its number, or without paper, day and number where it is not `placed`."""
    told = [f"潍州晚报 2024年4月3日 第{number}版"] if placed else []
    told += [article(100 * number + each) for each in range(articles)]
    return "\n\n".join(told).encode()


def article(seed: int) -> str:
    """A headline, a byline and some paragraphs."""
    pick = random.Random(seed)
    place, what = pick.choice(_PLACES), pick.choice(_WHAT)
    head = f"{place}{what}"
    lead = f"4月2日，{what}，{place}来了{pick.randint(100, 9999)}人，活动从上午一直办到傍晚才散。"
    sentences = [
        f"{pick.choice(_WHO)}{pick.choice(_SAID)}，{pick.choice(_NEXT)}还要{pick.choice(_PLAN)}"
        f"{pick.randint(11, 999)}{pick.choice('个名处条')}{pick.choice(_THING)}。"
        for _ in range(8)
    ]
    paragraphs = ["".join(sentences[:4]), "".join(sentences[4:])]
    return "\n".join((head, f"本报记者 {pick.choice(_NAMES)}", "", lead, *paragraphs))
