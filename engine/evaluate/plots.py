"""Figures as pictures: a confusion matrix and a reliability diagram, as PNG."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..errors import DataError

_CELL, _SIDE, _EDGE = 18, 400, 46  # pixels
_COLORS = ("#c06020", "#2060c0", "#208040")


def write_confusion(path: Path, matrix: NDArray[np.int64], classes: Sequence[str]) -> None:
    """A confusion matrix (C, C), rows the true classes; darker is a greater share of its row.

    Raises:
        DataError: it cannot be written there.
    """
    deps.require("PIL", feature="Drawing figures")
    from PIL import Image, ImageDraw

    margin = 8 * max(len(name) for name in classes)
    side = _CELL * len(classes)
    picture = Image.new("RGB", (margin + side + 2, margin + side + 2), "white")
    draw = ImageDraw.Draw(picture)
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    for row, name in enumerate(classes):
        y = margin + row * _CELL
        draw.text((margin - 4, y + 3), name, fill="black", anchor="ra")
        _write_upright(picture, name, margin + row * _CELL, margin)
        for column, share in enumerate(shares[row]):
            x = margin + column * _CELL
            light = round(255 * (1 - share))
            draw.rectangle((x, y, x + _CELL - 1, y + _CELL - 1), fill=(light, light, 255))
            if count := int(matrix[row, column]):
                ink = "white" if share > 0.5 else "black"
                draw.text((x + _CELL / 2, y + 3), str(count), fill=ink, anchor="ma")
    draw.rectangle((margin, margin, margin + side, margin + side), outline="grey")
    _save(picture, path)


def _write_upright(picture, text: str, x: int, bottom: int) -> None:
    from PIL import Image, ImageDraw

    strip = Image.new("RGB", (bottom, _CELL), "white")
    ImageDraw.Draw(strip).text((4, 3), text, fill="black")
    picture.paste(strip.rotate(90, expand=True), (x, 0))


def write_reliability(path: Path, curves: dict[str, NDArray[np.float64]]) -> None:
    """Reliability diagrams: by name, rows of mean confidence, share that is right, and count.

    Raises:
        DataError: it cannot be written there.
    """
    deps.require("PIL", feature="Drawing figures")
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (_SIDE + 2 * _EDGE, _SIDE + 2 * _EDGE), "white")
    draw = ImageDraw.Draw(picture)

    def place(x: float, y: float) -> tuple[float, float]:
        return _EDGE + x * _SIDE, _EDGE + (1 - y) * _SIDE

    draw.rectangle((*place(0, 1), *place(1, 0)), outline="grey")
    draw.line((*place(0, 0), *place(1, 1)), fill="grey")
    for tick in (0.0, 0.5, 1.0):
        draw.text((place(tick, 0)[0], place(0, 0)[1] + 6), f"{tick}", fill="black", anchor="ma")
        draw.text((_EDGE - 6, place(0, tick)[1]), f"{tick}", fill="black", anchor="rm")
    draw.text((_EDGE + _SIDE / 2, _EDGE + _SIDE + 24), "confidence", fill="black", anchor="ma")
    draw.text((_EDGE, _EDGE - 20), "share that is right", fill="black")
    for index, (name, rows) in enumerate(curves.items()):
        color = _COLORS[index % len(_COLORS)]
        points = [place(confidence, right) for confidence, right, _ in rows]
        draw.line(points, fill=color, width=2)
        for x, y in points:
            draw.ellipse((x - 3, y - 3, x + 3, y + 3), fill=color)
        draw.text((_EDGE + 8, _EDGE + 8 + 16 * index), name, fill=color)
    _save(picture, path)


def _save(picture, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path)
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error
