"""Who may not read full texts cannot put one together from what searches quote."""

import re
from dataclasses import replace

import pytest

from bot.model import Summary
from bot.store.store import Store

PLACES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
TEXT = "".join(
    f"{place}号工地今年新修管道{number}千米，供水面积随之增加。" for number, place in enumerate(PLACES, 100)
)


def quoted(shown: str) -> set[str]:
    """The sentences of the text of which anything longer than a few characters is shown."""
    return {sentence for sentence in re.findall("[^。]+。", TEXT) if sentence[:8] in shown}


@pytest.fixture
def entry(house):
    house.settle(full_text="editors")
    return house.publish("新修管道", TEXT)


async def everything_found(person):
    """All that is quoted over searches for each word of the text."""
    shown = ""
    for place in PLACES:
        shown += "".join(sent.text for sent in await person.say(f"{place}号工地"))
        shown += "".join(
            result["description"] for sent in await person.inline(f"{place}号工地") for result in sent.results
        )
    return shown


@pytest.mark.parametrize("summary", ["甲号工地今年新修管道100千米，供水面积随之增加。", None])
async def test_a_text_is_not_rebuilt_from_snippets(house, monkeypatch, summary):
    house.settle(full_text="editors")
    entry = house.publish("新修管道", TEXT)
    summarised = Summary((summary,)) if summary else None
    made = Store.search

    def search(self, *given, **named):
        result = made(self, *given, **named)
        hits = tuple(replace(hit, entry=replace(hit.entry, summary=summarised)) for hit in result.hits)
        return replace(result, hits=hits)

    monkeypatch.setattr(Store, "search", search)
    shown = await everything_found(house.person())
    assert entry.headline in shown
    assert len(quoted(shown)) <= 4


async def test_who_may_read_the_text_sees_why_it_was_found(house, entry):
    shown = await everything_found(house.editor())
    assert len(quoted(shown)) == len(PLACES)


async def test_the_words_are_marked_in_the_summary_where_they_stand_in_it(house):
    house.settle(full_text="editors")
    house.publish("新修管道", "今年新修管道三百千米。\n供水面积随之增加。")
    [found] = await house.person().say("三百千米")
    assert "三百千米" in found.text
    assert "供水面积" not in (await house.person(200).say("供水面积"))[0].text.partition("\n")[2]
