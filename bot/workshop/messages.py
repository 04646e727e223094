"""What goes between the bot and the process that works: a length, then a pickled value.

What comes back is not trusted: a parser that a hostile file has taken over could write anything. Only values
of our own kinds are made from it, which do nothing when they are made.
"""

from __future__ import annotations

import io
import pickle
import struct
from typing import Any, BinaryIO

ANSWER_LIMIT = 200_000_000
"""Bytes of an answer: the text of an issue has a hundredth."""

_LENGTH = struct.Struct(">Q")

_ROOMS = ("bot.model.", "bot.reading.")
_OTHERS = frozenset(("datetime", name) for name in ("date", "datetime", "timezone", "timedelta"))


def send(pipe: BinaryIO, value: object) -> None:
    """Write a value. Raises OSError where nobody reads any more."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> Any:
    """Read a value from someone who is trusted. Raises EOFError where no whole one comes."""
    return pickle.loads(_frame(pipe, limit=None))


def receive_answer(pipe: BinaryIO) -> Any:
    """Read a value of our own kinds. Raises EOFError where no whole one comes, UnpicklingError for others."""
    return _Careful(io.BytesIO(_frame(pipe, ANSWER_LIMIT))).load()


def _frame(pipe: BinaryIO, limit: int | None) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if limit is not None and length > limit:
        raise pickle.UnpicklingError("it is too long")
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


class _Careful(pickle.Unpickler):
    """Finds nothing but our nouns and errors, and days."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS:
            return super().find_class(module, name)
        if module == "bot.errors" or module.startswith(_ROOMS):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is none of our values")
