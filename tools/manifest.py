"""Write `resources/weights/manifest.toml` from the files that lie beside it.

python tools/manifest.py
"""

from __future__ import annotations

import hashlib
from pathlib import Path

WEIGHTS = Path(__file__).resolve().parent.parent / "src/affray/resources/weights"
# The texts that train them decide the licence of the weights (ATTRIBUTION.md).
LICENCE = "CC-BY-SA-4.0"


def main() -> None:
    """Print what was written."""
    lines = ["# Written by tools/manifest.py: what ships, checked when it is opened.\n"]
    for folder in sorted(path for path in WEIGHTS.iterdir() if path.is_dir()):
        files = sorted(path for path in folder.iterdir() if path.is_file())
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
        lines.append(f'[{folder.name}]\nlicence = "{LICENCE}"\nsha256 = "{digest}"\n')
        lines.append(f"\n[{folder.name}.bytes]\n")
        lines += [f'"{path.name}" = {path.stat().st_size}\n' for path in files]
    (WEIGHTS / "manifest.toml").write_text("".join(lines), encoding="utf-8")
    print("".join(lines))


if __name__ == "__main__":
    main()
