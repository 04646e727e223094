"""robots.txt is obeyed as it is written for this program, whatever else stands in it."""

from __future__ import annotations

import pytest
from protego import Protego

from bot.fetching import robots
from bot.fetching.fetcher import PRODUCT
from bot.fetching.robots import _for_us

SITE = "https://paper.example"


def allows(text: str, path: str) -> bool:
    return bool(Protego.parse(_for_us(text)).can_fetch(SITE + path, PRODUCT))


@pytest.mark.parametrize(
    ("text", "refused", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/1", "/open"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Baozhai\nDisallow: /private", "/private/1", "/open"),
        (
            "User-agent: other\nUser-agent: baozhai/1.0\nDisallow: /a\nUser-agent: third\nDisallow: /",
            "/a",
            "/b",
        ),
        (
            "User-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /a\nAllow: /a/b # but this",
            "/a/c",
            "/a/b",
        ),
        ("User-agent: Baozhai\n\nDisallow: /a", "/a", "/b"),
    ],
)
def test_the_rules_for_this_program_count_else_those_for_all(text: str, refused: str, allowed: str) -> None:
    assert not allows(text, refused)
    assert allows(text, allowed)


@pytest.mark.parametrize("text", ["", "nonsense", "Disallow: /", "User-agent:\nDisallow: /", "\x00\ufffd:::"])
def test_what_names_nobody_forbids_nothing(text: str) -> None:
    assert allows(text, "/a")


def test_the_pace_that_a_site_wants_is_kept() -> None:
    rules = Protego.parse(_for_us("User-agent: x\nCrawl-delay: 9\nUser-agent: *\nCrawl-delay: 3"))
    assert rules.crawl_delay(PRODUCT) == 3


def test_agents_do_not_multiply_the_rules() -> None:
    agents = "".join(f"User-agent: agent{number}\n" for number in range(20_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(20_000))
    assert _for_us(f"{agents}{rules}") == "User-agent: *"
    everyone = _for_us(f"{agents}User-agent: *\n{rules}").splitlines()
    assert len(everyone) == robots._MOST_RULES + 1
