"""Times a new head, and new answers to assets that were seen before.

    python3 build.py run -- python benchmarks/head.py --json OUT

Assets by formula, 40 classes, seen by the default model; their embeddings are kept in dist/head, so
that a second run is quick. In turns (one warm-up, the median of five):
  train   a head for 40 classes on 15 assets of each, embeddings from the store included
  peer    scikit-learn's logistic regression on the same rows
  score   1,000 assets (25 of each class) answered anew, embeddings from the store included
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.classify.embeddings import Embeddings  # noqa: E402
from engine.classify.files import see_mesh  # noqa: E402
from engine.classify.predict import ClassifySettings, answer  # noqa: E402
from engine.command.shared import ProgressBar  # noqa: E402
from engine.jobs import Progress, drain  # noqa: E402
from engine.models.registry import load_classifier  # noqa: E402
from engine.parametric.catalog import MAKERS, make  # noqa: E402
from engine.train.head_backend import Known, started, train_head  # noqa: E402
from engine.train.settings import TrainSettings  # noqa: E402

REPEATS = 5
CLASSES = sorted(MAKERS)
TRAINED, SCORED = 15, 25  # assets of each class


class Bench:
    """1,000 assets whose embeddings lie in a store."""

    def __init__(self) -> None:
        self.classifier, self.settings = load_classifier("default"), ClassifySettings()
        self.store = Embeddings(ROOT / "dist" / "head" / "embeddings.sqlite")
        self.assets = [(label, number) for number in range(SCORED) for label in CLASSES]
        with ProgressBar() as bar:
            for done, asset in enumerate(self.assets):
                bar.show(Progress(done, len(self.assets), asset[0]))
                if self.store.get(self.key(asset)) is None:
                    seen = drain(see_mesh(make(*asset), self.classifier, self.settings))
                    self.store.put(self.key(asset), drain(self.classifier.embed(seen.pictures)))

    def key(self, asset: tuple[str, int]) -> str:
        return f"{asset} {self.classifier.hash}"

    def rows(self, count: int) -> list[np.ndarray]:
        """The embeddings (V, D) of the first assets, read from the store."""
        keys = [self.key(asset) for asset in self.assets[:count]]
        found = self.store.get_all(keys)
        return [found[key] for key in keys]

    def known(self) -> Known:
        count = TRAINED * len(CLASSES)
        targets = np.array([CLASSES.index(label) for label, _ in self.assets[:count]])
        return Known(np.stack([rows.mean(axis=0) for rows in self.rows(count)]), targets)

    def train(self) -> None:
        start = started(self.classifier.head, (), CLASSES)  # no class is known: the longest way
        drain(train_head(start, self.known(), None, TrainSettings(), lambda *_: None))

    def peer(self) -> None:
        known = self.known()
        LogisticRegression(max_iter=1000).fit(known.embeddings, known.targets)

    def score(self) -> None:
        rows = self.rows(len(self.assets))
        assert all(answer(each, self.classifier, self.settings).label for each in rows)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--json", type=Path, required=True)
    args = parser.parse_args()
    bench = Bench()
    works = {"train": bench.train, "peer": bench.peer, "score": bench.score}
    turns = [{name: seconds(work) for name, work in works.items()} for _ in range(REPEATS + 1)]
    times = {name: statistics.median(turn[name] for turn in turns[1:]) for name in works}
    figures = {
        "assets": {"train": TRAINED * len(CLASSES), "score": len(bench.assets)},
        "seconds": times,
        "train / peer": times["train"] / times["peer"],
    }
    args.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
