"""What went wrong, in a chat: each fault has a sentence of its own, in each language."""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import bot
from bot import errors
from bot.chat import fields
from bot.errors import BaozhaiError, ConfigurationError, FetchError, IntakeError, ReadingError
from bot.fetching.fetcher import status_key
from bot.message.languages import LANGUAGES, read_catalogue, translator
from bot.message.markup import to_plain
from bot.message.views import problems
from bot.model import Kind
from bot.workshop.messages import receive, send

SOURCES = Path(bot.__file__).parent

CLASSES: dict[str, type[BaozhaiError]] = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, BaozhaiError)
}

MANY_FAULTS = {
    "AddressRefused",
    "FetchError",
    "IntakeError",
    "PageTooLarge",
    "ReadingError",
    "ReadingStopped",
    "ScheduleError",
    "UnreadableFile",
}
"""Classes of faults that differ in what helps: whoever raises one says which it is."""


@dataclass(frozen=True)
class Raised:
    """An error that is made somewhere in the code."""

    where: str
    kind: str
    key: str | None
    """None where it is not written out."""
    values: frozenset[str]


def raised() -> Iterator[Raised]:
    for path in sorted(SOURCES.rglob("*.py")):
        where = path.relative_to(SOURCES).as_posix()
        # What only the shell says, it says in its own words.
        if where.startswith("commands/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in CLASSES or node.func.id == ConfigurationError.__name__:
                continue
            given: dict[str, Any] = {keyword.arg or "": keyword.value for keyword in node.keywords}
            key = given.pop("key", ast.Constant(CLASSES[node.func.id].key))
            literal = key.value if isinstance(key, ast.Constant) else None
            yield Raised(f"{where}:{node.lineno}", node.func.id, literal, frozenset(given))


FAULTS = tuple(raised())


def sentences(language: str) -> dict[str, str]:
    return {
        message.id.removeprefix("problem."): str(message.string)
        for message in read_catalogue(language)
        if isinstance(message.id, str) and message.id.startswith("problem.")
    }


def test_an_error_of_many_faults_says_which_it_is() -> None:
    assert len(FAULTS) > 100
    unsaid = [each for each in FAULTS if each.kind in MANY_FAULTS and each.key == CLASSES[each.kind].key]
    assert not unsaid


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_each_fault_and_each_class_has_a_sentence_that_it_fills(language: str) -> None:
    texts = sentences(language)
    assert {kind.key for kind in CLASSES.values()} <= texts.keys()
    for each in FAULTS:
        if each.key is None:
            continue
        assert each.key in texts, each
        wanted = {name for _, name, _, _ in Formatter().parse(texts[each.key]) if name}
        assert wanted <= each.values, each


def test_each_status_of_refusal_has_a_sentence() -> None:
    for status in (*range(300, 308), *range(400, 452), *range(500, 512), 599, 999):
        error = FetchError("fetch x", f"it answers {status}", key=status_key(status), status=status)
        for language in LANGUAGES:
            told = to_plain(problems.problem(translator(language), error).text)
            assert str(status) in told
    assert len({status_key(status) for status in (404, 403, 429, 500, 418)}) == 5


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_no_two_faults_share_a_sentence(language: str) -> None:
    texts = sentences(language)
    assert not [text for text, count in Counter(texts.values()).items() if count > 1]


def test_the_faults_of_the_intake_are_told_apart() -> None:
    keys = [each.key for each in FAULTS if each.kind == IntakeError.__name__]
    assert len(set(keys)) == len(keys) >= 19


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_fits_where_a_button_is_answered(language: str) -> None:
    for each in FAULTS:
        if each.key is None:
            continue
        values = {name: 100_000 if name in NUMBERS else "字" * 99 for name in each.values}
        told = problems.problem(translator(language), errors.BaozhaiError("x", key=each.key, **values))
        assert problems.note(told) == to_plain(told.text), each


NUMBERS = {"limit", "id", "number", "seconds", "status", "count", "width", "height", "port"}


def test_the_kinds_that_a_refusal_names_are_taken() -> None:
    with pytest.raises(IntakeError) as refused:
        fields._kind("社论")
    chinese, english = (
        to_plain(problems.problem(translator(each), refused.value).text) for each in ("zh-Hans", "en")
    )
    assert "社论" in chinese
    assert all(name in chinese for name in fields.KINDS)
    assert all(kind.value in english for kind in Kind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "error",
    [
        IntakeError("do it", "because"),
        IntakeError("do it", "because", key="nobody_knows"),
        IntakeError("do it", "because", key="merge_retracted"),
        IntakeError("do it", "because", key="intake", other="{0.__class__} {x} <b>"),
    ],
)
def test_a_fault_that_nobody_knows_gets_the_sentence_of_its_class(language: str, error: BaozhaiError) -> None:
    t = translator(language)
    assert problems.problem(t, error).text == problems.problem(t, IntakeError("x")).text


@pytest.mark.parametrize(
    ("key", "values"),
    [(5, {}), (None, {}), ("", []), ("file_too_large", None), ("file_too_large", {1: 2}), ("{x}", {"t": 1})],
)
def test_a_fault_from_a_reader_that_was_taken_over_gets_it_too(key: object, values: object) -> None:
    error = ReadingError("read x", "because")
    error.__dict__ |= {"key": key, "values": values}
    t = translator("zh-Hans")
    assert problems.problem(t, error).text == problems.problem(t, ReadingError("x")).text


def test_values_are_shown_as_they_are_and_no_longer_than_a_name() -> None:
    hostile = "<b>{value}</b>\n" + "长" * 500
    told = problems.problem(translator("zh-Hans"), IntakeError("x", key="no_day", value=hostile)).text
    assert "&lt;b&gt;{value}&lt;/b&gt;" in told
    assert len(told) < 200


def test_a_fault_comes_whole_out_of_the_process_that_reads() -> None:
    pipe = BytesIO()
    error = errors.PageTooLarge("read a.pdf", "it has 900 pages", key="pdf_pages", count=900, limit=500)
    send(pipe, error)
    pipe.seek(0)
    come = receive(pipe, BaozhaiError)
    assert (type(come), come.key, come.values) == (
        errors.PageTooLarge,
        "pdf_pages",
        {"count": 900, "limit": 500},
    )
    assert str(come) == str(error)
