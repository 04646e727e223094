"""Configuration: which source stands over which, and what is said of what is refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.defaults import CONFIG
from bot.errors import ConfigurationError
from bot.settings import Settings, load_settings

README = Path(__file__).resolve().parent.parent / "README.md"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BAOZHAI_{name.upper()}", raising=False)


def file_with(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "bot.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_environment_stands_over_the_file_and_the_command_line_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path, 'zone = "Europe/Berlin"\nrate = 5\ndb = "a.db"')
    monkeypatch.setenv("BAOZHAI_RATE", "7")
    monkeypatch.setenv("BAOZHAI_DB", "b.db")
    settings = load_settings(path, db=Path("c.db"))
    assert (settings.zone, settings.rate, settings.db) == ("Europe/Berlin", 7, Path("c.db"))


def test_the_file_in_the_project_says_what_holds_without_it(tmp_path: Path) -> None:
    shipped, empty = load_settings(CONFIG / "bot.toml"), load_settings(file_with(tmp_path, ""))
    assert shipped.model_dump() == empty.model_dump()


@pytest.mark.parametrize("written", ["11,22", " 11, 22 ,", "11，22"])
def test_admins_are_ids_between_commas(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOZHAI_ADMINS", written)
    settings = load_settings()
    assert settings.admins == (11, 22)
    assert settings.owner == 11


def test_a_section_is_set_from_the_environment_by_two_underscores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOZHAI_SUMMARY__ENGINE", "textrank4zh")
    assert load_settings().summary.engine == "textrank4zh"


def test_a_clock_time_without_a_zone_is_meant_in_the_default_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOZHAI_NOW", "2024-04-03T07:30:00")
    now = load_settings().now
    assert now is not None
    assert now.astimezone(UTC) == datetime(2024, 4, 2, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BAOZHAI_ZONE", "Mars/Olympus"),
        ("BAOZHAI_ZONE", "../../etc/passwd"),
        ("BAOZHAI_ACCESS", "ajar"),
        ("BAOZHAI_ADMINS", "eleven"),
        ("BAOZHAI_RATE", "0"),
        ("BAOZHAI_WEBHOOK_LISTEN", "8443"),
        ("BAOZHAI_NOW", "soon"),
    ],
)
def test_a_setting_that_is_refused_is_named(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError, match=variable):
        load_settings()


def test_a_key_that_nothing_reads_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="BAOZHAI_ZOEN"):
        load_settings(file_with(tmp_path, 'zoen = "Asia/Shanghai"'))


def test_a_broken_or_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(str(tmp_path))):
        load_settings(file_with(tmp_path, "zone = ["))
    with pytest.raises(ConfigurationError, match="no such file"):
        load_settings(tmp_path / "none.toml")


def test_a_token_is_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOZHAI_TOKEN", "123:a-very-secret-token")
    monkeypatch.setenv("BAOZHAI_RATE", "none")
    with pytest.raises(ConfigurationError) as refused:
        load_settings()
    monkeypatch.delenv("BAOZHAI_RATE")
    assert "very-secret" not in str(refused.value) + repr(load_settings())


def test_the_readme_has_a_row_for_each_setting_and_no_other() -> None:
    rows = re.findall(r"^\| `BAOZHAI_(\w+)` \| ?(.*?) \| (.*) \|$", README.read_text(encoding="utf-8"), re.M)
    assert {name: (default, meaning) for name, default, meaning in rows} == described(Settings)


def described(model: type[BaseModel]) -> dict[str, tuple[str, str]]:
    """The name of each setting with its default and its description as the README shows them."""
    found: dict[str, tuple[str, str]] = {}
    for name, field in model.model_fields.items():
        if field.description is None:
            assert field.annotation is not None
            found |= {f"{name.upper()}__{key}": told for key, told in described(field.annotation).items()}
        else:
            found[name.upper()] = (
                "" if field.default in (None, ()) else f"`{field.default}`",
                field.description,
            )
    return found


def test_a_model_needs_an_address_and_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOZHAI_SUMMARY__ENGINE", "model")
    monkeypatch.setenv("BAOZHAI_SUMMARY__MODEL_KEY", "very-secret")
    with pytest.raises(ConfigurationError, match="model_url") as refused:
        load_settings()
    assert "very-secret" not in str(refused.value)
    monkeypatch.setenv("BAOZHAI_SUMMARY__MODEL_NAME", "a-model")
    monkeypatch.setenv("BAOZHAI_SUMMARY__MODEL_URL", "ftp://127.0.0.1/v1")
    with pytest.raises(ConfigurationError, match="http"):
        load_settings()
    monkeypatch.setenv("BAOZHAI_SUMMARY__MODEL_URL", "http://127.0.0.1:1/v1")
    assert "very-secret" not in repr(load_settings())
