"""How good the embedded recipe is on authors it never saw, beside a plain baseline and upstream's.

    python3 build.py run -- python benchmarks/classifier.py [--out figures.json]

Quaternius + AWS -> Kenney and back on the classes that both have, the same views for all: the
cross-author models; HOG + PCA + logistic regression on camera-space normals; and upstream's recipe
(its small CNN from scratch, each view by itself, the mean of the views' probabilities). Then
assets turned at random, unknown classes, and the calibration of both directions together.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.classify.embed import mean_embeddings  # noqa: E402
from engine.classify.embeddings import Embeddings  # noqa: E402
from engine.classify.files import see_file  # noqa: E402
from engine.classify.predict import ClassifySettings  # noqa: E402
from engine.command.shared import ProgressBar  # noqa: E402
from engine.evaluate import metrics  # noqa: E402
from engine.evaluate.evaluate import Evaluation, evaluate  # noqa: E402
from engine.jobs import drain  # noqa: E402
from engine.labels.assets import LabelledAsset, read_assets  # noqa: E402
from engine.models.registry import Classifier, load_classifier  # noqa: E402
from engine.models.spec import ModelSpec  # noqa: E402
from engine.train.full_backend import Trainer, Views  # noqa: E402
from engine.train.head_backend import Known, started, train_head  # noqa: E402
from engine.train.settings import TrainSettings  # noqa: E402

LABELS = ROOT.parent / "shared" / "data" / "labelled_meshes" / "labels.csv"
MODELS = Path(__file__).parent / "models"
WORK = ROOT / "dist" / "classifier"
DIRECTIONS = {
    "Quaternius + AWS -> Kenney": ("never_kenney", {"kenney"}),
    "Kenney -> Quaternius + AWS": ("never_quaternius_aws", {"quaternius", "aws-robomaker-house"}),
}
SEEDS = range(3)  # of rotations
DRAWS, LEFT_OUT = range(5), 6  # of unknown classes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    assets = read_assets(LABELS)
    shared = set.intersection(
        *({a.label for a in assets if (a.author == "kenney") is side} for side in (True, False))
    )
    assets = [asset for asset in assets if asset.label in shared]
    figures, asked = {}, []
    for title, (model, authors) in DIRECTIONS.items():
        unseen = [asset for asset in assets if asset.author in authors]
        seen = [asset for asset in assets if asset.author not in authors]
        figures[title], evaluation = direction(MODELS / f"{model}.safetensors", seen, unseen)
        asked.append(evaluation)
    figures["both"] = together(asked)
    text = json.dumps(figures, indent=1)
    print(text)
    if args.out:
        args.out.write_text(text, encoding="utf-8")
    return 0


def direction(
    model: Path, seen: Sequence[LabelledAsset], unseen: Sequence[LabelledAsset]
) -> tuple[dict, Evaluation]:
    """All figures of one direction."""
    classifier = load_classifier(str(model))
    store = Embeddings(WORK / "embeddings.sqlite")
    with ProgressBar() as bar:

        def asked(rotated: int | None = None) -> Evaluation:
            settings = ClassifySettings(str(model))
            steps = evaluate(
                unseen, classifier, settings, among="data", rotated=rotated, store=store
            )
            return drain(steps, bar.show)

        upright = asked()
        turned = [float(asked(seed).figures["accuracy"].value) for seed in SEEDS]
        unknown = unknown_auroc(classifier, seen, unseen, store, bar)
        views = {side: drawn(classifier, assets, bar) for side, assets in
                 (("seen", seen), ("unseen", unseen))}  # fmt: skip
    classes = sorted({asset.label for asset in unseen})
    targets = {
        "seen": np.array([classes.index(asset.label) for asset in seen]),
        "unseen": np.array([classes.index(asset.label) for asset in unseen]),
    }
    peers = {"HOG + PCA + logistic regression": hog_baseline, "upstream's recipe": upstream}
    return {
        "assets": len(unseen),
        "ours": {name: vars(value) for name, value in upright.figures.items()},
        "turned at random": {"accuracy": turned, "mean": float(np.mean(turned))},
        "unknown classes, AUROC": {"draws": unknown, "mean": float(np.mean(unknown))},
    } | {
        name: scores(peer(views, targets, classes), targets["unseen"])
        for name, peer in peers.items()
    }, upright


def together(evaluations: Sequence[Evaluation]) -> dict:
    """Means of the main figures, and the calibration of all answers together."""
    right = np.concatenate([e.guess == e.truth for e in evaluations])

    def ece(name: str) -> float:
        confidence = np.concatenate([getattr(e, name).max(axis=1) for e in evaluations])
        return metrics.calibration_error(confidence, right)

    names = ("accuracy", "macro recall (classes of 3 and more)")
    means = {n: float(np.mean([e.figures[n].value for e in evaluations])) for n in names}
    return means | {"ECE": ece("probs"), "ECE before calibration": ece("raw")}


def unknown_auroc(
    classifier: Classifier,
    seen: Sequence[LabelledAsset],
    unseen: Sequence[LabelledAsset],
    store: Embeddings,
    bar: ProgressBar,
) -> list[float]:
    """How well a head that never saw six classes tells them from those that it knows.

    The network under it has seen assets of the six by other authors.
    """
    rows = {
        side: drain(mean_embeddings([a.path for a in assets], classifier, store), bar.show)
        for side, assets in (("seen", seen), ("unseen", unseen))
    }
    classes, figures = sorted({asset.label for asset in unseen}), []
    for draw in DRAWS:
        left_out = set(np.random.default_rng(draw).choice(classes, LEFT_OUT, replace=False))
        known = [name for name in classes if name not in left_out]
        of_known = np.array([asset.label in known for asset in seen])
        targets = np.array([known.index(a.label) for a in seen if a.label in known])
        start = started(classifier.head, classifier.spec.classes, known)
        data = Known(rows["seen"][of_known], targets)
        head = drain(train_head(start, data, None, TrainSettings(), lambda *_: None))
        energy = np.array([head.energy(row[None]) for row in rows["unseen"]])
        is_known = np.array([asset.label in known for asset in unseen])
        figures.append(metrics.auroc(energy, is_known))
    return figures


def drawn(
    classifier: Classifier, assets: Sequence[LabelledAsset], bar: ProgressBar
) -> NDArray[np.float32]:
    """The shape pictures (A, V, S, S, 3) that all peers see."""
    settings = ClassifySettings(up="file")
    return np.stack(
        [drain(see_file(a.path, classifier, settings), bar.show).pictures for a in assets]
    )


def scores(probs: NDArray[np.floating], truth: NDArray[np.int64]) -> dict[str, float]:
    """Accuracy and macro recall of classes with at least three assets."""
    guess = probs.argmax(axis=1)
    matrix = metrics.confusion(truth, guess, probs.shape[1])
    return {
        "accuracy": float((guess == truth).mean()),
        "macro recall": metrics.macro_recall(matrix, among=matrix.sum(axis=1) >= 3),
    }


def hog_baseline(views, targets, classes) -> NDArray[np.floating]:
    """Histograms of oriented gradients (Dalal & Triggs 2005), a row for each view of an asset."""
    from sklearn.decomposition import PCA
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows = {side: np.stack([hog(v) for v in stack.reshape(-1, *stack.shape[2:])])
            for side, stack in views.items()}  # fmt: skip
    count = views["seen"].shape[1]
    model = make_pipeline(
        StandardScaler(), PCA(128, random_state=0), LogisticRegression(max_iter=500, C=0.1)
    )
    model.fit(rows["seen"], np.repeat(targets["seen"], count))
    return model.predict_proba(rows["unseen"]).reshape(-1, count, len(classes)).mean(axis=1)


def hog(picture: NDArray[np.float32], *, cell: int = 8, bins: int = 9) -> NDArray[np.float32]:
    """Orientation histograms (S/cell, S/cell, bins) of a picture (S, S, 3), flattened, scaled."""
    across, along = np.gradient(picture, axis=1), np.gradient(picture, axis=0)
    size = np.hypot(across, along)
    best = size.argmax(axis=2)[..., None]
    size = np.take_along_axis(size, best, 2)[..., 0]
    angle = np.arctan2(
        np.take_along_axis(along, best, 2)[..., 0], np.take_along_axis(across, best, 2)[..., 0]
    )
    slot = (np.floor(angle / np.pi * bins).astype(int)) % bins
    cells = len(picture) // cell
    rows = (np.arange(len(picture)) // cell)[:, None] * cells + (np.arange(len(picture)) // cell)
    flat = np.bincount((rows * bins + slot).ravel(), size.ravel(), minlength=cells**2 * bins)
    return np.sqrt(flat / (np.linalg.norm(flat) + 1e-6)).astype(np.float32)


def upstream(views, targets, classes) -> NDArray[np.floating]:
    """Upstream's recipe: the CNN from scratch with Adam, no augmentation, the mean over views."""
    spec = ModelSpec("cnn", tuple(classes), views["seen"].shape[2])
    stacks = {side: np.round(stack * 255).astype(np.uint8) for side, stack in views.items()}
    settings = TrainSettings(
        method="full", epochs=20, batch=64, learning_rate=1e-3, schedule="constant",
        weight_decay=0.0, label_smoothing=0.0, balance=0.0, augment=False,
    )  # fmt: skip
    trainer = Trainer(spec, settings)
    folder = WORK / "upstream"
    drain(
        trainer.epochs(
            [(Views(stacks["seen"], targets["seen"]), 1.0)], None, folder, lambda _: None
        )
    )
    return trainer.view_probs(Views(stacks["unseen"], targets["unseen"])).mean(axis=1)


if __name__ == "__main__":
    sys.exit(main())
