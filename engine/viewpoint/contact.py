"""Best views of many assets in, a table and sheets of their pictures out.

best.csv           a row for each view, or for an asset that failed; written as they come
contact_sheet.png  each asset's views with their scores; after so many, contact_sheet_2.png …
"""

import csv
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..camera import fitted
from ..capture.formats import sheets
from ..capture.formats.checks import writing
from ..datatypes import Camera, Mesh, View, ViewSet
from .drawing import Drawing, named
from .outputs import summary
from .settings import QUALITY

TABLE = "best.csv"
SHEET = "contact_sheet"
_COLUMNS = (
    *("path", "view", "score", "loss", "distance", "elevation", "azimuth", "roll", "focal_mm"),
    *(*QUALITY, "clipped"),
    *("fibonacci_score", "fibonacci_elevation", "fibonacci_azimuth", "folder", "error"),
)
_CELL = 256  # pixels of a picture's longer side
_ACROSS = 8  # pictures in a row, at most, where an asset has no more
_ON_A_SHEET = 240  # pictures


@dataclass(frozen=True)
class Scored:
    """A view of an asset and how good it is: higher is better; `terms` are the parts.

    loss  what the optimisation had left of it; None: it was not optimised
    """

    camera: Camera
    score: float
    terms: dict[str, float]
    loss: float | None = None
    folder: Path | None = None

    def as_json(self, center: np.ndarray) -> dict[str, Any]:
        """The view in plain values, about the asset's middle (3,)."""
        said = {"score": self.score, "loss": self.loss, "terms": self.terms}
        place = {} if self.folder is None else {"folder": str(self.folder)}
        return said | summary(self.camera, center) | place


class Contact:
    """Collects the views of assets; as a context manager it ends with the sheets."""

    def __init__(self, folder: Path, *, count: int = 1, rivals: str = "") -> None:
        """Nothing is written yet.

        Args:
            folder: is made.
            count: views of an asset, at most.
            rivals: what the other views are that each asset's are compared with; empty: none.
        """
        self._folder, self._rivals = folder, rivals
        self._cells = count + bool(rivals)  # of an asset
        self._views: list[View] = []
        self._sheets = 0
        self._open = ExitStack()

    def __enter__(self) -> "Contact":
        with writing(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / TABLE
            file = self._open.enter_context(open(path, "w", encoding="utf-8", newline=""))
            self._file, self._table = file, csv.DictWriter(file, _COLUMNS, restval="")
            self._table.writeheader()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
        self._write_sheet()

    def add(
        self, name: str, mesh: Mesh, views: Sequence[Scored], rival: Scored | None = None
    ) -> list[dict[str, Any]]:
        """Add an asset's views, the best first, and the best of the others; returns them plain.

        Raises:
            InputError: the mesh has no face with a size.
            DataError: the table or a sheet cannot be written.
        """
        drawing = Drawing(mesh)
        center, rows = drawing.frame.center, []
        for number, scored in enumerate(views, start=1):
            said = scored.as_json(center)
            row = {key: said[key] for key in said if key in _COLUMNS}
            row |= {"path": name, "view": number, **scored.terms}
            if rival and number == 1:
                other = summary(rival.camera, center)
                row |= {f"fibonacci_{key}": other[key] for key in ("elevation", "azimuth")}
                row["fibonacci_score"] = rival.score
            rows.append({key: value for key, value in row.items() if key in _COLUMNS})
        self._write(rows)
        self._show(drawing, name, views, rival)
        return [scored.as_json(center) for scored in views]

    def fail(self, name: str, reason: str) -> None:
        """Add an asset that has no view, with the reason.

        Raises:
            DataError: the table cannot be written.
        """
        self._write([{"path": name, "error": reason}])

    def _write(self, rows: list[dict[str, Any]]) -> None:
        with writing(self._folder / TABLE):
            self._table.writerows(rows)
            self._file.flush()

    def _show(
        self, drawing: Drawing, name: str, views: Sequence[Scored], rival: Scored | None
    ) -> None:
        said = [f"{Path(name).stem} {scored.score:.3f}" for scored in views]
        if rival:
            said.append(f"{self._rivals} {rival.score:.3f}")
        shown = []
        for text, scored in zip(said, [*views, *([rival] if rival else [])], strict=True):
            camera = fitted(scored.camera, _CELL)
            shown.append(named(drawing.picture(camera), camera, text))
        empty = named(np.ones((*shown[0].rgba.shape[:2], 3), np.float32), shown[0].camera, " ")
        missing = [empty] * (self._cells - len(shown))
        # What it is compared with stands in the last cell, also where there are fewer views.
        self._views += [*shown[: len(views)], *missing, *shown[len(views) :]]
        if len(self._views) + self._cells > max(_ON_A_SHEET, self._cells):
            self._write_sheet()

    def _write_sheet(self) -> None:
        if not self._views:
            return
        self._sheets += 1
        number = f"_{self._sheets}" if self._sheets > 1 else ""
        columns = self._cells * max(1, _ACROSS // self._cells)
        path = self._folder / f"{SHEET}{number}.png"
        sheets.write_grid(ViewSet(tuple(self._views)), path, columns=columns)
        self._views = []
