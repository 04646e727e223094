"""Shingles: how alike two texts are."""

from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from bot.text.similarity import containment, jaccard, shingles, sketch

STORY = "港区昨日迎来新年首班汽车滚装船，三百二十辆国产电动车由此发往海外，全程只需要十一天。"
LONGER = STORY + "口岸部门为此开设专门窗口，企业提前两天申报，船到即可装货，全年预计发运四万辆。"
OTHER = "山里的小学有了第一座图书馆，两千册图书由退休教师捐出，孩子们放学后就来这里看书。"


def test_a_text_equals_itself_whatever_its_punctuation_and_width():
    assert shingles("Ａ区，一期 项目") == shingles("a区一期项目")


def test_a_part_is_contained_in_the_whole():
    assert containment(shingles(STORY), shingles(LONGER)) > 0.9
    assert 0.3 < jaccard(shingles(STORY), shingles(LONGER)) < 0.7


def test_other_texts_share_nothing():
    assert jaccard(shingles(STORY), shingles(OTHER)) == 0


def test_empty_texts_are_alike_in_nothing():
    assert jaccard(shingles(""), shingles("")) == containment(shingles(""), shingles(STORY)) == 0


def test_the_hashes_are_the_same_in_every_run():
    assert shingles("一二三四五") == {
        crc32("一二三四".encode("utf-32-le")),
        crc32("二三四五".encode("utf-32-le")),
    }


def test_the_sketch_of_a_part_lies_mostly_in_the_sketch_of_the_whole():
    part, whole = sketch(shingles(LONGER)), sketch(shingles(LONGER + OTHER))
    assert len(part & whole) >= len(part) - 4


@given(st.text(max_size=200), st.text(max_size=200))
def test_measures_stay_between_nothing_and_all(a, b):
    one, other = shingles(a), shingles(b)
    assert 0 <= jaccard(one, other) <= containment(one, other) <= 1
    assert sketch(one) <= one
