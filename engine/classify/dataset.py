"""Labelled assets for training: labels.csv in, assets with their class and author out."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..capture.settings import CaptureSettings
from ..errors import DataError
from ..images import resize
from ..jobs import Progress, Steps, drain
from ..meshes import load_mesh
from ..render.raycast import render_views
from ..rigs import Rig


@dataclass(frozen=True)
class LabelledAsset:
    """One mesh file with its class and who made it."""

    path: Path
    label: str
    author: str = ""


def read_labels(path: Path) -> list[LabelledAsset]:
    """Read a CSV with the columns path and label, and author if it has one.

    Paths are relative to the CSV's folder.

    Raises:
        DataError: it cannot be read, a column is missing, or it has no rows.
    """
    try:
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assets = [
            LabelledAsset(path.parent / row["path"], row["label"], row.get("author") or "")
            for row in rows
        ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    except KeyError as error:
        raise DataError(
            f"{path.name} has no column {error}.", "It needs the columns path and label."
        ) from error
    if not assets:
        raise DataError(f"{path.name} lists no assets.", "Add rows of path and label.")
    return assets


def training_rigs(rig: Rig, *, elevations_deg: Sequence[float] = (-10, 10, 30, 50)) -> list[Rig]:
    """Rigs whose views together surround an asset: `rig`'s lens at several elevations."""
    views = max(1, rig.views // 2)
    return [
        Rig(views, elevation, rig.fov_deg, rig.size, rig.margin) for elevation in elevations_deg
    ]


def render_assets(
    assets: Sequence[LabelledAsset], rigs: Sequence[Rig], *, size: int
) -> Steps[NDArray[np.uint8]]:
    """Draw every asset from every rig: (A, V, size, size, 3), V the sum of the rigs' views.

    Raises:
        ReLoopError: an asset cannot be read; training data is expected to be sound.
    """
    views = sum(rig.views for rig in rigs)
    stack = np.empty((len(assets), views, size, size, 3), np.uint8)
    for index, asset in enumerate(assets):
        yield Progress(index, len(assets), "Drawing assets")
        mesh = load_mesh(asset.path)
        drawn: list[NDArray[np.float32]] = []
        for rig in rigs:
            drawn += list(drain(render_views(mesh, CaptureSettings(rig))).rgb_stack())
        stack[index] = np.round(np.stack([resize(picture, size) for picture in drawn]) * 255)
    return stack
