"""A pool of real models whose author the network under the head never saw, and its fixtures."""

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from engine.jobs import drain
from engine.pool import assets, label, rank, refresh, retrain, scan
from engine.pool.assets import Asset, Filter
from engine.pool.project import Project
from engine.pool.rounds import Round
from engine.pool.scorer import scorer_of

ROOT = Path(__file__).resolve().parents[2]
BASE = str(ROOT / "benchmarks" / "models" / "never_quaternius_aws.safetensors")
CLASSES = ("plant", "rock", "sword", "table", "tower", "tree")
EACH = 10


@dataclass
class Pool:
    """A project on copies of real files, and what they are."""

    project: Project
    files: Path
    truth: dict[str, str]  # class by file name

    @property
    def store(self):
        return self.project.store

    def refresh(self) -> None:
        """Scan, and look at what is new."""
        source = scan.add_source(self.store, "folder", str(self.files))
        drain(scan.scan_folder(self.store, source, self.files))
        drain(refresh.score_all(self.project))

    def assets(self, **chosen) -> list[Asset]:
        return assets.page(self.store, Filter(**chosen), count=-1)

    def ask(self, count: int) -> list[int]:
        """Label what the queue asks, as it is; the ids."""
        asked = []
        for _ in range(count):
            (asset,) = rank.serve(self.store, session="one")
            name = self.truth.get(asset.path.name, "rock")
            label.put(self.store, {asset.id: name}, session="one")
            asked.append(asset.id)
        return asked

    def retrain(self) -> Round:
        return drain(retrain.retrain(self.project))

    def right(self, ids: set[int]) -> float:
        """Share of these assets that the model takes for what they are."""
        found = assets.get(self.store, ids)
        return float(np.mean([a.top[0][0] == self.truth[a.path.name] for a in found]))

    def probs(self) -> tuple[dict[str, int], np.ndarray]:
        """Rows of the classes, and all assets' probabilities by the model there is, in turn."""
        scorer = scorer_of(self.project)
        keys = [scorer.key(a.content) for a in self.assets(order="name")]
        means = np.stack([self.project.embeddings.get(key)[0] for key in keys])
        return {name: row for row, name in enumerate(scorer.classes)}, scorer.head.probs(means)


@pytest.fixture(scope="session")
def seen(shared_data: Path, tmp_path_factory) -> Pool:
    """Ten assets of each of six classes, looked at once."""
    data, folder = shared_data / "labelled_meshes", tmp_path_factory.mktemp("seen")
    with open(data / "labels.csv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["author"] == "quaternius"]
    (folder / "files").mkdir()
    truth = {}
    for name in CLASSES:
        for row in [row for row in rows if row["label"] == name][:EACH]:
            shutil.copy(data / row["path"], folder / "files")
            truth[Path(row["path"]).name] = name
    pool = Pool(Project(folder / "project"), folder / "files", truth)
    pool.project.set_base(BASE)
    pool.refresh()
    return pool


@pytest.fixture
def pool(seen: Pool, tmp_path: Path) -> Pool:
    """The same assets in a project of its own; what was seen of them is known."""
    shutil.copytree(seen.files, tmp_path / "files")
    shutil.copytree(seen.project.folder / "cache", tmp_path / "project" / "cache")
    made = Pool(Project(tmp_path / "project"), tmp_path / "files", seen.truth)
    made.project.set_base(BASE)
    made.refresh()
    assert len(made.assets(state="predicted")) == len(made.truth) > 50
    return made
