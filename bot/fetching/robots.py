"""What a site allows programs to fetch by themselves: robots.txt, by RFC 9309."""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

from bot.errors import AddressRefused, FetchError, RobotsRefused
from bot.fetching.fetcher import PRODUCT, Fetcher

_READ = 500_000
"""Bytes of it that count."""

_MOST_RULES = 2_000
"""Of one site. All of them are looked at for each address."""

_SLOWEST = 30.0
"""Seconds between two requests that a site may ask for."""


class Robots:
    """The rules of sites, each read once: for one issue, or one round of feeds."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, Protego | None] = {}

    async def check(self, address: str) -> float:
        """The seconds that the site wants between two requests. Raises RobotsRefused, AddressRefused.

        Without robots.txt all is allowed; where it cannot be had for a fault of the site, nothing is.
        """
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = await self._read(site)
        rules = self._rules[site]
        if rules is None or not rules.can_fetch(address, PRODUCT):
            if rules is None:
                raise RobotsRefused(f"fetch {address}", "robots.txt cannot be read", key="robots_unreadable")
            raise RobotsRefused(f"fetch {address}", "the site does not want programs there")
        return min(float(rules.crawl_delay(PRODUCT) or 0.0), _SLOWEST)

    async def _read(self, site: str) -> Protego | None:
        try:
            fetched = await self._fetcher.fetch(f"{site}/robots.txt", any_status=True)
        except AddressRefused:
            raise
        except FetchError:
            return None
        if 200 <= fetched.status < 300:
            return Protego.parse(_for_us(fetched.data[:_READ].decode("utf-8", "replace")))
        return None if fetched.status >= 500 or fetched.status == 429 else Protego.parse("")


def _for_us(text: str) -> str:
    """The rules for this program, else those for all; each other agent would multiply the work of parsing."""
    ours: list[str] = []
    for_all: list[str] = []
    named, begun, agents = False, False, set[str]()
    for line in text.splitlines():
        field, _, value = line.partition("#")[0].partition(":")
        match field.strip().casefold():
            case "user-agent":
                agent = value.partition("/")[0].strip().casefold()
                if begun:
                    agents.clear()
                    begun = False
                agents.add(agent)
            case "allow" | "disallow" | "crawl-delay":
                begun = True
                named = named or _OURS in agents
                for rules, meant in ((ours, _OURS), (for_all, "*")):
                    if meant in agents and len(rules) < _MOST_RULES:
                        rules.append(line)
    return "\n".join(["User-agent: *", *(ours if named else for_all)])


_OURS = PRODUCT.casefold()
