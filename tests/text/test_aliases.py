"""Other names of the same thing."""

from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.text.aliases import Aliases, load_aliases


def test_a_name_stands_for_its_others_wherever_it_is() -> None:
    aliases = Aliases([["综保区", "综合保税区"], ["AI", "人工智能"]])
    assert aliases("河东综保区扩区") == ("河东综合保税区扩区",)
    assert aliases("综合保税区") == ("综保区",)
    assert aliases("ai") == ("人工智能",)
    assert aliases("AIDS") == aliases("书店") == ()


def test_the_file_of_names_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "aliases.toml"
    file.write_text('names = [["甲", "乙"]]', encoding="utf-8")
    assert load_aliases(file)("甲") == ("乙",)
    for wrong in ('names = "甲"', 'names = [["甲", 1]]', "names ="):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(ConfigurationError):
            load_aliases(file)
    with pytest.raises(ConfigurationError):
        load_aliases(tmp_path / "none.toml")
