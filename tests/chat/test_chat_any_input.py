"""Generated messages, names, headlines and presses: no error, no broken entity, nothing of another's.

The slow one plays 10,000 of them.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import Turned, opened_house
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.chat.actions import BUTTONS, CHINESE, COMMANDS
from bot.message import callbacks

AT_ONCE = 50
"""Inputs that are played on one house: its start is dear."""

SECRET = "机密"
"""Stands in everything that belongs to others than those who type."""

REFUSED = ("not modified", "chat not found")
"""What Telegram may refuse: the same text again, and to write to who never opened the bot."""

ODD = (
    *("<b>", "</b>", "<a href='x'>", "&lt;", "&", "{query}", "%s", "' or 1=1 --", '"', "NEAR(", "*"),
    *("\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\ud800", "\udfff", "\0", "\x1b[0m", "\u0301" * 5),
    *("\n", "\t", "\u3000", "\u2028", "🚌", "\U0001f468\u200d\U0001f469", "𠮷", "9" * 30, "-1", "1e999"),
    *(
        "①",
        "٣",
        "a" * 300,
        "/",
        "@",
        "@baozhai_bot",
        "：",
        "氢能",
        "07:30",
        "25:61",
        "全部",
        "伯明翰",
        "1..2",
    ),
)

text = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=8)), max_size=8).map("".join)
words = st.builds(
    "{} {}".format,
    st.sampled_from(
        ["", *(f"/{name}" for name in COMMANDS), *CHINESE, "/start a_", "/edit 1 headline", "/edit 1 text"]
        + [f"/settings {what}" for what in ("zone", "include", "exclude", "quiet", "items", "days", "@x")]
    ),
    text,
).map(lambda said: said.strip(" ") or "x")
settings_words = [getattr(callbacks, name) for name in dir(callbacks) if name.startswith("SETTINGS_")]
arguments = st.one_of(
    st.sampled_from(
        [*settings_words, "1", "0", "-1", "-500", "2", "9" * 18, "9" * 25, "", "on", "off", "all"]
    ),
    st.sampled_from(
        ["push", "newest", "relevance", "yes", "0730", "22000700", "en", "Europe.London", "dg", "x"]
    ),
    st.integers().map(str),
    text,
)
data = st.one_of(
    st.builds(
        lambda verb, given: ":".join([verb, *given]),
        st.sampled_from(sorted(BUTTONS)),
        st.lists(arguments, max_size=4),
    ),
    text,
).map(lambda sent: sent.encode("utf-8", "replace")[:64].decode("utf-8", "replace"))

printed = text.map(lambda read: read.encode("utf-8", "replace").decode())
"""A file is decoded before anything else: what is read from it has no halves of surrogate pairs."""

inputs = st.one_of(
    st.tuples(st.just("say"), words),
    st.tuples(st.just("say"), words),
    st.tuples(st.just("press"), data),
    st.tuples(st.just("press"), data),
    st.tuples(st.just("inline"), text, text),
    st.tuples(st.just("file"), text, text, text),
    st.tuples(st.just("called"), text, text),
    st.tuples(st.just("headline"), printed, printed),
)
played = st.lists(st.tuples(st.integers(0, 2), inputs), min_size=AT_ONCE, max_size=AT_ONCE)
ALL = list(HealthCheck)
UNSHRUNK = (Phase.explicit, Phase.generate)
"""A failing script names the input that failed; to make the script shorter would take an hour."""


@settings(max_examples=6, deadline=None, suppress_health_check=ALL, phases=UNSHRUNK, derandomize=True)
@given(played)
def test_nothing_that_people_send_leads_to_an_error(script):
    asyncio.run(_play(script))


@pytest.mark.slow
@settings(max_examples=10_000 // AT_ONCE, deadline=None, suppress_health_check=ALL, phases=UNSHRUNK)
@given(played)
def test_ten_thousand_inputs_lead_to_no_error(script):
    asyncio.run(_play(script))


class _Heard(logging.Handler):
    """What was logged as an error or worse."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


async def _play(script):
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    try:
        with TemporaryDirectory() as folder:
            async with opened_house(Path(folder) / "test.db", Turned()) as house:
                await _furnish(house)
                promised = house.store.subscriptions.get(200)
                people = [
                    house.person(100),
                    house.person(7, chat_id=-500, kind="supergroup"),
                    house.editor(),
                ]
                for person in people:
                    await person.say("/help@baozhai_bot")
                for who, what in script:
                    shown = await _do(house, people[who], *what)
                    # Everyone's limits are for floods, which this is.
                    house.clock.on(seconds=5)
                    assert not any(SECRET in sent.text for sent in shown), what
                    assert not heard.lines, what
                assert len(house.store.watches.of_chat(200)) == 1
                assert house.store.subscriptions.get(200) == promised
    finally:
        logging.getLogger().removeHandler(heard)
    assert not heard.lines
    assert not [words for _, words in house.api.refused if not any(one in words for one in REFUSED)]


async def _furnish(house):
    """What belongs to somebody else."""
    other = house.person(200, name=f"{SECRET}人")
    await other.say(f"/watch {SECRET}词")
    await other.say(f"{SECRET}查询")
    await other.say("/subscribe 07:30")
    await other.say(f"/settings include {SECRET}关注")
    house.api.room.chat(-900, "channel", f"{SECRET}频道")
    house.api.people.make_administrator(-900, 200)
    house.api.people.membership(-900, 200, "left", "administrator", kind="channel")
    await other.say("/settings")
    house.publish("氢能公交上线", "正文。" * 30)


async def _do(house, person, kind, *what):
    match kind:
        case "say":
            return await person.say(what[0])
        case "press":
            return await person.callback(what[0])
        case "inline":
            return await person.inline(what[0], what[1])
        case "file":
            name, content, caption = what
            return await person.send_file(name or "x", content.encode("utf-8", "replace"), caption=caption)
        case "called":
            stranger = house.person(3000 + len(house.api.sent), name=what[0] or "x", language=what[1])
            return await stranger.say("/start")
        case _:
            house.publish(what[0], what[1], subheadline=what[1], authors=(what[0],), source=what[1])
            return await person.say("/latest")
