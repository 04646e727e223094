"""The languages of the messages: one gettext catalogue each, read once, traditional Chinese by OpenCC.

A key such as `search.none` is the msgid; the text may hold named placeholders (`{query}`). What comes out is
plain text: escaping is the business of `markup`.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from opencc import OpenCC

SIMPLIFIED = "zh-Hans"
TRADITIONAL = "zh-Hant"
ENGLISH = "en"
LANGUAGES = (SIMPLIFIED, TRADITIONAL, ENGLISH)

CATALOGUES = Path(__file__).parent / "catalogues"

_TRADITIONAL_REGIONS = frozenset({"hant", "tw", "hk", "mo"})


class Translator:
    """Speaks one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self._texts = _texts(language)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its placeholders filled. Raises KeyError where there is no such key."""
        return self._texts.gettext(key).format_map(values)

    def has(self, key: str) -> bool:
        """Whether there is such a key: for names that come from elsewhere."""
        try:
            self._texts.gettext(key)
        except KeyError:
            return False
        return True

    def plural(self, key: str, count: int, **values: object) -> str:
        """The text of a key in the form that `count` needs; `{count}` is filled too."""
        return self._texts.ngettext(key, key, count).format_map({"count": count, **values})


def translator(code: str | None) -> Translator:
    """The translator for one of our languages, or for Telegram's code of a reader's; None is simplified."""
    return _translator(language_of(code))


def language_of(code: str | None) -> str:
    """Which of our languages a reader with this code (an IETF tag, as Telegram gives it) reads best."""
    if not code:
        return SIMPLIFIED
    primary, *subtags = code.replace("_", "-").lower().split("-")
    if primary != "zh":
        return ENGLISH
    # A script outweighs a region: zh-Hans-HK is simplified.
    if "hans" in subtags or not _TRADITIONAL_REGIONS.intersection(subtags):
        return SIMPLIFIED
    return TRADITIONAL


@cache
def _translator(language: str) -> Translator:
    return Translator(language)


class _NoSuchKey(NullTranslations):
    """What is asked where a catalogue does not know a key."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise KeyError(msgid1)


def _texts(language: str) -> GNUTranslations:
    catalogue = read_catalogue(SIMPLIFIED if language == TRADITIONAL else language)
    if language == TRADITIONAL:
        _to_traditional(catalogue)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    texts = GNUTranslations(compiled)
    texts.add_fallback(_NoSuchKey())
    return texts


def read_catalogue(language: str) -> Catalog:
    """The catalogue file of simplified Chinese or English."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def _to_traditional(catalogue: Catalog) -> None:
    convert = OpenCC("s2t").convert
    for message in catalogue:
        if message.id:
            forms = (message.string,) if isinstance(message.string, str) else message.string or ()
            converted = tuple(convert(form) for form in forms)
            message.string = converted if message.pluralizable else converted[0]
