"""What a Dockerfile puts into its last image, and which files of the project its build may see."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

BASE_PATH = "/usr/local/bin:/usr/bin:/bin"


@dataclass(frozen=True, slots=True)
class Copy:
    """One COPY: files of the project, or of the stage that is named, to a path in the image."""

    sources: tuple[str, ...]
    target: str
    stage: str | None = None


@dataclass(slots=True)
class Stage:
    """One stage of the build, as its instructions leave it."""

    name: str | None
    folder: str = "/"
    copies: list[Copy] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": BASE_PATH})
    volumes: list[str] = field(default_factory=list)
    user: str = "root"
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    @property
    def user_id(self) -> int:
        """The number of the user that the image runs as, from its `useradd --uid`."""
        if self.user.isdigit():
            return int(self.user)
        for run in self.runs:
            if found := re.search(rf"\buseradd\b[^&;|]*--uid (\d+)[^&;|]* {re.escape(self.user)}\b", run):
                return int(found[1])
        raise ValueError(f"Dockerfile: no useradd --uid for the user {self.user}")


def parse(text: str) -> list[Stage]:
    """The stages of a Dockerfile. Raises ValueError at an instruction that is not known here."""
    stages: list[Stage] = []
    for instruction, rest in _instructions(text):
        if instruction == "FROM":
            words = rest.split()
            stages.append(Stage(words[2] if len(words) == 3 else None))
        else:
            _apply(stages[-1], instruction, rest)
    return stages


def _instructions(text: str) -> Iterator[tuple[str, str]]:
    lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n", " ", "\n".join(lines)).splitlines():
        instruction, _, rest = line.strip().partition(" ")
        yield instruction.upper(), rest.strip()


def _apply(stage: Stage, instruction: str, rest: str) -> None:
    match instruction:
        case "WORKDIR":
            stage.folder = _absolute(stage, rest)
        case "COPY":
            stage.copies.append(_copy(stage, shlex.split(rest)))
        case "RUN":
            stage.runs.append(rest)
        case "ENV":
            for pair in shlex.split(rest):
                name, _, value = pair.partition("=")
                stage.environment[name] = re.sub(
                    r"\$(\w+)", lambda found: stage.environment.get(found[1], ""), value
                )
        case "USER":
            stage.user = rest
        case "VOLUME":
            stage.volumes += json.loads(rest) if rest.startswith("[") else rest.split()
        case "ENTRYPOINT":
            stage.entrypoint = json.loads(rest)
        case "CMD":
            stage.command = json.loads(rest)
        case "HEALTHCHECK":
            stage.health = json.loads(rest.partition("CMD")[2])
        case _:
            raise ValueError(f"Dockerfile: {instruction} is not known to the smoke test")


def _copy(stage: Stage, words: list[str]) -> Copy:
    options = dict(word.removeprefix("--").partition("=")[::2] for word in words if word.startswith("--"))
    if unknown := options.keys() - {"from", "chown"}:
        raise ValueError(f"Dockerfile: COPY --{unknown.pop()} is not known to the smoke test")
    *sources, target = [word for word in words if not word.startswith("--")]
    into_folder = target.endswith("/") or len(sources) > 1
    return Copy(tuple(sources), _absolute(stage, target) + ("/" if into_folder else ""), options.get("from"))


def _absolute(stage: Stage, path: str) -> str:
    return str(PurePosixPath(stage.folder, path))


def context(root: Path) -> list[Path]:
    """The files of a project that its .dockerignore lets a build see, relative to the project."""
    ignore = (root / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [rule.strip() for rule in ignore if rule.strip() and not rule.startswith("#")]
    files = (
        file.relative_to(root)
        for top in root.iterdir()
        if _is_seen(Path(top.name), rules)
        for file in ([top] if top.is_file() else top.rglob("*"))
    )
    return sorted(file for file in files if (root / file).is_file() and _is_seen(file, rules))


def _is_seen(file: Path, rules: list[str]) -> bool:
    """Whether the last rule that fits a file, or a folder that it is in, lets it in."""
    seen = True
    for rule in rules:
        pattern = rule.removeprefix("!").strip("/")
        if any(_fits(path, pattern) for path in (file, *file.parents[:-1])):
            seen = rule.startswith("!")
    return seen


def _fits(path: Path, pattern: str) -> bool:
    if pattern.startswith("**/"):
        return fnmatch(path.name, pattern.removeprefix("**/"))
    return len(path.parts) == pattern.count("/") + 1 and fnmatch(path.as_posix(), pattern)
