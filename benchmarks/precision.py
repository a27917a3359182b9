"""Compares the number formats in which a network can answer on this processor.

    python3 build.py run -- python benchmarks/precision.py --json OUT

The model that never saw Kenney, asked about Kenney's assets in ../shared/data/labelled_meshes:
seconds for the network alone (the median of three, after one to warm up, in turns) and accuracy, in
float32, in bfloat16, and with its linear layers in int8 (torch's dynamic quantisation, which leaves
convolutions as they are); and the seconds of a ViT-tiny with random weights, nearly all linear.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import nn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.classify.files import see_file  # noqa: E402
from engine.classify.networks_backend import build, pictures_tensor  # noqa: E402
from engine.classify.predict import ClassifySettings, pool_product  # noqa: E402
from engine.command.shared import ProgressBar  # noqa: E402
from engine.jobs import Progress, drain  # noqa: E402
from engine.labels.assets import read_assets  # noqa: E402
from engine.models import checkpoint  # noqa: E402
from engine.models.registry import load_classifier  # noqa: E402
from engine.models.spec import ModelSpec  # noqa: E402

LABELS = ROOT.parent / "shared" / "data" / "labelled_meshes" / "labels.csv"
MODEL = Path(__file__).parent / "models" / "never_kenney.safetensors"
REPEATS, BATCH = 3, 32
VIT = ModelSpec("vit_tiny", ("a", "b"), 224)


def formats(network: nn.Module) -> dict[str, Callable[[torch.Tensor], torch.Tensor]]:
    """Logits (N, C) of pictures (N, 3, S, S), in each number format."""
    network.eval()
    int8 = torch.ao.quantization.quantize_dynamic(network, {nn.Linear}, torch.qint8)

    def bfloat16(batch: torch.Tensor) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            return network(batch)

    return {"float32": network, "bfloat16": bfloat16, "int8": int8}


def timed(network: nn.Module, pictures: torch.Tensor) -> tuple[dict, dict]:
    """Seconds and probabilities (N, C) of each format."""
    ways = formats(network)
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    probs = {}
    with torch.inference_mode():
        for _ in range(REPEATS + 1):
            for name, way in ways.items():
                start = time.perf_counter()
                rows = [way(part).float() for part in pictures.split(BATCH)]
                seconds[name].append(time.perf_counter() - start)
                probs[name] = torch.softmax(torch.cat(rows), dim=1).numpy()
    return {name: statistics.median(each[1:]) for name, each in seconds.items()}, probs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--json", type=Path, required=True)
    args = parser.parse_args()
    spec, state = checkpoint.read(MODEL)
    network = build(spec)
    network.load_state_dict(state)
    classifier, stacks = load_classifier(str(MODEL)), []
    assets = [a for a in read_assets(LABELS) if a.author == "kenney" and a.label in spec.classes]
    with ProgressBar() as bar:
        for done, asset in enumerate(assets):
            bar.show(Progress(done, len(assets), asset.label))
            stacks.append(drain(see_file(asset.path, classifier, ClassifySettings(up="file"))))
    views = np.concatenate([seen.pictures for seen in stacks])
    seconds, probs = timed(network, pictures_tensor(views, spec))
    truth = [spec.classes.index(asset.label) for asset in assets]
    guesses = {
        name: [pool_product(rows).argmax() for rows in np.split(found, len(assets))]
        for name, found in probs.items()
    }
    torch.manual_seed(0)
    vit, _ = timed(build(VIT), torch.randn(2 * BATCH, 3, VIT.image_size, VIT.image_size))
    figures = {
        "views": len(views),
        "seconds": seconds,
        "accuracy": {name: float(np.equal(found, truth).mean()) for name, found in guesses.items()},
        "ViT-tiny, 64 views, seconds": vit,
        "bfloat16 on this processor": torch.ops.mkldnn._is_mkldnn_bf16_supported(),
    }
    args.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
