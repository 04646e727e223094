"""Zip archives of pages, unpacked in memory: bounded in files, size and ratio, none within another."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.errors import EncryptedFile, PageTooLarge, ReadingError, UnreadableFile

FILE_LIMIT = 200
"""Files of an archive: an issue of a hundred pages, and its pictures."""

UNPACKED_LIMIT = 80_000_000
"""Bytes of all files together."""

RATIO_LIMIT = 200
"""Times that a file may grow; text grows tenfold at most, a bomb a thousandfold."""

_SMALL = 1_000_000
"""Bytes up to which the ratio says nothing: a page of blanks harms nobody."""

_UTF8 = 0x800
_ENCRYPTED = 0x1
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of an archive, or why it is not read."""

    name: str
    """Without its folders: no name of an archive is ever used as a path."""
    data: bytes = b""
    refused: ReadingError | None = None


def unpack(data: bytes, name: str) -> Iterator[Packed]:
    """The files of an archive, in its order, without folders, hidden files and what systems add.

    Raises UnreadableFile where it is broken, PageTooLarge where it holds too much; a single file that is
    encrypted, broken or a bomb is refused by itself.
    """
    could_not = f"read {name}"
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile(could_not, "it is no whole zip archive", key="archive_damaged") from error
    with archive:
        entries = [each for each in archive.infolist() if not each.is_dir() and _is_wanted(_path(each))]
        if len(entries) > FILE_LIMIT:
            raise PageTooLarge(
                could_not,
                f"it has {len(entries)} files, and an archive has at most {FILE_LIMIT}",
                key="archive_files",
                limit=FILE_LIMIT,
            )
        left = UNPACKED_LIMIT
        for entry in entries:
            packed = _unpacked(archive, entry, name, left)
            left -= len(packed.data)
            yield packed


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> Packed:
    inside = _path(entry).name[:200]
    could_not = f"read {inside} in {name}"
    if entry.flag_bits & _ENCRYPTED:
        return Packed(inside, refused=EncryptedFile(could_not, "it is encrypted"))
    limit = min(left, max(_SMALL, entry.compress_size * RATIO_LIMIT))
    try:
        with archive.open(entry) as file:
            parts = []
            # What it says of its size may be a lie: counted is what comes.
            while part := file.read(min(_CHUNK, limit + 1)):
                parts.append(part)
                limit -= len(part)
                if limit < 0:
                    return Packed(
                        inside,
                        refused=PageTooLarge(could_not, "it unpacks to too much", key="archive_unpacked"),
                    )
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as error:
        return Packed(
            inside, refused=UnreadableFile(could_not, f"it is damaged: {error}", key="archive_damaged")
        )
    except RuntimeError:
        return Packed(inside, refused=EncryptedFile(could_not, "it is encrypted"))
    return Packed(inside, b"".join(parts))


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    """The path as its writer meant it: Windows writes Chinese names in GB18030 and does not say so."""
    written = entry.filename
    if not entry.flag_bits & _UTF8:
        with contextlib.suppress(UnicodeError):
            written = written.encode("cp437").decode("gb18030")
    return PurePosixPath(written.replace("\\", "/").replace("\x00", ""))


def _is_wanted(path: PurePosixPath) -> bool:
    hidden = any(part.startswith(".") for part in path.parts if part not in (".", ".."))
    return bool(path.name) and not hidden and "__MACOSX" not in path.parts and path.name != "Thumbs.db"
