"""Whatever kills a process, what it said was done is done, and the store is sound."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.jobs import drain
from engine.pool import assets, classes, history, scan
from engine.pool.assets import Filter
from engine.pool.project import Project
from engine.pool.scan import scan_folder

ROOT = Path(__file__).resolve().parents[3]
COUNT, MANY = 4000, 20_000  # more than is labelled before any kill
TEXT = "# {}\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"

LABEL = """
import sys
from pathlib import Path
from engine.pool import assets, label
from engine.pool.assets import Filter
from engine.pool.project import Project
store = Project(Path(sys.argv[1])).store
at = 0
for number in assets.ids(store, Filter(state="unlabelled", order="name")):
    at = label.put(store, {number: f"class {number % 7}"}, session=sys.argv[2], parent=at)
    print(number, flush=True)
"""
SCAN = """
import sys
from pathlib import Path
from engine.pool import scan
from engine.pool.project import Project
store, folder = Project(Path(sys.argv[1])).store, Path(sys.argv[2])
scan._BATCH = 0.0  # every file is written at once
for progress in scan.scan_folder(store, 1, folder):
    print(progress.done, flush=True)
"""
KEEP = """
import itertools, sys
from pathlib import Path
from engine.pool import assets, refresh
from engine.pool.project import Project
from engine.pool.score import Row
store = Project(Path(sys.argv[1])).store
ids = assets.ids(store)
for turn in itertools.count():
    model = f"{sys.argv[2]} {turn}"
    rows = [Row(n, "", (("class 0", 0.5 + n % 2 / 4), ("class 1", 0.25)), "") for n in ids]
    refresh.keep(store, rows, model)
    print(model, flush=True)
"""


class Killed:
    """A process that was killed, and what it had printed until then."""

    def __init__(self, code: str, *given: object, after: float, lines: int = 1) -> None:
        """Run it, wait for its first lines and some seconds more, then kill it."""
        command = [sys.executable, "-c", code, *map(str, given)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.lines: list[str] = []
        begun = threading.Event()

        def read() -> None:
            for line in process.stdout:
                if line.endswith("\n"):
                    self.lines.append(line.strip())
                if len(self.lines) >= lines:
                    begun.set()
            begun.set()

        reader = threading.Thread(target=read)
        reader.start()
        begun.wait()
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
        self.is_finished = process.wait() != -signal.SIGKILL
        reader.join()
        process.stdout.close()


def opened(folder: Path) -> Project:
    """The project, whose store is found sound, to the last page and index."""
    project = Project(folder)
    with project.store.reading() as base:
        assert base.execute("PRAGMA quick_check").fetchall()[0][0] == "ok"
        assert base.execute("PRAGMA integrity_check").fetchall()[0][0] == "ok"
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a place of files, not yet scanned, and some classes."""
    made = Project(tmp_path / "project")
    (tmp_path / "files").mkdir()
    scan.add_source(made.store, "folder", str(tmp_path / "files"))
    classes.add(made.store, [f"class {number}" for number in range(7)])
    return made


def fill(project: Project, count: int) -> None:
    """Assets without files: nobody looks at them here."""
    with project.store.writing() as base:
        base.executemany(
            "INSERT INTO assets (source, path, name, content) VALUES (1, ?, ?, ?)",
            [(f"/pool/{n:05d}.obj", f"{n:05d}", f"{n}") for n in range(count)],
        )


@pytest.mark.slow
def test_no_label_that_was_said_to_be_kept_is_lost_in_fifty_kills(project: Project) -> None:
    fill(project, MANY)
    project.store.close()
    rng, said = random.Random(0), {}
    for turn in range(50):
        killed = Killed(LABEL, project.folder, f"turn {turn}", after=rng.uniform(0, 0.02))
        assert not killed.is_finished
        said |= {int(line): f"class {int(line) % 7}" for line in killed.lines}
        again = opened(project.folder)
        kept = {a.id: a.label for a in assets.page(again.store, Filter(state="labelled"), count=-1)}
        assert said.items() <= kept.items()
        assert len(kept) - len(said) <= 1  # the one that was being said
        assert all(kept[number] == f"class {number % 7}" for number in kept)
        said = kept
        again.store.close()
    steps = history.steps(opened(project.folder).store, count=-1)
    labelled = [step for step in steps if step["session"].startswith("turn")]
    assert len(labelled) == len(said) >= 50
    assert len({step["session"] for step in labelled}) == 50


def test_a_killed_session_s_steps_can_be_undone(project: Project) -> None:
    fill(project, COUNT)
    killed = Killed(LABEL, project.folder, "one", after=0.01, lines=3)
    store = opened(project.folder).store
    before = assets.status(store).labelled
    assert before >= len(killed.lines) >= 3
    assert len(history.go_to(store, 0, session="one")) == before
    assert assets.status(store).labelled == 0


def test_a_store_whose_making_was_killed_is_made_again(tmp_path: Path) -> None:
    rng = random.Random(1)
    for turn in range(8):
        folder = tmp_path / str(turn)
        Killed(f"print('go', flush=True)\n{LABEL}", folder, "one", after=rng.uniform(0, 0.12))
        store = opened(folder).store
        classes.add(store, ["chair"])
        assert [one.name for one in classes.known(store)] == ["chair"]
        assert assets.status(store).assets == 0 and len(history.steps(store)) == 1


def test_a_scan_that_was_killed_goes_on_where_it_was(project: Project, tmp_path: Path) -> None:
    folder, rng, seen = tmp_path / "files", random.Random(1), 0
    for number in range(1500):
        (folder / f"{number:04d}.obj").write_text(TEXT.format(number % 1400))
    for _ in range(4):
        killed = Killed(SCAN, project.folder, folder, after=rng.uniform(0, 0.05), lines=20)
        kept = assets.count(opened(project.folder).store)
        read = len(killed.lines) - 2  # but the folder and the file that it was at
        assert not killed.is_finished and seen + read <= kept <= seen + read + 2
        seen = kept
    store = opened(project.folder).store
    found = drain(scan_folder(store, 1, folder))
    assert found.assets == 1500 and found.new == 1500 - seen
    assert (found.changed, found.moved, found.gone, found.failed) == (0, 0, 0, [])
    contents = {a.path.name: a.content for a in assets.page(store, count=-1)}
    assert len(contents) == 1500 and len(set(contents.values())) == 1400


def test_killed_while_predictions_are_kept_each_is_whole(project: Project) -> None:
    fill(project, COUNT)
    rng = random.Random(2)
    for turn in range(4):
        killed = Killed(KEEP, project.folder, turn, after=rng.uniform(0, 0.15))
        store = opened(project.folder).store
        found = assets.page(store, Filter(state="predicted"), count=-1)
        assert len(found) == COUNT  # a first round of all was said to be kept
        last = int(killed.lines[-1].split()[1])
        for asset in found:
            assert int(asset.model.split()[1]) in (last, last + 1)
            assert int(asset.model.split()[0]) == turn
            assert asset.top[0] == ("class 0", 0.5 + asset.id % 2 / 4)
            assert asset.confidence == asset.top[0][1]


def test_labels_that_are_still_in_the_log_move_with_the_folder(project: Project) -> None:
    fill(project, COUNT)
    project.store.close()
    killed = Killed(LABEL, project.folder, "one", after=0.0, lines=10)
    assert (project.folder / "labels.sqlite-wal").stat().st_size > 0
    moved = project.folder.rename(project.folder.with_name("moved"))
    assert len(killed.lines) <= assets.status(opened(moved).store).labelled <= len(killed.lines) + 1
