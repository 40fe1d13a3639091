"""Builds the web app into the package, so that a wheel shows it on machines without Node."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebApp(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel is packed; an editable install takes what `make web` built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the app where it is not built yet.

        Raises:
            RuntimeError: It is not built, and npm is not there to do so.
        """
        del build_data
        root = Path(self.root)
        if version != "standard" or (root / "src/affray/serve/static/index.html").is_file():
            return
        npm = shutil.which("npm")
        if npm is None or not (root / "web/package.json").is_file():
            raise RuntimeError("the web app is not built: install Node 20 or later, or run `make web` first")
        for command in ((npm, "ci"), (npm, "run", "build")):
            subprocess.run(command, cwd=root / "web", check=True)  # noqa: S603 fixed commands
