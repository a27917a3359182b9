"""A pool whose history is gone through, and sessions that change it."""

from pathlib import Path

from engine.jobs import drain
from engine.pool import assets, classes, history, label, scan
from engine.pool.assets import Filter
from engine.pool.project import Project
from engine.pool.schema import Base

COPIES = {6: 5, 7: 5}  # these files hold what that one holds


def twelve(folder: Path) -> Base:
    """Twelve assets, of which 5, 6 and 7 are identical, and three classes."""
    for number in range(12):
        (folder / f"{number:02d}.obj").write_text(f"# {COPIES.get(number, number)}\n")
    base = Project(folder / "project").store
    source = scan.add_source(base, "folder", str(folder))
    drain(scan.scan_folder(base, source, folder))
    classes.add(base, ["chair", "table", "lamp"])
    return base


class Session:
    """A Blender with an open file: remembers the step that it stands at."""

    def __init__(self, base: Base, name: str = "one") -> None:
        self.base, self.name, self.at = base, name, 0
        self.ids = assets.ids(base, Filter(order="name"))

    def do(self, change, *given, **more) -> int:
        """A change of the store, as a step of this session."""
        made = change(self.base, *given, session=self.name, parent=self.at, **more)
        self.at = made or self.at
        return made

    def label(self, number: int, name: str, **more) -> int:
        """Label the asset of that name."""
        return self.do(label.put, {self.ids[number]: name}, **more)

    def go(self, step: int) -> list[int]:
        self.at = step
        return history.go_to(self.base, step, session=self.name)

    def said(self, number: int) -> str:
        """The asset's label."""
        return assets.get(self.base, [self.ids[number]])[0].label


def state(base: Base) -> tuple[dict, dict]:
    """All labels by asset and all classes by id, as the tables have them."""
    with base.reading() as connection:
        tables = ("labels", "asset"), ("classes", "id")
        return tuple(
            {row[key]: dict(row) for row in connection.execute(f"SELECT * FROM {table}")}
            for table, key in tables
        )


def names(base: Base) -> list[str]:
    return [one.name for one in classes.known(base)]
