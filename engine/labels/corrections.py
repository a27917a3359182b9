"""A file of corrected classes in, the labelled data with them out; every path stays valid."""

import csv
import io
import shutil
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataError
from ..meshes import named_files
from .assets import PATH_NAMES, read_assets, read_table


@dataclass(frozen=True)
class Correction:
    """A file that is of another class, and where it is to lie."""

    path: Path
    label: str
    target: Path


def correct(source: Path, corrections: Path) -> list[Correction]:
    """Give labelled data the classes of a corrections file; returns what was changed.

    A list (labels.csv) gets the new classes, and rows for files that it did not name. A file that
    lies in its class' folder moves to the right one, with `_corrected` behind its name where
    another lies there already; one that cannot be moved keeps its place in a list. What was
    corrected before is passed over, so that a corrections file can be kept and added to.

    Args:
        source: a list or a folder for each class, as for `read_assets`.
        corrections: a CSV with the columns path and label; paths from the folder of the data,
            from the file's own, or absolute.

    Raises:
        DataError: a file cannot be read, written, found or moved; nothing was changed.
    """
    folder = source if source.is_dir() else source.parent
    labels = {asset.path.resolve(): asset.label for asset in read_assets(source)}
    changes = []
    for row in read_table(corrections, ("path", "label"))[0]:
        path = _found(row["path"], row["label"], (folder, corrections.parent), labels)
        if labels.get(path) == row["label"]:
            continue
        changes.append(Correction(path, row["label"], _target(path, row["label"], labels, source)))
    _apply(changes, source)
    return changes


def _found(name: str, label: str, folders: tuple[Path, ...], labels: dict[Path, str]) -> Path:
    """The file that a row means, or the one that it became when it was corrected before."""
    places = [(folder / name).resolve() for folder in folders]
    for path in places:
        if path.is_file():
            return path
        for moved in _places(path, label):
            if labels.get(moved) == label:
                return moved
    raise DataError(
        f"The corrections name {name}, which is not there.",
        "Paths are read from the folder of the data and of the corrections.",
    )


def _places(path: Path, label: str) -> tuple[Path, Path]:
    """Where a file of this class lies beside its class' folder: under its name, or another."""
    folder = path.parent.parent / label
    return folder / path.name, folder / f"{path.stem}_corrected{path.suffix}"


def _target(path: Path, label: str, labels: dict[Path, str], source: Path) -> Path:
    old = labels.get(path)
    if old is None or path.parent.name != old:
        if source.is_dir():
            raise DataError(
                f"{path} does not lie in the folder of its class.",
                "Move it there by hand, or list the assets in a labels.csv.",
            )
        return path
    try:
        names_others = bool(named_files(path.suffix, path.read_bytes()))
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    if names_others and not source.is_dir():
        return path
    if names_others:
        raise DataError(
            f"{path.name} names other files, so that it cannot be moved.",
            "List the assets in a labels.csv: classes are then corrected there.",
        )
    free = [place for place in _places(path, label) if not place.exists()]
    if not free:
        raise DataError(f"{label} has two files named {path.name} already.", "Rename one.")
    return free[0]


def _apply(changes: list[Correction], source: Path) -> None:
    """Move files, then write the list; on an error all is put back."""
    moved: list[Correction] = []
    try:
        text = None if source.is_dir() else _listed(changes, source)
        for change in changes:
            if change.target != change.path:
                change.target.parent.mkdir(exist_ok=True)
                shutil.move(change.path, change.target)
                moved.append(change)
        if text is not None:
            part = source.with_name(source.name + ".part")
            part.write_text(text, encoding="utf-8", newline="")
            part.replace(source)
    except OSError as error:
        for change in moved:
            shutil.move(change.target, change.path)
        raise DataError(f"The corrections cannot be written: {error}.") from error


def _listed(changes: list[Correction], source: Path) -> str:
    """The text of the list with the changes; other rows and columns stay as they are."""
    rows, header = read_table(source, ("path", "label"))
    by_path = {(source.parent / row["path"]).resolve(): row for row in rows}
    for change in changes:
        if change.path not in by_path:
            by_path[change.path] = {}
            rows.append(by_path[change.path])
        is_inside = change.target.is_relative_to(source.parent.resolve())
        place = change.target.relative_to(source.parent.resolve()) if is_inside else change.target
        by_path[change.path] |= {"path": place.as_posix(), "label": change.label}
    text = io.StringIO()
    csv.writer(text).writerow(header)
    names = ["path" if name in PATH_NAMES else name for name in header]
    csv.DictWriter(text, names).writerows(rows)
    return text.getvalue()
