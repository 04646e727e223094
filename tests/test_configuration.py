"""Where each file of the configuration is read: one's own where there is one, else the default."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.commands.doctor import examine
from bot.configuration import find_configuration
from bot.defaults import CONFIG
from bot.digest.cities import find_zone, use
from bot.errors import ConfigurationError
from bot.heartbeat import file_of
from bot.rooms import open_rooms
from bot.settings import load_settings

TOPIC = '[[topic]]\nname = "灯会"\nwords = ["花灯"]\n'


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder without any configuration."""
    monkeypatch.delenv("BAOZHAI_CONFIG", raising=False)
    monkeypatch.delenv("BAOZHAI_RATE", raising=False)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_configuration_of_ones_own_the_defaults_are_read() -> None:
    files = find_configuration()
    assert (files.main, files.path("topics.toml")) == (CONFIG / "bot.toml", CONFIG / "topics.toml")
    assert files.replaced() == ()


def test_config_in_the_current_folder_replaces_the_defaults_file_by_file(elsewhere: Path) -> None:
    own = write(elsewhere / "config", topics=TOPIC)
    files = find_configuration()
    assert files.path("topics.toml") == own / "topics.toml"
    assert files.path("aliases.toml") == CONFIG / "aliases.toml"
    assert files.main == CONFIG / "bot.toml"
    assert files.replaced() == (own / "topics.toml",)


def test_a_folder_that_is_named_is_read_and_the_current_one_is_not(tmp_path: Path, elsewhere: Path) -> None:
    write(elsewhere / "config", bot="rate = 1", topics=TOPIC)
    named = write(tmp_path / "named", bot="rate = 3")
    settings = load_settings(named)
    assert settings.rate == 3
    assert settings.files.path("topics.toml") == CONFIG / "topics.toml"


def test_beside_a_file_that_is_named_the_other_files_are_looked_for(tmp_path: Path) -> None:
    named = write(tmp_path / "named", mine="rate = 4", bot="rate = 5", topics=TOPIC)
    settings = load_settings(named / "mine.toml")
    assert settings.rate == 4
    assert settings.files.replaced() == (named / "mine.toml", named / "topics.toml")


def test_the_environment_names_a_configuration_and_the_command_line_stands_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAOZHAI_CONFIG", str(write(tmp_path / "one", bot="rate = 1")))
    assert load_settings().rate == 1
    assert load_settings(write(tmp_path / "two", bot="rate = 2")).rate == 2


def test_a_configuration_that_is_named_needs_none_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAOZHAI_CONFIG", str(tmp_path / "none"))
    assert load_settings(write(tmp_path / "two", bot="rate = 2")).rate == 2


def test_a_refusal_names_the_file_of_the_settings(elsewhere: Path) -> None:
    own = write(elsewhere / "config", bot="speed = 2")
    with pytest.raises(ConfigurationError, match=re.escape(f"{own / 'bot.toml'}") + ".*BAOZHAI_SPEED"):
        load_settings()


def test_what_is_named_and_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOZHAI_CONFIG", str(tmp_path / "none"))
    with pytest.raises(ConfigurationError, match="no such file or folder"):
        load_settings()


def test_the_bot_works_with_the_topics_and_cities_that_replace_the_defaults(tmp_path: Path) -> None:
    own = write(tmp_path / "own", topics=TOPIC)
    (own / "cities.tsv").write_text("Asia/Tokyo\t900\t星见町\n", encoding="utf-8")
    with open_rooms(load_settings(own, db=tmp_path / "b.db")) as rooms:
        assert rooms.topic_names == ("灯会",)
        assert find_zone("星见町").zone == "Asia/Tokyo"
    use(CONFIG / "cities.tsv")
    assert find_zone("星见町").zone is None


def test_the_doctor_says_which_files_are_ones_own(tmp_path: Path) -> None:
    own = write(tmp_path / "own", topics=TOPIC)
    told = {one.what: one for one in examine(load_settings(own, db=tmp_path / "b.db"), rebuild_index=False)}
    assert told["configuration"].told == f"{own / 'topics.toml'}; else the defaults"


def test_the_health_check_reads_the_same_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAOZHAI_CONFIG", str(write(tmp_path / "own", bot='db = "named.db"')))
    assert file_of(load_settings().db).name == "named.db.alive"
