import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import bot
from bot.message.languages import LANGUAGES, language_of, read_catalogue, translator
from bot.message.menus import EDITOR_COMMANDS, READER_COMMANDS, menu

SOURCES = sorted(Path(bot.__file__).parent.rglob("*.py"))


def _texts(language):
    return {
        message.id[0] if message.pluralizable else message.id: message
        for message in read_catalogue(language)
        if message.id
    }


def _forms(message):
    return message.string if message.pluralizable else (message.string,)


def _placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _calls():
    """Every call of a translator with a literal key: the key, whether in the plural, the values' names."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            called = ast.unparse(node.func)
            if called in {"t", "exchange.t", "t.plural", "exchange.t.plural"}:
                names = {keyword.arg for keyword in node.keywords}
                yield node.args[0].value, called.endswith("plural"), names


def _used():
    """What may be a key in the code: literals, and patterns of those put together."""
    literals, patterns = set(), []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literals.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+"
                    for part in node.values
                ]
                patterns.append(re.compile("".join(parts)))
    return literals, [pattern for pattern in patterns if "." in pattern.pattern]


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_catalogue_has_a_text_for_every_key(language):
    texts = _texts(language)
    assert texts.keys() == _texts("zh-Hans").keys()
    assert all(form for message in texts.values() for form in _forms(message))
    forms = {"zh-Hans": 1, "en": 2}[language]
    assert {len(message.string) for message in texts.values() if message.pluralizable} == {forms}


def test_the_languages_fill_the_same_placeholders():
    english = _texts("en")
    for key, message in _texts("zh-Hans").items():
        wanted = _placeholders(_forms(message)[0])
        for form in _forms(english[key]):
            assert _placeholders(form) == wanted, key
        assert english[key].pluralizable == message.pluralizable, key


def test_every_text_is_used_and_every_key_in_the_code_has_a_text():
    texts = _texts("zh-Hans")
    literals, patterns = _used()
    unused = {key for key in texts if key not in literals and not any(p.fullmatch(key) for p in patterns)}
    assert not unused
    calls = list(_calls())
    assert len(calls) > 150
    assert not {key for key, _, _ in calls if key not in texts}


def test_the_code_fills_every_placeholder():
    texts = _texts("zh-Hans")
    for key, plural, names in _calls():
        given = names | ({"count"} if plural else set())
        missing = _placeholders(_forms(texts[key])[0]) - given
        assert texts[key].pluralizable == plural, key
        assert not missing, key


@pytest.mark.parametrize(
    ("code", "language"),
    [
        (None, "zh-Hans"),
        ("", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-hans", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_SG", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh-hk", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("en", "en"),
        ("de-AT", "en"),
        ("\ud800", "en"),
    ],
)
def test_a_reader_is_spoken_to_in_the_nearest_language(code, language):
    assert language_of(code) == language
    assert translator(code).language == language


def test_traditional_chinese_is_made_from_simplified():
    t = translator("zh-Hant")
    assert t("button.settings") == "設置"
    assert t.plural("article.other_editions", 2) == "另有2個版本："
    assert t("list.bar") == "｜"


def test_plural_forms_follow_the_language():
    assert [translator("en").plural("digest.minutes", n) for n in (1, 2)] == [
        "about 1 minute",
        "about 2 minutes",
    ]
    assert translator("zh").plural("digest.minutes", 1) == "约1分钟"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_without_a_text_is_an_error(language):
    t = translator(language)
    assert t.has("button.help")
    assert not t.has("no.such")
    with pytest.raises(KeyError):
        t("no.such")
    with pytest.raises(KeyError):
        t.plural("no.such", 1)


def test_what_a_value_holds_is_not_filled_again():
    assert "{id} {0} %s" in translator("en")("search.none", query="{id} {0} %s")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menus_are_what_telegram_takes(language):
    commands = menu(translator(language), editor=True)
    assert [command for command, _ in commands] == [*READER_COMMANDS, *EDITOR_COMMANDS]
    assert all(re.fullmatch("[a-z]{1,32}", command) and 0 < len(words) <= 256 for command, words in commands)
    assert menu(translator(language)) == commands[: len(READER_COMMANDS)]
