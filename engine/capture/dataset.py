"""Captured pictures as a data set to train on: a folder for each class, and a list of assets.

    images/<label>/<asset>_<digest>_v<number>.png   rgb over the background
    labeled.csv                                     model_path,label: a row for each asset

Adding an asset again replaces its pictures; with another label, they move.
"""

import csv
from pathlib import Path

from ..datatypes import ViewSet
from ..errors import DataError, InputError
from ..images import write_image
from .cache import digest
from .formats.checks import writing
from .store import file_name

LIST = "labeled.csv"
_COLUMNS = ("model_path", "label")


def add_to_dataset(folder: Path, views: ViewSet, *, asset: str, label: str = "") -> list[Path]:
    """Put an asset's pictures into the data set in `folder`, which is made.

    Args:
        asset: what tells the asset from all others: its path, or “file#name”.
        label: its class; by default the one that its instances have.

    Returns:
        the paths of its pictures.

    Raises:
        InputError: no label is given, and the instances have none or several.
        DataError: the list is damaged, or the folder cannot be written.
    """
    labels = {instance.label for instance in views.instances if instance.label}
    if not label and len(labels) != 1:
        raise InputError(f"{asset} has no label, or several.", "Classify it, or name the label.")
    label = label or labels.pop()
    rows = _read(folder / LIST)
    stem = f"{file_name(Path(asset.rpartition('#')[2]).stem)}_{digest(asset)[:8]}"
    with writing(folder):
        for earlier in (folder / "images").glob(f"*/{stem}_v*.png"):
            earlier.unlink()
        place = folder / "images" / file_name(label)
        paths = [place / f"{stem}_v{index}.png" for index in range(len(views.views))]
        for path, view in zip(paths, views.views, strict=True):
            write_image(path, view.rgb)
        rows[asset] = label
        with open(folder / LIST, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([_COLUMNS, *rows.items()])
    return paths


def _read(path: Path) -> dict[str, str]:
    """Label of each asset in the list, in its order."""
    if not path.is_file():
        return {}
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return {row["model_path"]: row["label"] for row in csv.DictReader(file)}
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise DataError(f"{path} is damaged: {error}.", "Restore it, or remove it.") from error
