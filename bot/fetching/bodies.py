"""The body of an answer, read within a limit that holds for what it unpacks to."""

from __future__ import annotations

import zlib

import httpx

from bot.errors import FetchError

ACCEPTED = "gzip, deflate"

_GZIP = b"\x1f\x8b"
_MARK = 2
"""Bytes by which gzip and zlib are known."""

_PLAIN = ("", "identity")
_PACKED = ("gzip", "x-gzip", "deflate")


async def read_body(response: httpx.Response, limit: int, could_not: str) -> bytes:
    """The body, unpacked. Raises FetchError where it is larger than `limit` bytes or packed unknowably."""
    too_large = FetchError(
        could_not,
        f"it has more than {limit // 1_000_000} MB",
        key="fetch_too_large",
        limit=limit // 1_000_000,
    )
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > limit:
        raise too_large
    encoding = response.headers.get("content-encoding", "").strip().casefold()
    if encoding not in (*_PLAIN, *_PACKED):
        raise FetchError(could_not, "it is packed in a way that was not asked for", key="fetch_packing")
    unpacked = bytearray()
    unpacker: zlib._Decompress | None = None
    first = b""
    async for came in response.aiter_raw():
        chunk = came
        if len(first) < _MARK:
            first += came
            if len(first) < _MARK:
                continue
            chunk, unpacker = first, _unpacker(first, encoding)
        try:
            # Never more at once than there is room for: a bomb grows a thousandfold in one step.
            unpacked += unpacker.decompress(chunk, limit + 1 - len(unpacked)) if unpacker else chunk
        except zlib.error as error:
            raise FetchError(could_not, "it is packed, and damaged", key="fetch_packing_damaged") from error
        if len(unpacked) > limit:
            raise too_large
    if unpacker is not None and not unpacker.eof:
        raise FetchError(could_not, "it breaks off", key="fetch_broke_off")
    return bytes(unpacked) if len(first) >= _MARK else first


def _unpacker(first: bytes, encoding: str) -> zlib._Decompress | None:
    """What unpacks a body that begins so: by its first bytes, since servers mislabel what they send."""
    if first.startswith(_GZIP) or encoding in ("gzip", "x-gzip"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    if encoding in _PLAIN:
        return None
    is_zlib = first[0] & 0x0F == zlib.DEFLATED and int.from_bytes(first[:2], "big") % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
