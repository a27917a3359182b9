"""Times a pool's store of 100,000 assets: what a person waits for while labelling.

    python3 build.py run -- python benchmarks/pool.py --json OUT

Rows are synthetic: assets in 200 folders, a prediction each, 20,000 labels with their history, the
queue, an embedding of 384 numbers each. Every step in fresh processes, the median of five (of
three for `answer`, which is retraining without the fit):
  open    the project, its store checked       label   one asset, until it is on the disk
  page    50 rows of the queue                 filter  text and state: the count, and 50 rows
  status  all counts                           serve   three assets to ask next
  rank    all anew, the default strategy       answer  all assets, by another head
`peer` keeps the same rows in a CSV, as upstream did, with Python's csv module: the filter reads
it, a label writes it anew. `memory` is the peak of a process that does all of them.
"""

import argparse
import csv
import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.jobs import drain  # noqa: E402
from engine.models.head import Head  # noqa: E402
from engine.models.registry import model_path  # noqa: E402
from engine.pool import assets, classes, history, label, neighbours, rank, refresh  # noqa: E402
from engine.pool.assets import Filter  # noqa: E402
from engine.pool.project import Project  # noqa: E402
from engine.pool.score import Row, Scorer, keep  # noqa: E402

COUNT, FOLDERS, LABELS, WIDTH = 100_000, 200, 20_000, 384
CLASSES = [f"class {number:02d}" for number in range(40)]
WORDS = ("chair", "table", "lamp", "rock", "tree", "crate", "door", "wheel")
FILTER = Filter(state="unsure", text="lamp_0", order="confidence")
NETWORK = SimpleNamespace(hash=hashlib.sha256(model_path("default").read_bytes()).hexdigest())
REPEATS = {"answer": 3}
BOUND, MEMORY = 0.5, 1000  # seconds of open, page, label, filter, rank; MB


# --- the pool ----------------------------------------------------------------------------------


