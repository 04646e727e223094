"""What goes between the bot and the process that works: frames of a length and so many bytes.

A value is a frame of JSON and a frame for each of its blobs: see `bot.workshop.codec`. What comes back is not
trusted: a parser that a hostile file has taken over could write anything, and only values of the expected
type are made of it.
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

from bot.workshop.codec import NotOurs, decode, encode

LONGEST = 200_000_000
"""Bytes of a value: the text of an issue has a hundredth."""

_HEAD = struct.Struct(">QQ")
_LENGTH = struct.Struct(">Q")

_MOST_BLOBS = 16


def send(pipe: BinaryIO, value: object) -> None:
    """Write a value. Raises OSError where nobody reads any more."""
    data, blobs = encode(value)
    pipe.write(_HEAD.pack(len(data), len(blobs)))
    pipe.write(data)
    for blob in blobs:
        pipe.write(_LENGTH.pack(len(blob)))
        pipe.write(blob)
    pipe.flush()


def receive(pipe: BinaryIO, expected: Any) -> Any:
    """Read a value of the expected type. Raises EOFError where no whole one comes, NotOurs for others."""
    length, count = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    if count > _MOST_BLOBS:
        raise NotOurs("it has too many parts")
    data = _frame(pipe, length)
    blobs = [_frame(pipe, _LENGTH.unpack(_exactly(pipe, _LENGTH.size))[0]) for _ in range(count)]
    return decode(data, blobs, expected)


def _frame(pipe: BinaryIO, length: int) -> bytes:
    if length > LONGEST:
        raise NotOurs("it is too long")
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data
