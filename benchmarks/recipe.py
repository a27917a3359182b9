"""The embedded classifiers: trained, calibrated and measured by one command; it can be cut off.

    python3 build.py run -- python benchmarks/recipe.py

Three models by one recipe on ../shared/data/labelled_meshes and on assets by formula: one that
never saw Kenney, one that never saw Quaternius and AWS, and the default, which saw all three. The
first two say how good the third is on authors it does not know; the default's temperature is
fitted on what they answer about each other's authors.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.classify.settings import TrainSettings  # noqa: E402
from engine.classify.train import train  # noqa: E402
from engine.command.shared import ProgressBar  # noqa: E402
from engine.jobs import drain  # noqa: E402

LABELS = ROOT.parent / "shared" / "data" / "labelled_meshes" / "labels.csv"
WORK = ROOT / "dist" / "recipe"
MODELS = ROOT / "engine" / "models" / "embedded"
SETTINGS = TrainSettings(
    method="full", base="", formula=400, epochs=12, pictures=32_000, split="pack", validate=0.15
)
# Name of each model -> authors it never saw, and what differs in its settings. Kenney's few packs
# cannot be held out without whole classes: assets are.
RECIPES = {
    "never_kenney": (("kenney",), {}),
    "never_quaternius_aws": (("quaternius", "aws-robomaker-house"), {"split": "asset"}),
    "default": ((), {"validate": 0.0}),
}


def main() -> int:
    from dataclasses import replace

    for name, (without, changes) in RECIPES.items():
        print(name, flush=True)
        settings = replace(SETTINGS, **changes)
        with ProgressBar() as bar:
            trained = drain(
                train(
                    LABELS,
                    WORK / f"{name}.safetensors",
                    settings,
                    WORK / name,
                    without=without,
                    on_epoch=lambda epoch: print(epoch, flush=True),
                ),
                bar.show,
            )
        print(trained, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
