"""An editor's morning: many pages of several papers in one batch, signed with few taps."""

from pathlib import Path

import pytest
from morning import page

from bot.chat import reading
from bot.model import SheetState, Status

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ROOT.parent / "shared" / "eval" / "pages" / "dev"

PATIENCE = 300


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(reading, "QUIET", 0.5)


def own_pages():
    seeds = {path.name: path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.txt"))}
    return seeds | {f"潍州晚报_2024-04-03_{number:02}.txt": page(number, 3) for number in range(1, 11)}


async def read(house, editor, files):
    """Lay the files down as one batch, and give it back with the lines of its report."""
    await editor.send_files(files)
    parts = []
    while not parts or not parts[-1].buttons:
        parts.append(await editor.wait_for(lambda sent: sent.text.startswith("本批"), PATIENCE))
    return house.store.batches.get(1), "\n".join(part.text for part in parts).splitlines()


async def sign_page_by_page(house, editor):
    """Go through the batch by its buttons; give the taps that each page took, and press nothing doubtful."""
    taps = {}
    [card] = await editor.press("逐版看")
    while True:
        page_id = next(int(data.split(":")[1]) for data in datas(card) if data.startswith("im:"))
        if page_id in taps:
            return taps
        taps[page_id] = 0
        if any(label.startswith("签发") for label in card.labels) and "可签发" in card.text:
            [card] = [sent for sent in await editor.press("签发") if sent.kind == "edit"]
            taps[page_id] += 1
        if "下一版" not in card.labels:
            return taps
        [card] = await editor.press("下一版")
        taps[page_id] += 1


def datas(sent):
    return [button.data for row in sent.buttons for button in row]


def check(house, files, batch, lines, taps):
    assert [sheet.name for sheet in batch.sheets] == list(files)
    numbered = [line for line in lines if line.split(" ")[0].isdigit()]
    assert [int(line.split(" ")[0]) for line in numbered] == list(range(1, len(files) + 1))
    assert all("可签发" in line or "待看" in line or "库内已有" in line for line in numbered)
    assert all(sheet.state in {SheetState.READ, SheetState.KNOWN} for sheet in batch.sheets)
    assert max(taps.values()) <= 2
    left = [item for sheet in batch.sheets for item in house.services.intake.preview(sheet.page_id).items]
    waiting = [item for item in left if item.entry.status is Status.DRAFT]
    assert not any(item.sure for item in waiting)
    assert house.store.entries.counts()["published"] > len(waiting)


async def test_a_small_morning_is_signed_with_two_taps_a_page(house):
    files = dict(list(own_pages().items())[-6:])
    editor = house.editor()
    batch, lines = await read(house, editor, files)
    taps = await sign_page_by_page(house, editor)
    assert len(taps) == 6
    check(house, files, batch, lines, taps)


@pytest.mark.slow
@pytest.mark.skipif(not OTHERS.is_dir(), reason="the pages for evaluation are not beside the project")
async def test_a_morning_of_thirty_pages_is_signed_with_two_taps_a_page(house):
    others = {path.name: path.read_bytes() for path in sorted(OTHERS.glob("*.txt"))}
    files = dict(list((others | own_pages()).items())[:30])
    assert len(files) == 30
    editor = house.editor()
    batch, lines = await read(house, editor, files)
    taps = await sign_page_by_page(house, editor)
    check(house, files, batch, lines, taps)
    decided = [item for sheet in batch.sheets for item in house.services.intake.preview(sheet.page_id).items]
    print(f"{len(taps)} pages, {sum(taps.values())} taps, {len(decided)} articles")  # noqa: T201
