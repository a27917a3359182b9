"""The embedded classifiers: trained, calibrated and measured by one command; it can be cut off.

    python3 build.py run -- python benchmarks/recipe.py

Models by one recipe on ../shared/data/labelled_meshes and on assets by formula: one that never saw
Kenney, one that never saw Quaternius and AWS, and the default, which saw all three. The first two
say how good the third is on authors it does not know.

Calibration has to be learnt on authors that a model does not know, yet from its training authors
only: the temperature of the first two is fitted on what a fourth model, of assets by formula alone,
says about their training authors; the default's on what the first two say about each other's.
Weights and cards are written where the models lie.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.classify.embeddings import Embeddings  # noqa: E402
from engine.classify.predict import ClassifySettings  # noqa: E402
from engine.command.shared import ProgressBar  # noqa: E402
from engine.evaluate import metrics  # noqa: E402
from engine.evaluate.evaluate import Evaluation, evaluate  # noqa: E402
from engine.jobs import drain  # noqa: E402
from engine.labels.assets import read_assets  # noqa: E402
from engine.models import checkpoint  # noqa: E402
from engine.models.registry import EMBEDDED, load_classifier  # noqa: E402
from engine.train.settings import TrainSettings  # noqa: E402
from engine.train.train import train  # noqa: E402

LABELS = ROOT.parent / "shared" / "data" / "labelled_meshes" / "labels.csv"
WORK = ROOT / "dist" / "recipe"
COMMAND = "python3 build.py run -- python benchmarks/recipe.py"
SETTINGS = TrainSettings(
    method="full",
    base="",
    network="shape_resnet48",
    formula=400,
    epochs=14,
    pictures=32_000,
    label_smoothing=0.1,
    validate=0.0,
)
KENNEY, OTHERS = ("kenney",), ("quaternius", "aws-robomaker-house")
# Name of each model -> authors it never saw, and what differs in its settings.
RECIPES = {
    "never_kenney": (KENNEY, {}),
    "never_quaternius_aws": (OTHERS, {}),
    "default": ((), {}),
    "formula_only": ((), {"formula_share": 1.0}),
}
LIMITS = """
Low-poly assets of the classes in the file. What belongs to no class gets one all the same, often
with a low confidence. Thin things seen from their edge, plain boxes and slabs, round blobs (fruit
and rocks), and classes that differ by size or use more than by shape (cabinet and appliance, cup
and barrel) are mixed up; the tables below name what each class is taken for.
"""


def main() -> int:
    for name, (without, changes) in RECIPES.items():
        print(name, flush=True)
        with ProgressBar() as bar:
            steps = train(
                LABELS,
                WORK / f"{name}.safetensors",
                replace(SETTINGS, **changes),
                WORK / name,
                without=without,
                on_epoch=lambda epoch: print(epoch, flush=True),
            )
            print(drain(steps, bar.show), flush=True)
    across = {}
    for name, unseen, seen in (
        ("never_kenney", KENNEY, OTHERS),
        ("never_quaternius_aws", OTHERS, KENNEY),
    ):
        temperature = fitted([asked("formula_only", seen)])
        path = Path(__file__).parent / "models" / f"{name}.safetensors"
        put(name, path, temperature)
        across[name] = asked(path, unseen)
        write_card(path, {name: across[name]})
    put("default", EMBEDDED["default"], fitted(list(across.values())))
    write_card(EMBEDDED["default"], across)
    return 0


def asked(model: str | Path, authors: Sequence[str]) -> Evaluation:
    """What a model says of authors it never saw, among the classes that both have."""
    path = model if isinstance(model, Path) else WORK / f"{model}.safetensors"
    classifier = load_classifier(str(path))
    assets = [asset for asset in read_assets(LABELS) if asset.author in authors]
    store = Embeddings(WORK / "embeddings.sqlite")
    with ProgressBar() as bar:
        steps = evaluate(assets, classifier, ClassifySettings(), among="data", store=store)
        return drain(steps, bar.show)


def fitted(evaluations: Sequence[Evaluation]) -> float:
    """The temperature that fits all answers, each about an author its model never saw."""
    width = max(len(e.classes) for e in evaluations)
    raw = [np.pad(e.raw, ((0, 0), (0, width - len(e.classes)))) for e in evaluations]
    truth = np.concatenate([e.truth for e in evaluations])
    return round(metrics.fit_temperature(truth, np.concatenate(raw)), 4)


def put(name: str, path: Path, temperature: float) -> None:
    """Write a model where it is used."""
    spec, state = checkpoint.read(WORK / f"{name}.safetensors")
    checkpoint.write(
        path, replace(spec, licence="GPL-3.0-or-later", temperature=temperature), state
    )


def write_card(path: Path, across: dict[str, Evaluation]) -> None:
    """Write the card of the model at `path` beside it."""
    spec, state = checkpoint.read(path)
    note = json.loads(spec.note)
    rows = {
        "network": f"{spec.architecture}, {sum(v.numel() for v in state.values()):,} numbers, "
        f"half precision, {path.stat().st_size / 1e6:.1f} MB",
        "reads": f"shape pictures of {spec.image_size} px (engine/classify/shape.py), "
        f"{spec.rig.views} views",
        "licence": spec.licence,
        "authors seen": ", ".join(note["authors"]),
        "real assets": f"{note['assets']} (CC0-1.0; AWS MIT-0), {len(spec.classes)} classes",
        "assets by formula": f"{note['settings']['formula']} of each class (engine/parametric), "
        "written without looking at the real ones",
        "settings": ", ".join(f"{k} {v}" for k, v in note["settings"].items()),
        "temperature": spec.temperature,
        "command": f"`{COMMAND}`",
    }
    lines = [f"# {path.stem}", "", "| | |", "|---|---|"]
    lines += [f"| {title} | {value} |" for title, value in rows.items()]
    lines += ["", "## Known failures", LIMITS]
    for model, evaluation in across.items():
        unseen = ", ".join(RECIPES[model][0])
        lines += [f"## {model}, asked about {unseen}, which it never saw", "", evaluation.card()]
    path.with_suffix(".md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
