"""Average the weights of several runs of the recipe: they begin alike and differ in their seeds.

python -m training.claims.average build/7/claims.average.pt build/11/claims.average.pt --out FILE
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the mean of every weight."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    found = [torch.load(path) for path in asked.weights]
    mean = {name: torch.stack([state[name] for state in found]).mean(0) for name in found[0]}
    torch.save(mean, asked.out)


if __name__ == "__main__":
    main()
