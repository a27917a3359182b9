"""Pools to test with: models by others, copied to where a test may change them."""

import csv
import shutil
from pathlib import Path

import bpy


def copied(shared_data: Path, folder: Path, classes: dict[str, int]) -> dict[str, str]:
    """So many of each class' first models in a folder; the classes by path."""
    source = shared_data / "labelled_meshes"
    with open(source / "labels.csv", newline="", encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["path"])
    truth = {}
    for label, count in classes.items():
        own = [row for row in rows if row["label"] == label][:count]
        assert len(own) == count
        for number, row in enumerate(own):
            target = folder / f"{label[:3]}{number:02}.glb"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source / row["path"], target)
            truth[str(target)] = label
    return truth


def saved(path: Path) -> Path:
    """The open file, saved there."""
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    return path


def labels(addon, pool) -> dict[str, str]:
    """File to label of all that have one."""
    assets = addon("engine.pool.assets")
    found = assets.page(pool.project(bpy.context).store, count=-1)
    return {asset.path.name: asset.label for asset in found if asset.label}
