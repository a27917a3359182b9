"""Labelled assets for training: a folder or a labels.csv in, assets with their class out."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .. import images, meshes
from ..errors import DataError, InputError

PATH_NAMES = ("path", "image_path", "model_path")  # what a list may call its first column


@dataclass(frozen=True)
class LabelledAsset:
    """One mesh file, or picture, with its class, and who made it where that is known."""

    path: Path
    label: str
    author: str = ""
    pack: str = ""


def read_assets(source: Path, *, mapping: Path | None = None) -> list[LabelledAsset]:
    """All labelled assets of a source, in order of path; read anew, so that new files count.

    Args:
        source: a CSV with the columns path and label, and author and pack if it has them, paths
            relative to its folder; or a folder that holds a folder for each class.
        mapping: a CSV with the columns from and to: classes to rename or merge; those with an
            empty `to` are left out.

    Raises:
        DataError: it cannot be read, a column is missing, or it holds no assets.
    """
    found = _in_folder(source) if source.is_dir() else _in_csv(source)
    if mapping:
        names = read_mapping(mapping)
        found = [replace(asset, label=names.get(asset.label, asset.label)) for asset in found]
    found = sorted({asset.path: asset for asset in found if asset.label}.values(), key=_place)
    if not found:
        raise DataError(
            f"{source} holds no labelled assets.",
            "It should be a labels.csv with rows of path and label, or a folder for each class.",
        )
    return found


def _place(asset: LabelledAsset) -> str:
    return asset.path.as_posix()


def _in_csv(path: Path) -> list[LabelledAsset]:
    return [
        LabelledAsset(
            path.parent / row["path"], row["label"], row.get("author") or "", row.get("pack") or ""
        )
        for row in read_table(path, ("path", "label"))[0]
    ]


def _in_folder(folder: Path) -> list[LabelledAsset]:
    files = [path for path in folder.glob("*/**/*") if path.is_file()]
    found = [path for path in files if path.suffix.lower() in meshes.SUFFIXES]
    # Beside meshes, pictures are their textures.
    found = found or [path for path in files if path.suffix.lower() in images.SUFFIXES]
    return [LabelledAsset(path, path.relative_to(folder).parts[0]) for path in found]


def read_mapping(path: Path) -> dict[str, str]:
    """The class names of a mapping file: from -> to, an empty `to` where it is left out.

    Raises:
        DataError: it cannot be read, or a class is named twice.
    """
    rows, _ = read_table(path, ("from", "to"))
    names = {row["from"]: row["to"] or "" for row in rows}
    if len(names) < len(rows):
        raise DataError(f"{path.name} names a class twice.", "Keep one row of each class.")
    return names


def read_table(path: Path, columns: Sequence[str]) -> tuple[list[dict[str, str]], list[str]]:
    """The rows of a CSV, and its header as it stands; one of PATH_NAMES is `path` in the rows.

    Raises:
        DataError: it cannot be read, or one of `columns` is missing.
    """
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            header = next(csv.reader(file), [])
            names = ["path" if name in PATH_NAMES else name for name in header]
            missing = set(columns) - set(names)
            rows = list(csv.DictReader(file, names))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    if missing:
        raise DataError(
            f"{path.name} has no column “{min(missing)}”.",
            f"It needs the columns {' and '.join(columns)}.",
        )
    if any(row[name] is None for row in rows for name in columns):
        raise DataError(f"{path.name} has a row that is too short.", "Complete it.")
    if any(None in row for row in rows):
        raise DataError(f"{path.name} has a row that is longer than its header.", "Shorten it.")
    return rows, header


def classes_of(assets: Sequence[LabelledAsset]) -> tuple[str, ...]:
    """The classes there are, in alphabetical order.

    Raises:
        InputError: there is only one.
    """
    classes = tuple(sorted({asset.label for asset in assets}))
    if len(classes) < 2:
        raise InputError(
            f"All assets are of one class, “{classes[0]}”.", "Label at least two classes."
        )
    return classes
