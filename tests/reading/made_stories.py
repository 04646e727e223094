"""Stories made up by dice, for pages whose truth is known: what they tell, and how they are headed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SUBJECTS = (
    ("渔港", "渔船|船长|冷库|渔民|网箱|码头", "清晨返航|卸下黄鱼|修补渔网|加满淡水|装上定位仪|驶向外海"),
    (
        "茶山",
        "茶农|茶园|采茶工|合作社|炒茶师傅|茶苗",
        "抢摘春芽|换上新品种|办起斗茶会|修好灌溉渠|接待学徒|试种白茶",
    ),
    (
        "夜校",
        "学员|老师|课堂|木工课|社区|报名点",
        "坐满教室|加开两个班|学做榫卯|排队领教材|下班赶来听课|晒出作业",
    ),
    (
        "水库",
        "大坝|巡查员|闸门|泄洪道|蓄水量|水文站",
        "完成加固|打开两孔|昼夜值守|抬高水位|换装监测仪|清理漂浮物",
    ),
    (
        "轻轨",
        "列车|站台|隧道|施工队|调度员|换乘厅",
        "试跑全线|贯通最后一段|铺设钢轨|调整班次|装好屏蔽门|迎来首批乘客",
    ),
    ("戏院", "剧团|舞台|老艺人|票房|灯光师|戏迷", "排演新戏|换上转台|教唱选段|连演八场|修复戏服|带来折子戏"),
    ("果园", "果农|苹果|分拣线|冷链车|电商站|新枝", "挂满果实|装箱发车|剪去旧枝|卖到海外|套上纸袋|学会直播"),
    (
        "医院",
        "护士|急诊|门诊楼|社区医生|药房|病区",
        "开通夜间服务|上门换药|减少排队|启用新楼|建起档案|培训家属",
    ),
    (
        "桥梁",
        "桥墩|钢梁|工程师|车流|引桥|检修车",
        "合龙成功|接受荷载试验|封闭半幅|更换支座|刷上新漆|放行货车",
    ),
    (
        "图书馆",
        "读者|书架|馆员|分馆|绘本室|借阅机",
        "延长开放|送书下乡|搬进老粮仓|举办讲座|录制有声书|添置三万册",
    ),
    (
        "滑雪场",
        "雪道|教练|缆车|造雪机|游客|雪具店",
        "提前开板|培训新手|连夜造雪|加开夜场|检修缆绳|推出学生票",
    ),
    ("陶瓷", "窑火|匠人|泥坯|展厅|作坊|釉色", "烧出新瓷|收下徒弟|拉坯成型|参加展览|恢复古法|卖出样品"),
)
"""What it is about; who does something there; what they do."""

_WHERE = ("东岭", "南浦", "北塘", "石湾", "云桥", "柳河", "青台", "白沙", "金堰", "长汀")
_WHEN = (
    "入春以来|昨天上午",
    "过去一年|这个周末",
    "开工不到半年|眼下",
    "从上月起|雨停之后",
    "天刚蒙蒙亮|忙过这一阵",
    "谁也没有料到|三伏天里",
    "几番商量之后|第二天一早",
    "赶在入冬前|每逢集日",
    "十年前的夏天|如今",
    "接到电话|不到两个钟头",
    "元宵刚过|靠着这门手艺",
    "试了许多回|到头来",
)
_RESULT = (
    "比去年多了{n}成|成本却降下来不少",
    "附近{n}个村子都跟着受益|连邻县也派人来学",
    "头一天就来了{n}百多人|天黑了还不肯散",
    "前后花了{n}个月|总算没有白费工夫",
    "让{n}十多户有了新的进项|日子越过越红火",
    "当地为此拿出{n}百万元|另一半要向银行借",
    "只用了原来{n}成的时间|还省下一大笔油钱",
    "账本上添了{n}笔订单|最远的寄往西北",
    "引得{n}所学校前来参观|孩子们看得入迷",
    "误差不到{n}毫米|验收组挑不出毛病",
    "赔了{n}年才转亏为盈|谁都不提当初的难处",
    "邻里凑了{n}万斤粮票换来的家当|至今还在使用",
)
_SAYS = (
    "“{thing}要做得久，{who}就不能图快。”负责人{name}说",
    "{name}告诉记者，{thing}最难的是留住{who}",
    "“我们算过账，{thing}再大一倍也忙得过来。”{who}{name}说",
    "在{name}看来，{thing}带来的变化{who}看得见也摸得着",
    "“哪有什么诀窍，{who}肯吃苦罢了。”{name}摆摆手",
    "谈起{thing}，{name}打开了话匣子，{who}在一旁直点头",
    "{name}翻出旧照片，上面的{who}还很年轻",
    "{thing}往后怎么走，{name}心里有一本账",
    "“{who}来了又走，走了又来。”{name}笑着回忆",
    "站在{thing}前，{name}说得最多的两个字是踏实",
    "听说{thing}要扩建，{name}特意从外地赶回来帮{who}",
    "{name}给{thing}打了九十分，扣掉的十分留给{who}",
)
_SPEAKERS = ("老周", "马志远", "罗师傅", "唐家林", "孟奶奶", "贾平", "白玉兰", "段主任")
_NAMES = (
    "王梅|李长河|赵青|周大海|吴迪|郑小满|冯一鸣|陈晓东|褚卫国|蒋琳|沈默然|韩冰|杨柳青|朱岩|秦川"
    "|许诺|何田田|吕品"
)


@dataclass(slots=True)
class Story:
    """A piece of a page, as it is to be read."""

    headline: str | None
    paragraphs: list[str]
    kind: str = "news"
    authors: tuple[str, ...] = ()
    subhead: tuple[str, int] | None = None
    """A heading inside the body, and the paragraph that it stands before."""
    continues_to: str | None = None
    continues_from: str | None = None
    words: tuple[str, ...] = ()
    """What it is about."""


class Teller:
    """Tells stories, each of another subject, until there is none left."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self._subjects = dice.sample(SUBJECTS, len(SUBJECTS))
        self._phrases = [dice.sample(each, len(each)) for each in (_WHEN, _RESULT, _SAYS)]
        self._names = dice.sample(_NAMES.split("|"), len(_NAMES.split("|")))

    def story(self, paragraphs: int, *, short: bool = False) -> Story:
        """A story with a headline that uses its words, as headlines do."""
        thing, who, does = self._subjects.pop()
        matter = _Matter(
            self.dice,
            self.dice.choice(_WHERE),
            thing,
            tuple(who.split("|")),
            tuple(does.split("|")),
            *(phrases.pop().split("|") for phrases in self._phrases),
        )
        body = [matter.paragraph(short) for _ in range(paragraphs)]
        return Story(matter.headline(), body, words=(*matter.actors, *matter.deeds))

    def subhead(self, story: Story) -> str:
        """A short heading with words of the paragraph that it stands before."""
        used = [word for word in story.words if word in story.paragraphs[-1]] or list(story.words[:1])
        return self.dice.choice([f"{used[0]}{used[-1]}", f"{used[-1]}的人", f"{used[0]}有了新模样"])

    def name(self) -> str:
        """A person who has not been named on the page."""
        return self._names.pop()


