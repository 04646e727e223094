"""The three ways in, laid out in a folder: the checkout, the wheel, and the files of the container image.

None has anything that only tests need: all share one environment, made as the Dockerfile makes it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.smoke import dockerfile
from tests.smoke.dockerfile import Stage

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in, ready to be started."""

    name: str
    place: Path
    """The folder that holds all of it."""
    program: tuple[str, ...]
    """What starts the program; a command follows."""
    serve: tuple[str, ...]
    folder: Path
    """Where it is started."""
    environment: dict[str, str]
    writable: tuple[Path, ...]
    """All else is read only."""
    health: tuple[str, ...] = ()
    """The health check, where there is one."""


def make_layouts(folder: Path) -> list[Layout]:
    """Lay all of them out in a folder; takes a minute where the environment is not made yet."""
    *before, image = dockerfile.parse((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    built = _build_stages(before)
    source = folder / "source"
    _copy(_files_of_the_checkout(), source)
    return [
        _image(folder / "image", image, built),
        _wheel(folder / "wheel", source, built),
        _checkout(folder / "checkout", source, built),
    ]


def user_id() -> int:
    """The number of the user that the image runs as."""
    return dockerfile.parse((ROOT / "Dockerfile").read_text(encoding="utf-8"))[-1].user_id


def _build_stages(stages: list[Stage]) -> dict[str, Path]:
    """Run the stages that the image copies from, each with its absolute paths in a folder of its own.

    A stage that was run before from the same files is taken as it is.
    """
    built = {}
    for stage in stages:
        given = [ROOT / source for copy in stage.copies for source in copy.sources]
        key = hashlib.sha256(repr((sys.version, sys.prefix, stage)).encode())
        for file in given:
            key.update(file.read_bytes())
        place = ROOT / "build" / "smoke" / key.hexdigest()[:16]
        done = place / ".done"
        if not done.exists():
            shutil.rmtree(place, ignore_errors=True)
            _build(stage, place)
            done.touch()
        built[str(stage.name)] = place
    return built


def _build(stage: Stage, place: Path) -> None:
    moved = _mover(stage, place)
    seen = dockerfile.context(ROOT)
    _put(stage, seen, {}, place)
    folder = Path(moved(stage.folder))
    folder.mkdir(parents=True, exist_ok=True)
    for run in stage.runs:
        command = re.sub(r"(^|&& *)python3? ", lambda found: f"{found[1]}{sys.executable} ", moved(run))
        subprocess.run(command, shell=True, cwd=folder, env={**os.environ, "PIP_QUIET": "2"}, check=True)


def _image(place: Path, image: Stage, built: dict[str, Path]) -> Layout:
    """The files that the image has, with nothing else, and its own settings, user and commands."""
    moved = _mover(image, place)
    _put(image, dockerfile.context(ROOT), built, place)
    writable = [Path(moved(volume)) for volume in [*image.volumes, "/tmp"]]
    for folder in writable:
        folder.mkdir(parents=True)
    environment = {name: moved(value) for name, value in image.environment.items()}
    environment |= {"TMPDIR": str(writable[-1]), "HOME": str(place / "home")}
    command = [moved(word) for word in [*image.entrypoint, *image.command]]
    return Layout(
        "image",
        place,
        tuple(command[:-1] if command[-1] == "serve" else command),
        tuple(command),
        Path(moved(image.folder)),
        environment,
        tuple(writable),
        tuple(map(moved, image.health)),
    )


def _mover(stage: Stage, place: Path) -> Callable[[str], str]:
    """Puts a folder before each absolute path of a stage in a text."""
    paths = [stage.folder, "/tmp", *stage.volumes, *(copy.target for copy in stage.copies)]
    made = re.findall(r"-m venv (/\S+)", " ".join(stage.runs))
    tops = {path.split("/")[1] for path in [*paths, *made]}
    pattern = re.compile(rf"(?<![\w./])/(?=(?:{'|'.join(map(re.escape, tops))})(?:/|:|\s|$))")
    return lambda text: pattern.sub(f"{place}/", text)


def _put(stage: Stage, seen: list[Path], built: dict[str, Path], place: Path) -> None:
    """Put into a folder what the COPY instructions of a stage name."""
    for copy in stage.copies:
        target = place / copy.target.strip("/")
        if copy.stage is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            # The copy of an environment would be slow, and its scripts name where it was made.
            target.symlink_to(built[copy.stage] / copy.sources[0].strip("/"))
            continue
        for source in copy.sources:
            files = [file for file in seen if file == Path(source) or Path(source) in file.parents]
            if not files:
                raise ValueError(f"Dockerfile: COPY {source}: the build does not see it")
            for file in files:
                inside = file.relative_to(source)
                to = target / (inside if inside.parts else file.name if copy.target.endswith("/") else "")
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / file, to)


def _wheel(place: Path, source: Path, built: dict[str, Path]) -> Layout:
    """The wheel, built and installed into an environment of its own, started in an empty folder."""
    environment = _environment(place / "venv", built)
    _pip("wheel", "--no-deps", "--wheel-dir", place / "dist", source)
    [wheel] = (place / "dist").glob("*.whl")
    # What it depends on has to be there already: requirements.lock is all that running needs.
    _pip("--python", environment / "bin" / "python", "install", "--no-index", wheel)
    program = (str(environment / "bin" / "baozhai"),)
    (place / "empty").mkdir()
    return _started_by_hand("wheel", program, place / "empty", place)


def _checkout(place: Path, source: Path, built: dict[str, Path]) -> Layout:
    """The project as it is checked out, installed as the README tells."""
    environment = _environment(place / "venv", built)
    shutil.copytree(source, place / "project")
    _pip("--python", environment / "bin" / "python", "install", "--no-deps", "--editable", place / "project")
    program = (str(environment / "bin" / "python"), "run_bot.py")
    return _started_by_hand("checkout", program, place / "project", place)


def _started_by_hand(name: str, program: tuple[str, ...], folder: Path, place: Path) -> Layout:
    writable = (place / "data", place / "tmp")
    for one in writable:
        one.mkdir()
    environment = {
        "PATH": dockerfile.BASE_PATH,
        "HOME": str(place / "home"),
        "TMPDIR": str(place / "tmp"),
        "BAOZHAI_DB": str(place / "data" / "baozhai.db"),
    }
    return Layout(name, place, program, (*program, "serve"), folder, environment, writable)


def _environment(place: Path, built: dict[str, Path]) -> Path:
    """A fresh environment that sees the packages of the one that the Dockerfile makes."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    [packages] = {
        python.parents[1] / "lib" for stage in built.values() for python in stage.glob("*/bin/python")
    }
    version = f"python{sysconfig.get_python_version()}"
    site = place / "lib" / version / "site-packages"
    (site / "shared.pth").write_text(str(packages / version / "site-packages"), encoding="utf-8")
    return place


def _pip(*arguments: object) -> None:
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, *map(str, arguments)], check=True)


def _files_of_the_checkout() -> list[Path]:
    """What git keeps, and what is new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    files = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    return [file for file in files if (ROOT / file).is_file()]


def _copy(files: list[Path], target: Path) -> None:
    for file in files:
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, target / file)
