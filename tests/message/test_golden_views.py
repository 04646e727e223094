"""Every view in Chinese and English against the file that holds it.

`BAOZHAI_GOLDEN=write` writes the files anew: look at what changed before you commit it.
"""

import os
from pathlib import Path

import pytest
from message_views import VIEWS

from bot.message.languages import translator

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("name", sorted(VIEWS))
def test_a_view_looks_as_it_was_approved(name, language):
    drawn = _as_text(VIEWS[name](translator(language)))
    golden = GOLDEN / language / f"{name}.txt"
    if os.environ.get("BAOZHAI_GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(drawn, encoding="utf-8")
    assert drawn == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_no_golden_file_is_left_over(language):
    assert {file.stem for file in (GOLDEN / language).iterdir()} == set(VIEWS)


def _as_text(message):
    rows = [" ".join(f"[{button.label}]<{_does(button)}>" for button in row) for row in message.buttons]
    return "\n".join([message.text, *rows]) + "\n"


def _does(button):
    return button.data or button.url or f"copies {button.copy}"
