"""The gist: one line that tells what the headline does not, made of the article's own clauses."""

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
