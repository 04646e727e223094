"""What the smoke test reads from the Dockerfile, and that compose.yaml goes with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.smoke.dockerfile import Copy, context, parse

ROOT = Path(__file__).resolve().parent.parent

WRITTEN = """\
# syntax
FROM python:3 AS build
WORKDIR /build
COPY one.txt ./
RUN python -m venv /venv && \\
    /venv/bin/pip install -r one.txt

FROM python:3
RUN useradd --create-home --uid 7 someone
WORKDIR /app
COPY --from=build /venv /venv
COPY a.py b.py ./
COPY folder ./folder
ENV PATH=/venv/bin:$PATH HOME="/a b"
VOLUME /data
USER someone
HEALTHCHECK --interval=3s CMD ["python", "-m", "health"]
ENTRYPOINT ["python"]
CMD ["a.py", "serve"]
"""


def test_the_stages_of_a_dockerfile_are_read() -> None:
    build, image = parse(WRITTEN)
    assert (build.name, build.folder, build.copies) == ("build", "/build", [Copy(("one.txt",), "/build/")])
    assert build.runs == ["python -m venv /venv &&      /venv/bin/pip install -r one.txt"]
    assert image.copies == [
        Copy(("/venv",), "/venv", "build"),
        Copy(("a.py", "b.py"), "/app/"),
        Copy(("folder",), "/app/folder"),
    ]
    assert image.environment["PATH"].startswith("/venv/bin:/")
    assert image.environment["HOME"] == "/a b"
    assert (image.user_id, image.volumes, image.health) == (7, ["/data"], ["python", "-m", "health"])
    assert image.entrypoint + image.command == ["python", "a.py", "serve"]


@pytest.mark.parametrize("line", ["ADD a.tar /", "ONBUILD RUN x", "COPY --link a b", 'SHELL ["a"]'])
def test_an_instruction_that_the_smoke_test_does_not_know_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="not known to the smoke test"):
        parse(f"FROM scratch\n{line}")


def test_a_user_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="someone"):
        _ = parse("FROM scratch\nUSER someone")[0].user_id


def test_what_the_ignore_file_keeps_out_is_not_seen(tmp_path: Path) -> None:
    (tmp_path / ".dockerignore").write_text("# most\n*\n!a.py\n!kept\n**/*.pyc\nkept/secret\n")
    for name in ("a.py", "b.py", "kept/in.py", "kept/deep/x.pyc", "kept/secret/x", "other/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [str(file) for file in context(tmp_path)] == ["a.py", "kept/in.py"]


def test_the_database_of_the_image_lies_in_its_volume() -> None:
    image = parse((ROOT / "Dockerfile").read_text(encoding="utf-8"))[-1]
    assert str(Path(image.environment["BAOZHAI_DB"]).parent) in image.volumes
    assert image.user_id > 0


def test_compose_passes_settings_on_that_there_are() -> None:
    named = set(re.findall(r"^ +BAOZHAI_(\w+):", (ROOT / "compose.yaml").read_text(encoding="utf-8"), re.M))
    assert named
    assert named <= {name.upper() for name in Settings.model_fields}
