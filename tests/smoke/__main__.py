"""Walks the three ways in: the checkout, the wheel and the files of the container image.

    make smoke

Each is started without anything that only tests need, by a user without rights, on a read-only tree:
`--version`, `doctor`, `demo`, and `serve` against a Bot API on loopback, to SIGTERM. Exits with 1 at the
first failure.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.smoke.layouts import make_layouts, user_id
from tests.smoke.walk import SmokeFailure, unprivileged, walk


def main() -> int:
    """Lay out and walk. The exit code."""
    user = unprivileged(user_id())
    with tempfile.TemporaryDirectory(prefix="baozhai-smoke-") as name:
        folder = Path(name)
        # The other user has to get through.
        folder.chmod(0o755)
        for layout in make_layouts(folder):
            begin = time.monotonic()
            try:
                walk(layout, user)
            except SmokeFailure as failure:
                print(f"smoke: {failure}", file=sys.stderr)
                return 1
            print(f"smoke: {layout.name}: {time.monotonic() - begin:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
