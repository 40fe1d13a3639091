"""The interface does as its description says, whatever is sent: Schemathesis tries all that it tells."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.serve.conftest import run, stop

# A field may be well formed and still not be answered: days in the wrong order, a box upside down.
_NOT_ASKED_FOR = "positive_data_acceptance"


@pytest.fixture
def reviewed(demo: Path) -> Iterator[str]:
    """A server over a store of its own, which the reviewer of the examples may judge."""
    running = run(demo, "A. Reader")
    yield running.url
    stop(running)


def test_the_interface_is_as_described(reviewed: str, tmp_path: Path) -> None:
    with urlopen(reviewed) as page:  # noqa: S310 our own server
        found = re.search(r'affray-token" content="([^"]+)"', page.read().decode())
    if found is None:
        pytest.skip("the web app is not built (make web)")
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{reviewed}/api/openapi.json",
        "--header", f"x-affray-token: {found[1]}", "--exclude-checks", _NOT_ASKED_FOR,
        "--max-examples", "6", "--seed", "1", "--generation-deterministic", "--no-shrink",
        "--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--request-timeout", "60",
        "--suppress-health-check", "all",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout[-12_000:] + done.stderr[-2_000:]
    # Addresses that were tried, and what was sent to them.
    tried = re.search(r"(\d+) generated", done.stdout)
    assert tried is not None, done.stdout[-2_000:]
    assert int(tried[1]) > 500
