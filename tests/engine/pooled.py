"""A pool of small real files, for the tests of scanning."""

from pathlib import Path

from engine.jobs import Steps, drain
from engine.pool import assets, classes, label, scan
from engine.pool.assets import Asset, Filter
from engine.pool.project import Project
from engine.pool.scan import Scanned, scan_folder
from engine.pool.score import Row, keep

TRIANGLE = "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"
PLY = """ply
format ascii 1.0
element vertex 3
property float x
property float y
property float z
element face 1
property list uchar int vertex_indices
end_header
0 0 0
1 0 0
0 1 {}
3 0 1 2
"""


class Pool:
    """A folder of files and a store that is told of it."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.store = Project(folder / "project").store
        self.source = scan.add_source(self.store, "folder", str(self.files))
        classes.add(self.store, ["chair", "table"])

    def write(self, name: str, text: str) -> Path:
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def steps(self, **options) -> Steps[Scanned]:
        return scan_folder(self.store, self.source, self.files, **options)

    def scan(self, **options) -> Scanned:
        return drain(self.steps(**options))

    def __getitem__(self, name: str) -> Asset:
        found = assets.find(self.store, self.files / name)
        assert found is not None, name
        return found

    def label(self, name: str, text: str) -> None:
        label.put(self.store, {self[name].id: text})

    def rows(self) -> list[tuple]:
        """What a person sees of each asset that is there, whatever its id."""
        return [
            (str(a.path), a.object, a.name, a.content, a.reason, a.label, a.mark, a.origin)
            for a in assets.page(self.store, Filter(order="name"), count=-1)
        ]


def numbers(found: Scanned) -> tuple[int, ...]:
    return found.assets, found.new, found.changed, found.moved, found.gone


def looked_at(folder: Path) -> Pool:
    """Four files in two folders, scanned and looked at; one is a chair, one a table."""
    made = Pool(folder)
    for number, name in enumerate(("a.obj", "b.obj", "deep/c.obj")):
        made.write(name, f"# {number}\n{TRIANGLE}")
    made.write("deep/d.ply", PLY.format(1))
    assert numbers(made.scan()) == (4, 4, 0, 0, 0)
    ids = assets.ids(made.store)
    keep(made.store, [Row(n, "", (("chair", 0.9), ("table", 0.1)), "") for n in ids], "a model")
    made.label("a.obj", "chair")
    made.label("deep/d.ply", "table")
    return made
