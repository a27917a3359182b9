"""How good a classifier is on labelled assets: assets and a model in, figures and a card out."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..classify.embed import embed_file
from ..classify.embeddings import Embeddings
from ..classify.predict import POOLINGS, ClassifySettings, tempered
from ..errors import DataError, InputError, ReLoopError
from ..jobs import Progress, Steps, within
from ..labels.assets import LabelledAsset
from ..models.registry import Classifier
from . import metrics, plots

AMONG = {"model": "all classes of the model", "data": "those classes that the data has"}
_BINS = 10


@dataclass(frozen=True)
class Evaluation:
    """Answers about N labelled assets, and the figures of them.

    classes   (C) names that could be answered
    truth     (N,) int64 indices into classes
    probs     (N, C) calibrated, pooled over the views
    raw       (N, C) before the temperature
    energy    (N,) how familiar each is to the model
    unknown   (U,) the same of assets of classes that the model does not know
    """

    classes: tuple[str, ...]
    truth: NDArray[np.int64]
    probs: NDArray[np.float64]
    raw: NDArray[np.float64]
    energy: NDArray[np.float64]
    unknown: NDArray[np.float64]
    assets: tuple[LabelledAsset, ...]
    failed: tuple[tuple[str, str], ...] = ()

    @cached_property
    def guess(self) -> NDArray[np.int64]:
        """The answers (N,)."""
        return self.probs.argmax(axis=1)

    @cached_property
    def confusion(self) -> NDArray[np.int64]:
        """Counts (C, C), row the true class."""
        return metrics.confusion(self.truth, self.guess, len(self.classes))

    @cached_property
    def figures(self) -> dict[str, metrics.Interval]:
        """The main figures, each with its 95 % bootstrap interval over assets."""
        right = self.guess == self.truth
        top5 = metrics.in_top(self.truth, self.probs, 5)

        def macro(drawn: NDArray[np.int64]) -> float:
            rows = metrics.confusion(self.truth[drawn], self.guess[drawn], len(self.classes))
            return metrics.macro_recall(rows, among=self.confusion.sum(axis=1) >= 3)

        def ece(probs: NDArray[np.float64], drawn: NDArray[np.int64]) -> float:
            return metrics.calibration_error(probs.max(axis=1)[drawn], right[drawn], bins=_BINS)

        count = len(self.truth)
        energy = np.concatenate([self.energy, self.unknown])
        is_known = np.arange(len(energy)) < count
        found = {
            "accuracy": metrics.bootstrap(lambda d: float(right[d].mean()), count),
            "macro recall (classes of 3 and more)": metrics.bootstrap(macro, count),
            "top-5": metrics.bootstrap(lambda d: float(top5[d].mean()), count),
            "ECE": metrics.bootstrap(lambda d: ece(self.probs, d), count),
            "ECE before calibration": metrics.bootstrap(lambda d: ece(self.raw, d), count),
        }
        if len(self.unknown):
            found["AUROC of unknown classes"] = metrics.bootstrap(
                lambda d: metrics.auroc(energy[d], is_known[d]), len(energy)
            )
        return found

    def by_author(self) -> dict[str, tuple[float, int]]:
        """Accuracy and number of assets of each author."""
        authors = np.array([asset.author for asset in self.assets])
        right = self.guess == self.truth
        return {
            str(name): (float(right[authors == name].mean()), int((authors == name).sum()))
            for name in np.unique(authors)
        }

    def as_json(self) -> dict:
        """All figures as plain values."""
        scores = metrics.class_scores(self.confusion)
        return {
            "assets": len(self.truth),
            "assets of unknown classes": len(self.unknown),
            "figures": {
                name: {part: _plain(number) for part, number in vars(value).items()}
                for name, value in self.figures.items()
            },
            "authors": {n: {"accuracy": a, "assets": c} for n, (a, c) in self.by_author().items()},
            "classes": {
                name: {
                    "precision": _plain(scores.precision[i]),
                    "recall": _plain(scores.recall[i]),
                    "f1": _plain(scores.f1[i]),
                    "assets": int(scores.support[i]),
                }
                for i, name in enumerate(self.classes)
            },
            "failed": [list(pair) for pair in self.failed],
        }

    def card(self) -> str:
        """The figures as Markdown, for a model's card."""
        lines = ["| figure | value | 95 % interval |", "|---|---|---|"]
        lines += [
            f"| {name} | {v.value:.3f} | {v.low:.3f} to {v.high:.3f} |"
            for name, v in self.figures.items()
        ]
        lines += ["", "| author | assets | accuracy |", "|---|---|---|"]
        lines += [
            f"| {name or '(unknown)'} | {count} | {accuracy:.3f} |"
            for name, (accuracy, count) in self.by_author().items()
        ]
        lines += ["", "| class | assets | precision | recall | F1 | taken for |"]
        lines += ["|---|---|---|---|---|---|"]
        scores = metrics.class_scores(self.confusion)
        for index, name in enumerate(self.classes):
            if scores.support[index]:
                values = (scores.precision[index], scores.recall[index], scores.f1[index])
                cells = " | ".join("–" if np.isnan(v) else f"{v:.2f}" for v in values)
                wrong = self._mistakes(index)
                lines.append(f"| {name} | {scores.support[index]} | {cells} | {wrong} |")
        return "\n".join(lines) + "\n"

    def _mistakes(self, index: int) -> str:
        """What a class is most often taken for."""
        row = self.confusion[index].copy()
        row[index] = 0
        worst = [i for i in np.argsort(-row, kind="stable")[:3] if row[i]]
        return ", ".join(f"{self.classes[i]} {row[i]}" for i in worst)

    def write(self, folder: Path) -> None:
        """evaluation.json, card.md, answers.csv, confusion.csv and .png, reliability.png.

        Raises:
            DataError: they cannot be written there.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self.as_json(), indent=1, ensure_ascii=False)
            (folder / "evaluation.json").write_text(text, encoding="utf-8")
            (folder / "card.md").write_text(self.card(), encoding="utf-8")
            with open(folder / "confusion.csv", "w", newline="", encoding="utf-8") as file:
                rows = csv.writer(file)
                rows.writerow(["true \\ answered", *self.classes])
                for name, row in zip(self.classes, self.confusion.tolist(), strict=True):
                    rows.writerow([name, *row])
            with open(folder / "answers.csv", "w", newline="", encoding="utf-8") as file:
                rows = csv.writer(file)
                rows.writerow(["path", "label", "answer", "confidence"])
                for asset, guess, probs in zip(self.assets, self.guess, self.probs, strict=True):
                    answer = [self.classes[guess], f"{probs.max():.4f}"]
                    rows.writerow([asset.path.as_posix(), asset.label, *answer])
        except OSError as error:
            raise DataError(f"Cannot write {folder}: {error}.", "Choose another place.") from error
        right = self.guess == self.truth
        curves = {
            name: metrics.reliability(probs.max(axis=1), right, bins=_BINS)
            for name, probs in (("before", self.raw), ("calibrated", self.probs))
        }
        plots.write_confusion(folder / "confusion.png", self.confusion, self.classes)
        plots.write_reliability(folder / "reliability.png", curves)


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def evaluate(
    assets: Sequence[LabelledAsset],
    classifier: Classifier,
    settings: ClassifySettings,
    *,
    among: str = "model",
    rotated: int | None = None,
    store: Embeddings | None = None,
) -> Steps[Evaluation]:
    """Ask the classifier about every asset; those of classes that it does not know, how familiar.

    Args:
        among: one of AMONG: which answers are possible.
        rotated: turn each asset by a random rotation of this seed first.
        store: where embeddings are kept; not those of turned assets.

    Raises:
        InputError: no asset is of a class that the model knows.
    """
    known = [asset for asset in assets if asset.label in classifier.spec.classes]
    if not known:
        raise InputError(
            "The model knows none of the classes of this data.", "Evaluate it on other data."
        )
    classes = classifier.spec.classes
    if among == "data":
        classes = tuple(sorted({asset.label for asset in known}))
    columns = [classifier.spec.classes.index(name) for name in classes]
    rows, energy, unknown, answered, failed = [], [], [], [], []
    others = [asset for asset in assets if asset.label not in classifier.spec.classes]
    for index, asset in enumerate([*known, *others]):
        step = Progress(index, len(assets), "Evaluating")
        yield step
        rng = None if rotated is None else np.random.default_rng([rotated, index])
        try:
            steps = embed_file(asset.path, classifier, settings, store, rng)
            embeddings = yield from within(steps, step)
        except ReLoopError as error:
            failed.append((str(asset.path), str(error)))
            continue
        familiar = classifier.head.energy(embeddings)
        if index >= len(known):
            unknown.append(familiar)
            continue
        energy.append(familiar)
        views = classifier.head.probs(embeddings)[:, columns].astype(np.float64)
        views = np.maximum(views, 1e-12) / np.maximum(views, 1e-12).sum(axis=1, keepdims=True)
        rows.append(POOLINGS[settings.pooling](views))
        answered.append(asset)
    if not answered:
        raise DataError("No asset could be read.", failed[0][1])
    raw = np.array(rows, np.float64)
    return Evaluation(
        classes,
        np.array([classes.index(asset.label) for asset in answered]),
        tempered(raw, classifier.spec.temperature),
        raw,
        np.array(energy),
        np.array(unknown),
        tuple(answered),
        tuple(failed),
    )
