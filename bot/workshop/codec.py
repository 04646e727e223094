"""Values between the bot and the process that reads files, as JSON: data only, and nothing that runs.

A value is written without its type, and read as the type that is expected: dataclasses of ours with exactly
their fields, enumerations, days and moments, tuples, texts and numbers. Bytes stand beside the JSON, in the
order in which they are named. What does not fit is refused.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from bot import errors
from bot.errors import BaozhaiError

MOST_DEEP = 40
"""Levels of a value: an article in its page in its document has eight."""

LONGEST_TEXT = 20_000_000
"""Characters of one text."""

LONGEST_VALUE = 2_000
"""Characters of what an error's sentence names, such as a file."""

_BLOB = "$blob"
_NAME = re.compile("[a-z_]{1,60}")
_TAKEN = frozenset({"self", "could_not", "cause", "key"})


class NotOurs(ValueError):
    """Something that was received is no value of the expected type."""


def encode(value: object) -> tuple[bytes, list[bytes]]:
    """The value as JSON, and the bytes that stand beside it. Raises TypeError for a value of another kind."""
    blobs: list[bytes] = []
    return json.dumps(_encoded(value, blobs), ensure_ascii=True).encode(), blobs


def decode(data: bytes, blobs: list[bytes], expected: Any) -> Any:
    """The value of the expected type that was encoded. Raises NotOurs."""
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotOurs(f"no JSON: {type(error).__name__}") from None
    return _decoded(parsed, expected, blobs, 0)


# ---------------------------------------------------------------------------------------- writing


def _encoded(value: object, blobs: list[bytes]) -> object:
    match value:
        case None | bool() | int() | float() if not isinstance(value, Enum):
            return value
        case Enum():
            return value.value
        case str():
            return value
        case bytes():
            blobs.append(value)
            return {_BLOB: len(blobs) - 1}
        case datetime() | date():
            return value.isoformat()
        case BaozhaiError():
            return [type(value).__name__, value.could_not, value.cause, value.key, value.values]
        case tuple() | list():
            return [_encoded(each, blobs) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _encoded(getattr(value, field.name), blobs) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} is no value of ours")


# ---------------------------------------------------------------------------------------- reading


def _decoded(value: Any, expected: Any, blobs: list[bytes], depth: int) -> Any:
    if depth > MOST_DEEP:
        raise NotOurs("nested too deeply")
    origin = typing.get_origin(expected)
    if origin in {typing.Union, types.UnionType}:
        return _one_of(value, typing.get_args(expected), blobs, depth)
    if origin is typing.Literal:
        if not isinstance(value, str) or value not in typing.get_args(expected):
            raise NotOurs(f"none of {typing.get_args(expected)}")
        return value
    if origin is tuple:
        return _tuple(value, typing.get_args(expected), blobs, depth)
    if not isinstance(expected, type):
        raise NotOurs(f"{expected!r} is no type of values")
    if is_dataclass(expected):
        return _dataclass(value, expected, blobs, depth)
    if issubclass(expected, BaozhaiError):
        return _error(value, expected)
    return _SIMPLE[_simple_kind(expected)](value, expected, blobs)


def _one_of(value: Any, options: tuple[Any, ...], blobs: list[bytes], depth: int) -> Any:
    for option in options:
        try:
            return _decoded(value, option, blobs, depth)
        except NotOurs:
            continue
    raise NotOurs(f"{type(value).__name__} is none of {options}")


def _tuple(value: Any, of: tuple[Any, ...], blobs: list[bytes], depth: int) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise NotOurs("no list")
    if len(of) == 2 and of[1] is Ellipsis:
        return tuple(_decoded(each, of[0], blobs, depth + 1) for each in value)
    if len(value) != len(of):
        raise NotOurs(f"{len(value)} values where {len(of)} are expected")
    return tuple(_decoded(each, kind, blobs, depth + 1) for each, kind in zip(value, of, strict=True))


def _dataclass(value: Any, kind: type, blobs: list[bytes], depth: int) -> Any:
    hints = _field_types(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise NotOurs(f"not the fields of {kind.__name__}")
    return kind(**{name: _decoded(value[name], hint, blobs, depth + 1) for name, hint in hints.items()})


@cache
def _field_types(kind: type) -> Mapping[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _error(value: Any, kind: type[BaozhaiError]) -> BaozhaiError:
    match value:
        case [str(name), str(could_not), str(cause), str(key), dict(values)] if _are_values(key, values):
            found = _errors().get(name)
            if found is not None and issubclass(found, kind):
                return found(could_not, cause, key=key, **values)
    raise NotOurs(f"no {kind.__name__}")


def _are_values(key: str, values: dict[Any, Any]) -> bool:
    """Whether they name a sentence of the catalogue and what stands in it."""
    return _NAME.fullmatch(key) is not None and all(
        isinstance(name, str)
        and _NAME.fullmatch(name)
        and name not in _TAKEN
        and (type(value) is int or (isinstance(value, str) and len(value) <= LONGEST_VALUE))
        for name, value in values.items()
    )


@cache
def _errors() -> Mapping[str, type[BaozhaiError]]:
    return {
        name: each
        for name, each in vars(errors).items()
        if isinstance(each, type) and issubclass(each, BaozhaiError)
    }


def _simple_kind(expected: type) -> type:
    return next((kind for kind in _SIMPLE if issubclass(expected, kind)), object)


def _refused(value: Any, expected: type, _: list[bytes]) -> Any:
    raise NotOurs(f"{type(value).__name__} is no {expected.__name__}")


def _exactly(*kinds: type) -> Callable[[Any, type, list[bytes]], Any]:
    def check(value: Any, expected: type, blobs: list[bytes]) -> Any:
        if type(value) not in kinds:
            _refused(value, expected, blobs)
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise NotOurs("a text that is too long")
        return float(value) if expected is float else value

    return check


def _enum(value: Any, expected: type, _: list[bytes]) -> Any:
    try:
        return expected(value)
    except (ValueError, TypeError):
        raise NotOurs(f"no {expected.__name__}") from None


def _day(value: Any, expected: type, blobs: list[bytes]) -> Any:
    if not isinstance(value, str):
        _refused(value, expected, blobs)
    try:
        return datetime.fromisoformat(value) if expected is datetime else date.fromisoformat(value)
    except ValueError:
        raise NotOurs(f"no {expected.__name__}") from None


def _blob(value: Any, expected: type, blobs: list[bytes]) -> Any:
    place = value.get(_BLOB) if isinstance(value, dict) and len(value) == 1 else None
    if type(place) is int and 0 <= place < len(blobs):
        return blobs[place]
    return _refused(value, expected, blobs)


_SIMPLE: Mapping[type, Callable[[Any, type, list[bytes]], Any]] = {
    Enum: _enum,
    bool: _exactly(bool),
    int: _exactly(int),
    float: _exactly(float, int),
    str: _exactly(str),
    bytes: _blob,
    date: _day,
    types.NoneType: _exactly(types.NoneType),
    object: _refused,
}
"""How values that have no parts are read, the particular kinds before the general."""