@dataclass(frozen=True, slots=True)
class _Matter:
    """What one story is about, and the turns of speech of its writer."""

    dice: Random
    place: str
    thing: str
    actors: tuple[str, ...]
    deeds: tuple[str, ...]
    when: list[str]
    results: list[str]
    says: list[str]

    def paragraph(self, short: bool) -> str:
        """One sentence to four, or one or two."""
        count = self.dice.choice([1, 2] if short else [1, 2, 2, 3, 4])
        return "".join(self._sentence() for _ in range(count))

    def headline(self) -> str:
        """In one of the forms that headlines have."""
        one, other = self.dice.sample(self.deeds, 2)
        place, thing, actor = self.place, self.thing, self.dice.choice(self.actors)
        return self.dice.choice(
            [
                f"{place}{thing}{one}",
                f"{actor}{one} {thing}{other}",
                f"{place}：{actor}{one}",
                f"{actor}{one}，{place}{thing}换新颜",
                f"“{thing}”里的新日子",
                f"{place}{actor}为何{one}？",
            ]
        )

    def _sentence(self) -> str:
        dice = self.dice
        result = dice.choice(self.results).format(n=dice.choice("二三四五六七八"))
        start = dice.choice([f"{dice.choice(self.when)}，{self.place}", f"在{self.place}{self.thing}，", ""])
        (first, second), (one, other) = dice.sample(self.actors, 2), dice.sample(self.deeds, 2)
        told = f"{start}{first}{one}，{second}{other}，{result}。"
        if dice.random() < 0.3:
            who, name = dice.choice(self.actors), dice.choice(_SPEAKERS)
            return f"{dice.choice(self.says).format(thing=self.thing, who=who, name=name)}，{told}"
        return told
