"""Only values of the expected type come out of what was received, whatever that is."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import AddressRefused, BaozhaiError, ReadingError, UnreadableFile
from bot.model import Article, Doubt, Kind, Page, PageHints, Repair
from bot.reading.documents import Document, read_document
from bot.reading.feeds import FeedContents, FeedItem
from bot.workshop.codec import MOST_DEEP, NotOurs, decode, encode
from bot.workshop.jobs import GIVEN, GIVES, Job

PAGE = "潍州晚报 2024年4月3日\n\n\n标题在此\n\n　　本报讯 4月2日，正文在此，有两句话。第二句。\n"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def there_and_back(value: object, expected: Any) -> object:
    return decode(*encode(value), expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (read_document(PAGE.encode(), "潍州晚报_03.txt"), Document),
        (
            Document((), (UnreadableFile("read a.txt", "it is empty", key="empty", name="a.txt", limit=3),)),
            Document,
        ),
        ((b"\x00\xff" * 9, "a.txt", PageHints("甲报", date(2024, 4, 3)), PageHints()), GIVEN[Job.DOCUMENT]),
        (
            FeedContents("源", (FeedItem("k", None, "题", published_at=datetime(2024, 4, 3, tzinfo=UTC)),)),
            FeedContents,
        ),
        ("half \ud83d", str),
        (1, float | None),
    ],
)
def test_values_come_back_as_they_were(value: object, expected: Any) -> None:
    back = there_and_back(value, expected)
    if isinstance(back, Document) and back.refusals:
        assert isinstance(value, Document)
        assert [vars(error) for error in back.refusals] == [vars(error) for error in value.refusals]
    else:
        assert back == value


def parts(expected: Any) -> Iterator[Any]:
    """The type and all that values of it are made of."""
    yield expected
    if is_dataclass(expected):
        for field in typing.get_type_hints(expected).values():
            yield from parts(field)
    elif typing.get_origin(expected) is not typing.Literal:
        for each in typing.get_args(expected):
            if each is not Ellipsis:
                yield from parts(each)


@pytest.mark.parametrize("job", Job)
def test_every_part_of_what_a_job_takes_and_gives_is_of_a_kind_that_is_read(job: Job) -> None:
    for part in (*parts(GIVEN[job]), *parts(GIVES[job])):
        with pytest.raises(NotOurs) as refused:
            decode(b'{"no": {"value": "of any kind"}}', [], part)
        assert "no type of values" not in str(refused.value)


def test_a_repair_is_of_a_kind_that_there_is() -> None:
    repair = Repair(3, "5555万万", "55万", "doubled")
    assert there_and_back(repair, Repair) == repair
    data = encode(repair)[0].replace(b"doubled", b"evil")
    with pytest.raises(NotOurs):
        decode(data, [], Repair)


ARTICLE = json.loads(encode(Article("1", Kind.NEWS, "题", ("文。",), doubts=(Doubt.FIGURE_REPAIRED,)))[0])


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "evil"},
        {"paragraphs": "文。"},
        {"paragraphs": [1]},
        {"paragraphs": [["文。"]]},
        {"issue_date": "2024-13-01"},
        {"confidence": "1"},
        {"confidence": True},
        {"headline": 3},
        {"doubts": ["figure_repaired", {}]},
        {"unknown": 1},
    ],
)
def test_a_dataclass_with_another_value_or_field_is_refused(changed: dict[str, Any]) -> None:
    assert decode(json.dumps(ARTICLE).encode(), [], Article).headline == "题"
    with pytest.raises(NotOurs):
        decode(json.dumps(ARTICLE | changed).encode(), [], Article)
    lacking = {name: value for name, value in ARTICLE.items() if name != "id"}
    with pytest.raises(NotOurs):
        decode(json.dumps(lacking).encode(), [], Article)


@pytest.mark.parametrize(
    "written",
    [
        ["SystemExit", "a", "b", "failed", {}],
        ["BaozhaiError.__init__", "a", "b", "failed", {}],
        ["AddressRefused", "a", "b", "failed", {}],
        ["UnreadableFile", "a", 3, "failed", {}],
        ["UnreadableFile", "a", "b", "../../x", {}],
        ["UnreadableFile", "a", "b", "failed", {"cause": "x"}],
        ["UnreadableFile", "a", "b", "failed", {"name": ["x"]}],
        ["UnreadableFile", "a", "b", "failed", {"name": "x" * 9999}],
        ["UnreadableFile", "a", "b"],
    ],
)
def test_an_error_is_one_of_ours_and_of_the_expected_kind(written: list[Any]) -> None:
    assert issubclass(AddressRefused, BaozhaiError)
    with pytest.raises(NotOurs):
        decode(json.dumps(written).encode(), [], ReadingError)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff", b"[" * 100_000, b"NaN", b'{"$blob": 0}', b'{"$blob": -1}']
)
def test_what_is_no_value_is_refused(data: bytes) -> None:
    with pytest.raises(NotOurs):
        decode(data, [], bytes)


def test_what_is_nested_too_deeply_is_refused() -> None:
    expected: Any = str
    for _ in range(MOST_DEEP + 2):
        expected = tuple[expected, ...]
    with pytest.raises(NotOurs, match="deep"):
        decode(b"[" * (MOST_DEEP + 2) + b'"x"' + b"]" * (MOST_DEEP + 2), [], expected)


@pytest.mark.parametrize("value", [object(), print, {1: 2}, {3}])
def test_values_of_other_kinds_are_not_sent(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)


@given(JSON)
def test_any_json_is_a_value_or_refused(value: object) -> None:
    for expected in (Document, Page, FeedContents, tuple[str, ...], Document | BaozhaiError):
        try:
            decode(json.dumps(value).encode(), [], expected)
        except NotOurs:
            continue
