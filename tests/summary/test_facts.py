"""Facts are found with their names whole, and tied to the sentences that state them."""

from datetime import date

import pytest

from bot.summary.as_json import facts_from_json, facts_to_json, summary_to_json
from bot.summary.document import take_apart
from bot.summary.facts import facts_of

DAY = date(2024, 5, 7)


@pytest.fixture
def facts(stop_words):
    return lambda text, day=DAY: facts_of(take_apart(None, text, stop_words), day)


def names(found):
    return [fact.name for fact in found]


def counted(facts, text):
    return {figure.figure: figure.what for figure in facts(text).figures}


def test_a_figure_is_told_with_what_it_counts(facts):
    text = "今天集中推介217个项目，总投资3.68万亿元。光伏装机容量居全省首位，进出口额同比增长48.1%。"
    assert counted(facts, text) == {
        "217个": "集中推介项目",
        "3.68万亿元": "总投资",
        "全省首位": "光伏装机容量",
        "48.1%": "装机容量进出口额同比增长",
    }


def test_a_share_and_a_growth_carry_their_basis(facts):
    found = counted(facts, "全市外贸企业出口额占全市总量的57.4%。进口额比上年同期增长8.2%。")
    assert found["57.4%"].endswith("占全市总量")
    assert found["8.2%"].startswith("进口额") and found["8.2%"].endswith("同期增长")


@pytest.mark.parametrize(
    "text", ["会上8名代表发言。", "专家提出两点建议。", "会议强调三个方面。", "上午9时30分开会，12点散会。"]
)
def test_what_is_counted_in_passing_is_no_figure(facts, text):
    assert facts(text).figures == ()


@pytest.mark.parametrize(
    ("text", "figure", "what"),
    [
        ("全市出口额今年增长三成以上。", "三成以上", "增长"),
        ("渔港扩建后，吞吐量提高四分之一。", "四分之一", "吞吐量"),
        ("全市去年生产总值2.36万亿，居全省首位。", "2.36万亿", "生产总值"),
        ("法院判处船主有期徒刑20年。", "20年", "徒刑"),
    ],
)
def test_parts_and_large_numbers_are_figures(facts, text, figure, what):
    assert what in counted(facts, text)[figure]


def test_at_most_ten_figures_are_told(facts):
    text = "".join(f"去年第{number}区出口额增长{number}.5%，总投资{number}亿元。" for number in range(20, 60))
    assert len(facts(text).figures) == 10


def test_a_count_takes_the_whole_noun_after_it(facts):
    found = counted(facts, "现场有103个签约项目，来自160余家元宇宙企业。")
    assert found["103个"].endswith("签约项目")
    assert found["160余家"].endswith("元宇宙企业")


def test_a_figure_that_nothing_explains_has_no_words(facts):
    assert counted(facts, "418个。") == {"418个": ""}


def test_a_threshold_that_is_passed_is_not_what_is_counted(facts):
    found = facts("到去年底，全市光伏装机已越过1000万千瓦关口，风电规模列全省第3位。").figures
    assert [(figure.figure, figure.what) for figure in found] == [
        ("1000万千瓦", "去年底全市光伏装机"),
        ("全省第3位", "风电规模"),
    ]


@pytest.mark.parametrize("text", ["他用四个“有”来概括这座城市。", "两个小时一晃而过。", "这三个字并不新鲜。"])
def test_a_count_that_is_a_turn_of_speech_is_no_figure(facts, text):
    assert facts(text).figures == ()


def test_every_fact_has_the_sentence_that_states_it(facts):
    text = "昨日，望海市新建3座灯塔。"
    found = facts(text)
    assert found.figures[0].sentence == text
    assert found.dates[0].sentence == text
    assert found.places[0].sentence == text


def test_dates_are_absolute_where_the_day_is_known(facts):
    assert names(facts("今年投产，昨日点火。").dates) == ["2024", "2024-05-06"]
    assert names(facts("今年投产，5月6日点火。", None).dates) == ["今年", "5月6日"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("望海港集团有限公司董事长周立群表示，航线要加密。", "周立群"),
        ("记者何春梅来到码头。", "何春梅"),
        ("研究会副会长袁海作主题发言。", "袁海"),
        ("首席科学家李永胜看来，要重投入。", "李永胜"),
        ("欧阳海燕说，灯塔要修。", "欧阳海燕"),
        ("议长伊万·彼得罗夫发表致辞。", "伊万·彼得罗夫"),
    ],
)
def test_people_are_known_by_office_or_by_speaking(facts, text, name):
    assert name in names(facts(text).people)


def test_people_in_a_list_are_found_one_by_one(facts):
    assert names(facts("市领导张伟、李建国、王丽参加活动。").people) == ["张伟", "李建国", "王丽"]


