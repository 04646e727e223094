"""One person may do much, but not without end, and is told so kindly and once."""

from datetime import timedelta

from bot.chat import limits
from bot.chat.limits import Allowance, Limiter, Verdict


def test_what_is_beyond_is_refused_until_the_span_is_over(clock):
    limiter = Limiter(clock)
    two = Allowance(2, timedelta(minutes=1), "")
    verdicts = [limiter.judge(7, two) for _ in range(4)]
    assert verdicts == [Verdict.ADMITTED, Verdict.ADMITTED, Verdict.REFUSED, Verdict.STILL_REFUSED]
    assert limiter.judge(8, two) is Verdict.ADMITTED
    clock.on(seconds=60)
    assert limiter.judge(7, two) is Verdict.ADMITTED


def test_who_was_quiet_longest_is_forgotten_first(clock, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 3)
    limiter = Limiter(clock)
    once = Allowance(1, timedelta(minutes=1), "")
    for user_id in (1, 2, 3, 1, 4):
        limiter.judge(user_id, once)
    assert limiter.judge(1, once) is Verdict.STILL_REFUSED
    assert limiter.judge(2, once) is Verdict.ADMITTED


async def test_a_flood_of_searches_is_answered_kindly_and_once(house, clock):
    house.publish("氢能公交上线")
    reader = house.person()
    answers = [await reader.say("氢能") for _ in range(limits.SEARCHES.times + 3)]
    [refusal] = answers[limits.SEARCHES.times]
    assert "过一分钟再查" in refusal.text
    assert answers[-1] == []
    [flash] = await reader.callback("s:1:0:newest")
    assert "过一分钟再查" in flash.text
    [found] = await house.person(200).say("氢能")
    assert "氢能公交上线" in found.text
    assert await reader.say("/help")
    clock.now += timedelta(minutes=1)
    [found] = await reader.say("氢能")
    assert "氢能公交上线" in found.text


async def test_a_flood_of_pages_is_refused_kindly(house):
    editor = house.editor()
    house.use_up(limits.UPLOADS, editor)
    for name in ("一页.txt", "又一页.txt"):
        [refusal] = await editor.send_file(name, "一页\n二行\n三行。".encode())
        assert "过十分钟再发" in refusal.text
        assert f"“{name}”未收下" in refusal.text


def test_pages_that_waited_count_by_when_they_were_sent(clock):
    limiter = Limiter(clock)
    two = Allowance(2, timedelta(minutes=10), "", named=True)
    sent = [clock.now - timedelta(minutes=minutes) for minutes in (30, 29, 15, 14, 13)]
    verdicts = [limiter.judge(7, two, at) for at in sent]
    assert verdicts == [Verdict.ADMITTED] * 4 + [Verdict.REFUSED]


async def test_a_flood_of_inline_queries_finds_nothing_more(house):
    house.publish("氢能公交上线")
    reader = house.person()
    for _ in range(limits.INLINE.times):
        [answer] = await reader.inline("氢能")
        assert answer.results
    [answer] = await reader.inline("氢能")
    assert answer.results == ()


def test_a_clock_that_is_put_back_refuses_nobody_until_it_is_as_late_again(clock):
    limiter = Limiter(clock)
    once = Allowance(1, timedelta(minutes=1), "")
    assert limiter.judge(7, once) is Verdict.ADMITTED
    clock.on(minutes=-9)
    assert limiter.judge(7, once) is Verdict.ADMITTED
    assert limiter.judge(7, once) is Verdict.REFUSED
