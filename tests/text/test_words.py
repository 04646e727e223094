"""The one door to jieba."""

import subprocess
import sys
import threading

import pytest

from bot.errors import ConfigurationError
from bot.text import words


def test_words_joined_are_the_text():
    text = "潮汐发电站 今年并网（12.5万千瓦）。"
    assert "".join(words.segment(text)) == text


def test_search_words_hold_the_shorter_ones_too():
    found = words.segment_for_search("博物馆")
    assert "博物馆" in found
    assert "博物" in found


def test_words_have_their_tags():
    tags = dict(words.tag("北京大学在海淀区"))
    assert tags["北京大学"] == "nt"
    assert words.tag_of("不存在的词语") == words.UNKNOWN


def test_a_rare_word_tells_more_than_a_common_one():
    assert words.rarity("的") < words.rarity("码头") < words.rarity("没有这个词的词")


def test_a_user_dictionary_keeps_its_words_whole(tmp_path):
    dictionary = tmp_path / "words.txt"
    dictionary.write_text("# 说明\n碧湾灯会 50 nz\n鹭岛号\n", encoding="utf-8")
    assert "碧湾灯会" not in words.segment("碧湾灯会开幕")
    words.load(dictionary)
    assert "碧湾灯会" in words.segment("碧湾灯会开幕")
    assert words.tag_of("碧湾灯会") == "nz"
    assert words.tag_of("鹭岛号") == "n"
    words.load(dictionary)


def test_a_user_dictionary_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ConfigurationError, match=r"gone\.txt"):
        words.load(tmp_path / "gone.txt")
    malformed = tmp_path / "malformed.txt"
    malformed.write_text("好词 10 n\n这行 写了 太多 东西\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="line 2"):
        words.load(malformed)


def test_loading_once_serves_all_threads():
    failures = []

    def work():
        try:
            assert words.segment("港口吞吐量")
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert words.is_loaded()


def test_loading_is_silent_and_warns_of_nothing():
    code = (
        "from bot.text import words\n"
        "assert not words.is_loaded()\n"
        "words.load()\n"
        "assert words.is_loaded() and words.segment('码头')\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "text",
    [
        "潮汐发电站今年并网，12.5万千瓦的机组已经发电。",
        "沈望舒说：“这里的灯，是我们一盏一盏点亮的。”\r\n第二行 有 blanks  and C++",
        "𠮷野家、ＡＢＣ与3,000米\t的了着过在一不",
        "",
    ],
)
def test_words_are_those_that_jieba_cuts(text):
    assert words.segment(text) == list(words._dictionary().cut(text))


def test_what_is_remembered_of_words_is_forgotten_where_it_is_too_much(monkeypatch):
    asked = []

    @words.remembered
    def length(word):
        asked.append(word)
        return len(word)

    monkeypatch.setattr(words, "_MOST_REMEMBERED", 2)
    for word in ("灯", "灯塔", "灯"):
        length(word)
    words.forget_too_many()
    length("灯")
    assert asked == ["灯", "灯塔"]
    length("灯塔上")
    words.forget_too_many()
    length("灯")
    assert asked == ["灯", "灯塔", "灯塔上", "灯"]