def build(folder: Path) -> float:
    """A project of synthetic rows, and the same rows as a CSV; seconds for what is like what."""
    project, rng = Project(folder / "project"), np.random.default_rng(0)
    classes.add(project.store, CLASSES)
    paths = [
        f"/pool/folder {n % FOLDERS:03d}/{WORDS[n % len(WORDS)]}_{n:06d}.glb" for n in range(COUNT)
    ]
    contents = [rng.bytes(32).hex() for _ in paths]
    with project.store.writing() as base:
        base.execute("INSERT INTO sources (kind, place) VALUES ('folder', '/pool')")
        base.executemany(
            "INSERT INTO assets (source, path, name, content, size, changed)"
            " VALUES (1, ?, ?, ?, 1000, 1)",
            [(p, Path(p).stem, c) for p, c in zip(paths, contents, strict=True)],
        )
    _predict(project, rng)
    _label(project, rng)
    _embed(project, contents, rng)
    start = time.perf_counter()
    drain(neighbours.make(project))
    seconds = time.perf_counter() - start
    rank.rank(project)
    with open(folder / "pool.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("path", "name", "label", "guess", "confidence"))
        for row in assets.page(project.store, Filter(order="name"), count=-1):
            writer.writerow((row.path, row.name, row.label, row.top[0][0], row.confidence))
    return seconds


def _predict(project: Project, rng: np.random.Generator) -> None:
    probs = -np.sort(-rng.dirichlet(np.full(5, 0.5), COUNT), axis=1).round(4)
    guessed = rng.permuted(np.tile(np.arange(len(CLASSES)), (COUNT, 1)), axis=1)[:, :5]
    rows = []
    for number, (some, row) in enumerate(zip(guessed.tolist(), probs.tolist(), strict=True), 1):
        top = tuple((CLASSES[place], p) for place, p in zip(some, row, strict=True))
        rows.append(Row(number, "", top, ""))
    keep(project.store, rows, "round 0")


def _label(project: Project, rng: np.random.Generator) -> None:
    """Labels as a person gives them: each is a step; written at once, for the sake of time."""
    chosen = (rng.choice(COUNT, LABELS, replace=False) + 1).tolist()
    time = history.now()
    row = {"mark": "", "who": "ann", "time": time, "origin": "person"}
    rows = [row | {"class": 1 + number % len(CLASSES)} for number in range(LABELS)]
    with project.store.writing() as base:
        (first,) = base.execute("SELECT ifnull(max(id), 0) + 1 FROM steps").fetchone()
        base.executemany(
            "INSERT INTO steps VALUES (?, ?, 'benchmark', ?, 'ann', 'Label', 0)",
            [(first + n, first + n - 1 if n else 0, time) for n in range(LABELS)],
        )
        base.executemany(
            "INSERT INTO changes VALUES (?, 'labels', ?, NULL, ?)",
            [(first + n, chosen[n], json.dumps(rows[n], sort_keys=True)) for n in range(LABELS)],
        )
        base.executemany(
            "INSERT INTO labels VALUES (:asset, :class, :mark, :who, :time, :origin)",
            [row | {"asset": asset} for asset, row in zip(chosen, rows, strict=True)],
        )


def _embed(project: Project, contents: list[str], rng: np.random.Generator) -> None:
    key = scorer("").key
    with project.embeddings._open() as base:  # by `put`, each would be a transaction
        base.executemany(
            "INSERT INTO embeddings VALUES (?, 1, ?)",
            (
                (key(content), rng.normal(size=WIDTH).astype(np.float16).tobytes())
                for content in contents
            ),
        )
        base.commit()


def scorer(model: str) -> Scorer:
    """A head for the classes, another for each model's name."""
    weight = np.random.default_rng(len(model)).normal(size=(len(CLASSES), WIDTH)).astype(np.float32)
    head = Head(weight, np.zeros(len(CLASSES), np.float32))
    return Scorer(NETWORK, head, tuple(CLASSES), 4.0, model)


# --- what is timed -----------------------------------------------------------------------------


def works(folder: Path) -> dict[str, Callable[[], object]]:
    """The steps by name; all but the first want the store open."""
    project = Project(folder / "project")

    def filtered() -> None:
        assert assets.count(project.store, FILTER) > 50
        assert len(assets.page(project.store, FILTER)) == 50

    def labelled() -> None:
        (asset,) = assets.get(project.store, [time.time_ns() % COUNT + 1])
        other = next(name for name in CLASSES if name != asset.label)
        assert label.put(project.store, {asset.id: other}, session="one")

    def answered() -> None:
        made = scorer(f"round {'.' * rounds(project)}")
        assert drain(refresh.answer_all(project, made)) == COUNT

    return {
        "open": lambda: project.store,
        "page": lambda: assets.page(project.store),
        "label": labelled,
        "filter": filtered,
        "status": lambda: assets.status(project.store),
        "serve": lambda: rank.serve(project.store, session="one", count=3),
        "rank": lambda: rank.rank(project),
        "answer": answered,
    }


def rounds(project: Project) -> int:
    """A number that no answer was given under."""
    (asset,) = assets.get(project.store, [1])
    return len(asset.model) + 1


def peers(folder: Path) -> dict[str, Callable[[], object]]:
    """The filter and a label on the CSV."""
    path = folder / "pool.csv"

    def read() -> list[dict[str, str]]:
        with open(path, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def filtered() -> None:
        found = [
            (float(row["confidence"]), row["path"])
            for row in read()
            if not row["label"] and float(row["confidence"]) < FILTER.threshold
            if FILTER.text in row["name"] or FILTER.text in row["path"]
        ]
        assert len(sorted(found)[:50]) == 50

    def labelled() -> None:
        rows = read()
        rows[time.time_ns() % COUNT]["label"] = CLASSES[0]
        part = path.with_suffix(".part")
        with open(part, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    return {"peer filter": filtered, "peer label": labelled}


def measure(folder: Path, name: str) -> float:
    """The seconds of a step; of “all”, its peak memory in MB; of “build”, of its neighbours."""
    if name == "build":
        return build(folder)
    steps = works(folder)
    if name == "all":
        for work in steps.values():
            work()
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if name != "open" and name in steps:
        steps["open"]()
    work = (steps | peers(folder))[name]
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def fresh(folder: Path, name: str) -> float:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--measure", name, "--folder", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        print(measure(args.folder, args.measure))
        return 0
    with tempfile.TemporaryDirectory(prefix="reloop3d-pool-") as place:
        folder = Path(place)
        near = fresh(folder, "build")  # not here: children would count its memory as theirs
        names = [*works(folder), *peers(folder)]
        turns = {name: [fresh(folder, name) for _ in range(REPEATS.get(name, 5))] for name in names}
        times = {name: round(statistics.median(turn), 4) for name, turn in turns.items()}
        figures = {
            "assets": COUNT,
            "seconds": times,
            "neighbours, once": round(near, 1),
            "memory MB": round(fresh(folder, "all")),
            "store MB": round((folder / "project" / "labels.sqlite").stat().st_size / 1e6),
            "filter / peer": round(times["filter"] / times["peer filter"], 3),
            "label / peer": round(times["label"] / times["peer label"], 3),
        }
    print(json.dumps(figures, indent=1))
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    is_quick = all(times[name] < BOUND for name in ("open", "page", "label", "filter", "rank"))
    return 0 if is_quick and figures["memory MB"] < MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
