"""The check of what is kept: a pool of labels, written, closed, read again, handed on."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ..jobs import Steps
from ..pool import assets, history, label
from ..pool.assets import Filter
from ..pool.exchange import export_labels, import_labels
from ..pool.project import Project
from ..pool.scan import add_source, scan_folder
from ..pool.schema import Base

_ASSETS = 24
_CLASSES = ("seat", "Tisch № 2", "lamp, “standing”")  # names as people give them


def kept() -> Steps[dict[str, float]]:
    """Assets scanned and labelled, one label taken back; and all of it in a second project."""
    with TemporaryDirectory(prefix="reloop3d_") as place:
        folder = Path(place)
        files = _files(folder / "files")
        first = yield from _scanned(folder / "first", files)
        wanted, steps = {}, [0]
        for number, asset in enumerate(assets.page(first, Filter(order="name"), count=-1)):
            wanted[asset.path.name] = own = _CLASSES[number % 3]
            steps.append(label.put(first, {asset.id: own}, session="one", parent=steps[-1]))
        history.go_to(first, steps[-2], session="one")  # the last label is taken back
        wanted[asset.path.name] = ""
        first.close()
        again = Project(folder / "first").store
        read = _labels(again)
        export_labels(again, folder / "labels.csv")
        second = yield from _scanned(folder / "second", files)
        import_labels(second, folder / "labels.csv")
        handed = _labels(second)
        again.close()
        second.close()
    return {
        "read": _share(read, wanted),
        "handed": _share(handed, wanted),
    }


def _files(folder: Path) -> Path:
    folder.mkdir()
    for number in range(_ASSETS):
        lines = f"v 0 0 0\nv 1 0 0\nv 0 {number + 1} 0\nf 1 2 3\n"
        (folder / f"{number:02}.obj").write_text(lines, encoding="utf-8")
    return folder


def _scanned(folder: Path, files: Path) -> Steps[Base]:
    base = Project(folder).store
    yield from scan_folder(base, add_source(base, "folder", str(files)), files)
    return base


def _labels(base: Base) -> dict[str, str]:
    return {asset.path.name: asset.label for asset in assets.page(base, count=-1)}


def _share(found: dict[str, str], wanted: dict[str, str]) -> float:
    """Percent of the assets that have the label that is wanted."""
    return 100 * sum(found.get(name) == own for name, own in wanted.items()) / _ASSETS
