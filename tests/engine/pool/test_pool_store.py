"""A pool's store keeps what it was told, is shared by many, and refuses what it cannot use."""

import hashlib
import json
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from engine.errors import DataError, InputError
from engine.jobs import drain
from engine.pool import assets, classes, history, label, rank, scan, schema
from engine.pool.assets import Filter
from engine.pool.project import MANIFEST, Project
from engine.pool.schema import Base
from engine.pool.score import Row, keep

ROOT = Path(__file__).resolve().parents[3]
COUNT = 60


def fill(project: Project, count: int = COUNT) -> list[int]:
    """Files of different contents, scanned; their ids in order of name."""
    folder = project.folder.parent / "files"
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:03d}.obj").write_text(f"# {number}\nv 0 0 0\n")
    source = scan.add_source(project.store, "folder", str(folder))
    drain(scan.scan_folder(project.store, source, folder))
    return assets.ids(project.store, Filter(order="name"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of sixty assets, a few of them labelled."""
    made = Project(tmp_path / "project")
    ids = fill(made)
    classes.add(made.store, ["chair", "table", "lamp"])
    keep(made.store, [Row(n, "", (("chair", 0.6), ("lamp", 0.3)), "") for n in ids], "a model")
    label.put(made.store, {ids[0]: "chair", ids[1]: "table"}, who="ann")
    label.mark(made.store, [ids[2]], "flag", who="ann")
    rank.rank(made)
    return made


def everything(base: Base) -> dict[str, list[tuple]]:
    """All rows of all tables."""
    with base.reading() as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {n: list(map(tuple, connection.execute(f"SELECT * FROM {n}"))) for (n,) in names}


def files(folder: Path) -> dict[str, str]:
    """Digests of a folder's files, by name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def assert_refused(path: Path, words: str) -> None:
    """Opening it raises DataError with its name, and changes nothing in its folder."""
    before = files(path.parent)
    with pytest.raises(DataError) as raised:
        Base(path)
    assert str(path) in str(raised.value) and words in str(raised.value)
    assert raised.value.hint
    assert files(path.parent) == before


# --- it keeps ----------------------------------------------------------------------------------


def test_a_new_project_has_a_manifest_and_an_empty_store(tmp_path: Path) -> None:
    project = Project(tmp_path / "deep" / "project")
    assert project.base == "default" and project.made() == []
    assert assets.page(project.store) == [] and assets.status(project.store).assets == 0
    assert history.steps(project.store) == [] and rank.serve(project.store, session="a") == []
    assert {"reloop3d.json", "labels.sqlite"} <= set(files(project.folder))


def test_what_was_told_is_there_after_opening_anew(project: Project) -> None:
    before = everything(project.store)
    assert len(before["assets"]) == COUNT and len(before["labels"]) == 3
    project.store.close()
    again = Project(project.folder)
    assert everything(again.store) == before
    first = assets.page(again.store, Filter(order="name"))[0]
    assert (first.label, first.who, first.origin) == ("chair", "ann", "person")
    assert first.top == (("chair", 0.6), ("lamp", 0.3)) and first.model == "a model"


def test_a_step_that_fails_in_the_middle_leaves_nothing(project: Project) -> None:
    before = everything(project.store)
    ids = assets.ids(project.store, Filter(order="name"))
    with pytest.raises(InputError, match="no asset"):
        label.put(project.store, {ids[5]: "a new class", 10**9: "chair"})
    assert everything(project.store) == before


def test_every_filter_counts_what_it_shows(project: Project) -> None:
    sizes = {}
    for state in assets.STATES:
        for order in assets.ORDERS:
            chosen = Filter(state=state, order=order, text="0")
            shown = assets.page(project.store, chosen, count=-1)
            assert [a.id for a in shown] == assets.ids(project.store, chosen)
            assert len(shown) == assets.count(project.store, chosen)
        sizes[state] = assets.count(project.store, Filter(state=state))
    assert sizes["all"] == COUNT and sizes["labelled"] == 2 and sizes["flagged"] == 1
    assert sizes["unlabelled"] == sizes["predicted"] == COUNT - 3 and sizes["disputed"] == 1
    assert sizes["skipped"] == sizes["failed"] == sizes["gone"] == 0
    status = assets.status(project.store)
    assert (status.labelled, status.marked, status.predicted) == (2, 1, COUNT - 3)
    assert status.classes == {"chair": 1, "lamp": 0, "table": 1}
    assert assets.count(project.store, Filter(text="%")) == 0  # no wildcard


def test_a_project_that_moves_takes_what_it_links_along(project: Project) -> None:
    (project.folder / "set").mkdir()
    project.link("dataset", project.folder / "set")
    project.link("capture", project.folder.parent / "outside")
    project.set_base("pictures")
    project.store.close()
    moved = project.folder.rename(project.folder.parent / "moved")
    again = Project(moved)
    assert again.made("dataset") == [moved / "set"] and again.base == "pictures"
    assert again.made() == [moved / "set", project.folder.parent / "outside"]
    assert assets.status(again.store).labelled == 2


# --- it refuses --------------------------------------------------------------------------------


@pytest.fixture
def closed(project: Project) -> Path:
    """The file of a store that nobody has open."""
    project.store.close()
    assert set(files(project.folder)) == {"labels.sqlite", MANIFEST}
    return project.store.path


def test_random_bytes_are_refused(closed: Path) -> None:
    closed.write_bytes(random.Random(0).randbytes(50_000))
    assert_refused(closed, "not a label store")


def test_a_text_file_is_refused(closed: Path) -> None:
    closed.write_text("path,label\na.obj,chair\n")
    assert_refused(closed, "not a label store")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_store_is_refused(closed: Path, share: float) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content[: int(len(content) * share)])
    assert_refused(closed, "damaged")


@pytest.mark.parametrize("page", [1, 2, 8])
def test_flipped_bytes_in_a_page_are_noticed(closed: Path, page: int) -> None:
    content = bytearray(closed.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    here = slice(page * size, (page + 1) * size)
    content[here] = bytes(byte ^ 0xFF for byte in content[here])
    closed.write_bytes(content)
    assert_refused(closed, "damaged")


@pytest.mark.parametrize("mode", ["wal", "delete"])
@pytest.mark.parametrize("number", [0, 7])
def test_another_program_s_data_base_is_refused(tmp_path: Path, mode: str, number: int) -> None:
    path = tmp_path / "labels.sqlite"
    with sqlite3.connect(path) as base:
        base.execute(f"PRAGMA journal_mode={mode}")
        base.execute(f"PRAGMA application_id={number}")
        base.execute("CREATE TABLE theirs (a)")
        base.execute("INSERT INTO theirs VALUES (1)")
    base.close()
    assert_refused(path, "another program")


def test_a_newer_version_s_store_is_refused(closed: Path) -> None:
    with sqlite3.connect(closed) as base:
        base.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    base.close()
    assert_refused(closed, "newer")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "damaged"),
        ("[]", "damaged"),
        ('{"version": 1}', "damaged"),
        ('{"version": "one", "base": "default", "made": []}', "damaged"),
        ('{"version": 1, "base": "default", "made": {}}', "damaged"),
        ('{"version": 2, "base": "default", "made": []}', "newer"),
    ],
)
def test_a_damaged_or_newer_manifest_is_refused(closed: Path, text: str, words: str) -> None:
    manifest = closed.with_name(MANIFEST)
    manifest.write_text(text)
    before = files(closed.parent)
    with pytest.raises(DataError, match=words) as raised:
        Project(closed.parent)
    assert str(manifest) in str(raised.value) and files(closed.parent) == before


