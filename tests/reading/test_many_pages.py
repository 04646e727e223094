"""A thousand pages, thirty broken files among them: the good are read, the others named with a reason."""

import json
from pathlib import Path

import pytest
from made_pages import make_page

from bot.cli import run

GOOD = 1_000
BROKEN = (
    (b"", "it is empty"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "it is"),
    (bytes(range(256)) * 8, "it is not text"),
    ("8\n责编：王梅 校对：李长河\n".encode(), "it holds no article"),
    (("中\n" * 30_001).encode(), "a page has at most"),
    (b"a" * (4 * 1024 * 1024 + 1), "at most 4 MB"),
)


@pytest.mark.slow
def test_a_thousand_pages_are_read_and_thirty_broken_files_named(tmp_path: Path, capfd) -> None:
    folder, out = tmp_path / "pages", tmp_path / "out"
    folder.mkdir()
    for number in range(GOOD):
        (folder / f"good-{number:04}.txt").write_text(make_page(number).text, encoding="utf-8")
    for number in range(30):
        (folder / f"broken-{number:02}.txt").write_bytes(BROKEN[number % len(BROKEN)][0])
    assert run(["split", str(folder), "--out", str(out)]) == 1
    written = sorted(path.name for path in out.iterdir())
    assert written == [f"good-{number:04}.json" for number in range(GOOD)]
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in out.iterdir())
    named = capfd.readouterr().err.splitlines()
    assert len(named) == 30
    for number in range(30):
        [line] = [each for each in named if f"broken-{number:02}.txt" in each]
        assert line.startswith("reading: could not read") and BROKEN[number % len(BROKEN)][1] in line
