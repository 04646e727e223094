"""The gist: one line that tells what the headline does not, made of the article's own clauses."""

import pytest

from bot.summary.document import take_apart
from bot.text.sentences import split_sentences

TITLE = "望海市召开氢能公交推进会"
ARTICLE = (
    "本报讯 5月6日，望海市氢能公交推进会在市民中心举行，会场灯火通明，气氛热烈。\n"
    "会议强调，要进一步提高认识，切实增强责任感，奋力谱写高质量发展新篇章。\n"
    "今年以来，望海市投用氢能公交车200辆，占全市公交车的40%，同比增长12.5%。\n"
    "其中，港区线路（全长18公里）率先开通，每天运送乘客1.2万人次。\n"
    "“我们天天坐，真是太方便了！”市民高兴地说。\n"
)


def is_left_of(short, long):
    rest = iter(long)
    return all(character in rest for character in short)


def test_a_gist_tells_figures_and_results_not_how_the_hall_was_lit(make):
    gist = make().summarise(TITLE, ARTICLE).gist
    assert "200辆" in gist
    assert not any(talk in gist for talk in ("灯火", "强调", "谱写", "高兴"))


def test_a_gist_is_a_line_of_whole_clauses_that_stands_alone(make):
    gist = make().summarise(TITLE, ARTICLE).gist
    assert len(gist) <= 48
    assert gist.endswith("。")
    assert not gist.startswith(("其中", "今年以来", "5月6日", "他", "这"))
    assert is_left_of(gist, "".join(split_sentences(ARTICLE)))


def test_a_gist_is_the_same_for_every_engine(make):
    assert make(engine="textrank4zh").summarise(TITLE, ARTICLE).gist == make().summarise(TITLE, ARTICLE).gist


def test_without_a_sentence_that_ends_there_is_no_gist(make):
    assert make().summarise("电话", "海港路12号 电话 400").gist == ""


def test_two_runs_do_not_say_the_same(make):
    twice = "望海市投用氢能公交车200辆，占全市公交车的40%。\n" * 3
    assert make().summarise(TITLE, twice).gist.count("200辆") == 1


def alone(text, stop_words):
    """The lines that could be a gist by themselves."""
    return [run.text for run in take_apart("", text, stop_words).runs.lines() if not run.leans]


def test_a_number_in_parentheses_stays_and_a_remark_goes(stop_words):
    lines = alone("望海小学五（6）班的学生夺得全市科技比赛一等奖（奖金2000元）。", stop_words)
    assert lines == ["望海小学五（6）班的学生夺得全市科技比赛一等奖。"]


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("全市建成灯塔21座，数量居全省第二位。", "数量"),
        ("港区今年扩建，产生了6家新公司。", "产生了"),
        ("副市长带领渔港、规划等部门，检查了三处码头。", "副市长带领渔港、规划等部门。"),
        ("5月6日凌晨，两艘渔船在港外相撞，造成3人受伤。", "5月6日凌晨。"),
        ("望海作为重要渔港，去年靠泊渔船3000艘。", "望海作为重要渔港。"),
        ("新灯塔投用，与老灯塔相比，每年省电3万度。", "新灯塔投用，与老灯塔相比。"),
        ("比如望海港，去年靠泊渔船3000艘。", "比如望海港"),
    ],
)
def test_half_a_sentence_is_no_line(text, half, stop_words):
    lines = alone(text, stop_words)
    assert lines
    assert not any(line.startswith(half) for line in lines)


def test_what_is_said_by_some_and_refuted_later_is_no_line(stop_words):
    text = "有人认为，新灯塔的灯光赶走了鱼群，渔民因此减产三成。"
    assert not any(line.startswith(("新灯塔", "渔民")) for line in alone(text, stop_words))
