"""Texts that something interrupts: a box in mid-sentence, a subhead of two lines, a byline met by chance."""

from bot.model import Kind, Subhead
from bot.reading.page import read_page

HEAD = "海上牧场添新绿\n\n本报记者 王梅\n\n"
WIDE = (
    "养殖工船缓缓靠上码头，第一批三十吨黄鱼当天就要运往三个省份的市场，船长周大海守在船头，看工人一筐一筐起鱼"
)


def test_a_paragraph_goes_on_behind_the_box_that_cuts_it() -> None:
    box = "核心提示\n- 工船达到六艘\n- 年产黄鱼一千吨"
    text = f"{HEAD}{WIDE}，夜里每两个小时就\n\n{box}\n\n要巡一遍网箱。\n"
    articles = read_page(text, "a.txt").articles
    [story] = [each for each in articles if each.kind is not Kind.BOX]
    assert story.paragraphs == (f"{WIDE}，夜里每两个小时就要巡一遍网箱。",)


def test_the_items_of_a_box_may_stand_apart() -> None:
    items = "工船达到六艘，比去年多了两艘。\n\n年产黄鱼一千二百吨，大半卖到外省。"
    other = "新桥昨天通车\n\n本报记者 李长河\n\n两岸往来只要五分钟。"
    text = f"{HEAD}{WIDE}。\n\n\n核心提示\n\n{items}\n\n\n{other}\n"
    [box] = [each for each in read_page(text, "a.txt").articles if each.kind is Kind.BOX]
    assert len(box.paragraphs) == 2


def test_a_subhead_of_two_lines_is_one() -> None:
    below = "工船养一船鱼，岸上的冷库和运输队带富一个湾，船长和码头工人都说好。"
    text = f"{HEAD}{WIDE}。\n\n养一船鱼\n带富一个湾\n\n{below}\n"
    [story] = read_page(text, "a.txt").articles
    assert story.subheads == (Subhead("养一船鱼带富一个湾", 1),)


def test_a_line_of_a_column_that_reads_like_a_byline_is_text() -> None:
    text = """茶山开采头一天

□本报记者 周敏

　　入春以来，茶山换了
模样，茶农忙着采芽，炒
茶师傅守着铁锅，听说本报
记者王小梅李长河赵青
来了，都放下手里的活计迎
出门去。
　　傍晚收工，茶香还在。
"""
    [story] = read_page(text, "a.txt").articles
    assert story.authors == ("周敏",)
    assert "听说本报记者王小梅李长河赵青来了" in story.text
