"""Configuration: `bot.toml`, over it environment variables, over them the command line.

Every field can be set by `BAOZHAI_` and its name in capitals; fields of a section by two underscores,
such as `BAOZHAI_SUMMARY__ENGINE`.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.configuration import ConfigurationFiles, find_configuration
from bot.errors import ConfigurationError
from bot.proxies import check_proxy, secrets_of

PREFIX = "BAOZHAI_"


class SummarySettings(BaseModel, extra="forbid"):
    """How articles are summarised."""

    engine: str = Field(
        "coverage", description="What summarises: `coverage`, `textrank4zh`, or `model`, a language model."
    )
    max_chars: int = Field(120, ge=20, le=2000, description="A summary is never longer, in characters.")
    max_sentences: int = Field(3, ge=1, le=20, description="A summary never has more sentences.")
    model_url: str | None = Field(
        None, description="Where the model is asked: an address to which `/chat/completions` is appended."
    )
    model_name: str | None = Field(None, description="The name of the model, as its server knows it.")
    model_key: SecretStr | None = Field(None, description="The key of the model's server, if any.")
    model_seconds: float = Field(
        20.0, gt=0, le=300, description="An answer of the model is waited for so many seconds."
    )
    model_daily: int = Field(
        500, ge=0, description="Questions to the model on one day; beyond, the extract is used."
    )

    @model_validator(mode="after")
    def _has_its_model(self) -> Self:
        if self.engine == "model" and not (self.model_url and self.model_name):
            raise ValueError("the engine `model` needs model_url and model_name")
        if self.model_url and urlsplit(self.model_url).scheme not in ("http", "https"):
            raise ValueError("model_url begins with http:// or https://")
        return self


class DigestSettings(BaseModel, extra="forbid"):
    """What a digest message shows."""

    items: int = Field(8, ge=1, le=30, description="Items in one message; the rest stand behind a button.")
    catch_up_hours: float = Field(
        12.0,
        gt=0,
        le=24 * 31,
        description="A missed digest older than this is not made up: the next holds it.",
    )


class Settings(BaseSettings):
    """Everything that can be set. A field's description is its line in the README."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", env_ignore_empty=True
    )

    token: SecretStr | None = Field(None, description="The bot's token from @BotFather; never logged.")
    api_base_url: str = Field(
        "https://api.telegram.org/bot", description="Another Bot API server; the token is appended."
    )
    api_base_file_url: str = Field(
        "https://api.telegram.org/file/bot", description="Where that server's files are fetched."
    )
    admins: Annotated[tuple[int, ...], NoDecode] = Field(
        (), description="Telegram user ids of the editors, comma-separated; the first is the owner."
    )
    db: Path = Field(Path("data/baozhai.db"), description="The SQLite database.")
    zone: str = Field("Asia/Shanghai", description="The IANA zone of chats that have not chosen one.")
    proxy: SecretStr | None = Field(
        None,
        description="HTTP or SOCKS5 proxy to Telegram and the web, as `http://HOST:PORT` or `socks5://…`.",
    )
    access: Literal["open", "approval", "private"] = Field(
        "open", description="`open`, `approval` (the owner admits each reader) or `private` (admins only)."
    )
    full_text: Literal["all", "subscribers", "editors"] = Field(
        "all",
        description="Who may read full texts: `all`, `subscribers` or `editors`. Searches quote others the "
        "summary alone.",
    )
    webhook_url: str | None = Field(
        None, description="The public https address that Telegram calls; where unset, the bot polls."
    )
    webhook_listen: str = Field("127.0.0.1:8443", description="Host and port that the webhook listens on.")
    webhook_secret: SecretStr | None = Field(
        None,
        description="The secret that Telegram sends along with each webhook call."
        " Where none is set, one that follows from the token.",
    )
    rate: float = Field(29.0, gt=0, le=1000, description="Messages a second over all chats.")
    paid_broadcast: bool = Field(
        False, description="Pay Telegram for pushes above its free rate; with `BAOZHAI_RATE` up to 1000."
    )
    error_chat: int | None = Field(
        None, description="The chat that is told of errors, each kind once an hour; where unset, the owner."
    )
    backups: int = Field(
        7,
        ge=0,
        le=365,
        description="Nightly copies kept in `backups/` beside the database; 0: none are made.",
    )
    now: datetime | None = Field(None, description="For tests: an ISO time that the clock starts from.")
    summary: SummarySettings = Field(default_factory=SummarySettings)
    digest: DigestSettings = Field(default_factory=DigestSettings)

    _files: ConfigurationFiles | None = PrivateAttr(None)

    @field_validator("admins", mode="before")
    @classmethod
    def _split_admins(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [part.strip() for part in value.replace("，", ",").split(",") if part.strip()]
        return value

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"{value!r} is no IANA zone, such as Asia/Shanghai")
        return value

    @field_validator("proxy")
    @classmethod
    def _usable_proxy(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value().strip():
            return None
        return SecretStr(check_proxy(value.get_secret_value()))

    @field_validator("api_base_url", "api_base_file_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("it has to begin with http:// or https://")
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, colon, port = value.rpartition(":")
        if not (colon and host and port.isascii() and port.isdigit() and int(port) < 65536):
            raise ValueError("it is written HOST:PORT, such as 0.0.0.0:8443")
        return value

    @model_validator(mode="after")
    def _local_now(self) -> Settings:
        if self.now is not None and self.now.tzinfo is None:
            self.now = self.now.replace(tzinfo=ZoneInfo(self.zone))
        return self

    @property
    def files(self) -> ConfigurationFiles:
        """Where the other files of the configuration are read."""
        return self._files or find_configuration()

    @property
    def proxy_address(self) -> str | None:
        """The proxy's address, with its password; for what connects, and nothing else."""
        return self.proxy.get_secret_value() if self.proxy else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no log: token, webhook secret, the proxy's password."""
        whole = tuple(secret.get_secret_value() for secret in (self.token, self.webhook_secret) if secret)
        return whole + (secrets_of(self.proxy_address) if self.proxy_address else ())

    @property
    def listen(self) -> tuple[str, int]:
        """The host and port of the webhook."""
        host, _, port = self.webhook_listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def owner(self) -> int | None:
        """The first admin."""
        return self.admins[0] if self.admins else None


def load_settings(configuration: Path | None = None, **given: Any) -> Settings:
    """Settings from the file, the environment and `given` (what the command line names; None is not given).

    Which file that is, `bot.configuration.find_configuration` tells.
    Raises ConfigurationError, which names each setting refused and never shows a secret.
    """
    files = find_configuration(configuration)

    class FromFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=files.main)

    try:
        settings = FromFile(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise ConfigurationError(f"use {files.main} and the environment", _in_words(error)) from None
    except (SettingsError, ValueError, OSError) as error:
        raise ConfigurationError(f"read {files.main}", error) from None
    settings._files = files
    return settings


def _in_words(error: ValidationError) -> str:
    """Which setting, and why; without the value, which may be a secret."""
    problems = error.errors(include_input=False, include_url=False, include_context=False)
    return "; ".join(f"{_variable(problem['loc'])}: {_reason(problem['msg'])}" for problem in problems)


def _variable(location: tuple[int | str, ...]) -> str:
    return PREFIX + "__".join(part for part in location if isinstance(part, str)).upper()


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ")