@pytest.mark.parametrize(
    "text", ["负责人张先生说，可以。", "高新区表示支持。", "明日·灯塔项目开工。", "主任和副主任到场。"]
)
def test_who_has_no_full_name_is_no_person(facts, text):
    assert facts(text).people == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("沙海投资（上海）有限公司签约。", "沙海投资（上海）有限公司"),
        ("山东大学海洋研究院揭牌。", "山东大学海洋研究院"),
        ("潍坊市教育局发布通知。", "潍坊市教育局"),
        ("市发展改革委牵头。", "市发展改革委"),
        ("北京青州企业商会会长到会。", "北京青州企业商会"),
        ("国家海洋牧场技术创新中心落户。", "国家海洋牧场技术创新中心"),
        ("山东蓝湾集团有限公司烟台分公司投资。", "山东蓝湾集团有限公司烟台分公司"),
        ("青岛啤酒产量增长。", "青岛啤酒"),
    ],
)
def test_organisations_have_their_whole_names(facts, text, name):
    assert name in names(facts(text).organisations)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("世界500强企业沙海利康，今年落户。", "沙海利康"),
        ("汇高乐泰副总裁盛文海表示欢迎。", "汇高乐泰"),
        ("集聚了蓝湾集团、共达电声、浪泉华光等一批企业。", "浪泉华光"),
        ("沙特国际电力和水务公司来访。", "沙特国际电力和水务公司"),
    ],
)
def test_firms_are_known_by_what_stands_around_them(facts, text, name):
    assert name in names(facts(text).organisations)


@pytest.mark.parametrize(
    "text", ["知名企业齐聚一堂，共话发展。", "公司总经理李建国到会。", "市场部总经理到会。"]
)
def test_what_stands_where_a_firm_could_is_not_always_one(facts, text):
    assert facts(text).organisations == ()


@pytest.mark.parametrize(
    ("paper", "text", "place"),
    [
        ("潍坊日报", "我市新建三座灯塔。", "潍坊市"),
        ("河北日报", "我省开渔。", "河北省"),
        ("昌乐县报", "本县开渔。", "昌乐县"),
        ("广西日报", "我区开渔。", "广西壮族自治区"),
    ],
)
def test_home_is_told_by_the_name_of_the_paper(stop_words, paper, text, place):
    document = take_apart(None, text, stop_words)
    assert place in names(facts_of(document, DAY, paper).places)


@pytest.mark.parametrize("paper", [None, "", "大众日报", "晚报", "《》"])
def test_a_paper_whose_name_has_no_place_has_no_home(stop_words, paper):
    assert facts_of(take_apart(None, "我市开渔。", stop_words), DAY, paper).places == ()


@pytest.mark.parametrize(
    ("text", "figure", "what"),
    [
        ("完成率为77.8%，35个项目开工。", "35个", "项目开工"),
        ("比国外同类码头高50%以上。", "50%以上", "比国外同类码头高"),
    ],
)
def test_what_is_counted_is_understood_alone(facts, text, figure, what):
    assert counted(facts, text)[figure] == what


@pytest.mark.parametrize(
    "text", ["产业布局更优，格局已成。", "跨国公司很多。", "他去了市中心。", "该公司盈利。"]
)
def test_what_only_ends_like_an_organisation_is_none(facts, text):
    assert facts(text).organisations == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("活动在烟台举行。", "烟台"),
        ("活动在奎文区举行。", "奎文区"),
        ("斯里兰卡代表到会。", "斯里兰卡"),
        ("大会在烟台八角湾国际会展中心开幕。", "烟台八角湾国际会展中心"),
        ("客人住东方大酒店。", "东方大酒店"),
    ],
)
def test_places_are_regions_countries_and_venues(facts, text, name):
    assert name in names(facts(text).places)


@pytest.mark.parametrize(
    "text", ["嘉宾深度交流。", "来到城市核心区。", "世界变了。", "全市各区都有。", "搬进了老城区。"]
)
def test_what_is_no_name_is_no_place(facts, text):
    assert facts(text).places == ()


def test_each_fact_is_told_once(facts):
    assert names(facts("烟台开会。烟台散会。").places) == ["烟台"]


def test_facts_come_back_from_json_as_they_were(facts):
    found = facts("5月6日，记者何春梅从潍坊市教育局获悉，今年新建12所学校。")
    assert found.people
    assert facts_from_json(facts_to_json(found)) == found


def test_a_summary_is_printed_with_plain_names(make):
    text = "5月6日，潍坊市教育局公布，今年新建12所学校。"
    printed = summary_to_json(make().summarise("新学校", text, day=DAY))
    assert list(printed) == ["gist", "summary", "sentences", "keywords", "facts"]
    assert printed["summary"] == text
    assert printed["facts"]["dates"] == ["2024-05-06", "2024"]
    assert printed["facts"]["organisations"] == ["潍坊市教育局"]
    assert printed["facts"]["figures"][0]["figure"] == "12所"
    assert set(printed["facts"]["figures"][0]) == {"figure", "what", "sentence"}
    assert facts_from_json(printed["facts"]).organisations[0].name == "潍坊市教育局"


def test_a_fact_of_an_endless_sentence_is_told_with_the_part_where_it_stands(facts):
    found = facts(
        "去年总投资3亿元，渔港吞吐量" + "、".join(f"{number}万吨" for number in range(2000))
    ).figures
    assert found
    assert all(figure.figure in figure.sentence and len(figure.sentence) <= 500 for figure in found)


def test_an_office_of_government_is_told_with_its_level(facts):
    assert names(facts("通知由市财政局印发，财政局解释。").organisations) == ["市财政局", "财政局"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("据市电子商务协会统计，网店增至3000家。", ("市电子商务协会",)),
        ("9月12日蓝湾石油有限公司发布公告。", ("蓝湾石油有限公司",)),
        ("党和政府关心渔民，地方法院和外资银行也来了。", ()),
        ("气象部门提醒，风力将达8级。", ()),
        ("学校要办成世界一流大学。", ()),
    ],
)
def test_an_organisation_begins_where_its_name_does_and_a_kind_is_none(make, text, names):
    assert tuple(fact.name for fact in make().summarise(None, text).facts.organisations) == names