def test_a_manifest_keeps_what_others_wrote_into_it(closed: Path) -> None:
    manifest = closed.with_name(MANIFEST)
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"theirs": [1]}))
    Project(closed.parent).set_base("pictures")
    assert json.loads(manifest.read_text())["theirs"] == [1]


# --- it is shared ------------------------------------------------------------------------------


def started(code: str, *given: tuple[str, ...]) -> list[subprocess.Popen]:
    """A process for each of the arguments; all begin when all are ready."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", code, *values],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for values in given
    ]
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * len(workers)
    for worker in workers:
        worker.stdin.close()
    return workers


LABELLER = """
import sys
from pathlib import Path
from engine.pool import label
from engine.pool.project import Project
folder, session, *ids = sys.argv[1:]
store = Project(Path(folder)).store
print("ready", flush=True)
sys.stdin.readline()
at = 0
for number in ids:
    made = label.put(store, {int(number): session}, session=session, parent=at)
    assert made > at
    at = made
"""


def test_two_processes_label_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    ids = fill(project, 200)
    given = {"ann": ids[::2], "bea": ids[1::2]}
    workers = started(
        LABELLER, *((str(project.folder), name, *map(str, some)) for name, some in given.items())
    )
    assert [worker.wait() for worker in workers] == [0, 0]
    found = {asset.id: asset.label for asset in assets.page(project.store, count=-1)}
    assert found == {number: name for name, some in given.items() for number in some}
    steps = history.steps(project.store, count=-1)
    assert Counter(step["session"] for step in steps if step["what"] == "Label") == {
        "ann": 100,
        "bea": 100,
    }
    history.go_to(project.store, 0, session="ann")
    assert assets.status(project.store).classes == {"bea": 100}


MAKER = """
import sys
from pathlib import Path
from engine.pool import classes
from engine.pool.project import Project
print("ready", flush=True)
sys.stdin.readline()
classes.add(Project(Path(sys.argv[1])).store, [sys.argv[2], "both"])
"""


def test_processes_that_make_the_same_store_at_once_share_it(tmp_path: Path) -> None:
    for turn in range(5):
        folder = tmp_path / str(turn)
        workers = started(MAKER, *((str(folder), name) for name in "abcde"))
        assert [worker.wait() for worker in workers] == [0] * 5
        names = [one.name for one in classes.known(Project(folder).store)]
        assert names == ["a", "b", "both", "c", "d", "e"]
        assert set(files(folder)) - {"labels.sqlite-wal", "labels.sqlite-shm"} == {
            "labels.sqlite",
            MANIFEST,
        }


def test_two_sessions_are_never_asked_the_same(project: Project) -> None:
    asked: dict[str, list[int]] = {"one": [], "two": []}
    other = Project(project.folder).store
    while True:
        served = [
            rank.serve(project.store, session="one", count=3),
            rank.serve(other, session="two", count=3),
        ]
        if not served[0] or not served[1]:
            break
        for (session, ids), rows in zip(asked.items(), served, strict=True):
            ids.append(rows[0].id)
            if len(ids) % 2:
                label.put(other, {ids[-1]: "lamp"}, session=session)
            else:
                label.mark(other, [ids[-1]], "skip", session=session)
        assert served[0][0].id != served[1][0].id
    assert not set(asked["one"]) & set(asked["two"])
    assert len(asked["one"]) + len(asked["two"]) + len(served[0]) + len(served[1]) == COUNT - 3


def test_who_comes_back_is_asked_the_same_and_nobody_else_is(project: Project) -> None:
    (first,) = rank.serve(project.store, session="one")
    assert rank.serve(project.store, session="one")[0].id == first.id
    assert rank.serve(project.store, session="two")[0].id != first.id
    assert first.id not in [a.id for a in rank.serve(project.store, session="two", count=COUNT)]


def test_an_asset_that_nobody_answered_is_free_after_five_minutes(project: Project) -> None:
    (first,) = rank.serve(project.store, session="one")
    for seconds, is_free in ((290, False), (15, True)):
        with project.store.writing() as base:
            base.execute("UPDATE served SET time = time - ? WHERE session = 'one'", (seconds,))
        served = rank.serve(project.store, session=f"after {seconds}")
        assert (served[0].id == first.id) == is_free


def test_an_asset_that_its_session_lets_go_is_free_at_once(project: Project) -> None:
    (first,) = rank.serve(project.store, session="one")
    rank.release(project.store, session="two")
    assert rank.serve(project.store, session="two")[0].id != first.id
    rank.release(project.store, session="one")
    assert rank.serve(project.store, session="three")[0].id == first.id
