"""Figures as pictures: a confusion matrix, reliability and learning curves, as PNG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..errors import DataError

_CELL, _SIDE, _EDGE = 18, 400, 46  # pixels
_COLORS = ("#c06020", "#2060c0", "#208040")
# Learning curves: wide, drawn larger and shrunk, which smooths the lines.
_WIDE, _HIGH, _LEGEND, _FINE, _POINTS = 820, 520, 200, 3, 13
_BOLD = ("#d04010", "#202020")
_THIN = (
    "#1f77b4 #2ca02c #9467bd #17a2b8 #e377c2 #b8a000 #8c564b #5ab4e8 #7fbf5f #f0a030 #a0a0a0"
).split()


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


def write_curves(
    path: Path,
    labels: NDArray[np.int64],
    curves: Mapping[str, NDArray[np.float64]],
    *,
    bold: Sequence[str] = (),
    notes: Mapping[str, str] | None = None,
    title: str = "",
    target: float | None = None,
) -> None:
    """Learning curves over a number of labels (R,): by name, rows (2, R) of mean and band.

    Args:
        bold: two curves that matter: drawn thick, above the others and with their bands.
        notes: what stands behind names in the legend, under `title`.
        target: an accuracy with a line of its own.

    Raises:
        DataError: it cannot be written there.
    """
    deps.require("PIL", feature="Drawing figures")
    from PIL import ImageDraw

    tops = [rows.sum(axis=0).max() for rows in curves.values()]
    axes = _Axes(max(1, int(labels[-1])), min(1.0, np.ceil(10 * max([*tops, target or 0.1])) / 10))
    thin = [name for name in curves if name not in bold]
    colors = dict(zip([*bold, *thin], [*_BOLD, *_THIN * len(thin)], strict=False))
    picture = _lines(axes, labels, curves, colors, bold, target)
    draw = ImageDraw.Draw(picture)

    def write(at: tuple[float, float], text: str, anchor: str = "la") -> None:
        draw.text(at, text, fill="black", anchor=anchor, font_size=_POINTS)

    for tick in axes.columns:
        write((axes.place(tick, 0)[0], _EDGE + _HIGH + 6), str(tick), "ma")
    for tick in axes.rows:
        write((_EDGE - 6, axes.place(0, tick)[1]), f"{tick:.1f}", "rm")
    write((_EDGE + _WIDE / 2, _EDGE + _HIGH + 24), "labels", "ma")
    write((_EDGE, _EDGE - 24), "accuracy on the test assets")
    if target is not None:
        write((_EDGE + _WIDE - 6, axes.place(0, target)[1] - 4), f"target {target:.3f}", "rd")
    left, right = _EDGE + _WIDE + 20, picture.width - 16
    write((right, _EDGE - 24), title, "ra")
    for index, name in enumerate(curves):
        y = _EDGE + 4 + 22 * index
        draw.line((left, y + 8, left + 22, y + 8), colors[name], 4 if name in bold else 2)
        write((left + 30, y), name)
        write((right, y), (notes or {}).get(name, ""), "ra")
    _save(picture, path)


@dataclass(frozen=True)
class _Axes:
    """Where things stand: x up to `last` labels, y up to an accuracy of `top`."""

    last: int
    top: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of a point; what is above or below the axes stands on their edge."""
        height = min(max(y / self.top, 0), 1)
        return _EDGE + x / self.last * _WIDE, _EDGE + (1 - height) * _HIGH

    @property
    def columns(self) -> range:
        """At most about ten round numbers of labels."""
        steps = (step * 10**power for power in range(9) for step in (1, 2, 5))
        return range(0, self.last + 1, next(step for step in steps if self.last <= 10 * step))

    @property
    def rows(self) -> NDArray[np.float64]:
        """Every tenth."""
        return np.arange(round(10 * self.top) + 1) / 10


def _lines(axes: _Axes, labels, curves, colors, bold, target):
    """The picture of write_curves, without its words."""
    from PIL import Image, ImageDraw

    size = _WIDE + 2 * _EDGE + _LEGEND, _HIGH + 2 * _EDGE
    picture = Image.new("RGB", (_FINE * size[0], _FINE * size[1]), "white")
    draw = ImageDraw.Draw(picture, "RGBA")

    def fine(xs, ys) -> list[float]:
        points = [axes.place(x, y) for x, y in zip(xs, ys, strict=True)]
        return [_FINE * number for point in points for number in point]

    for x in axes.columns:
        draw.line(fine((x, x), (0, axes.top)), fill="#e4e4e4", width=_FINE)
    for y in axes.rows:
        draw.line(fine((0, axes.last), (y, y)), fill="#e4e4e4", width=_FINE)
    for name in bold:
        mean, band = curves[name]
        around = np.concatenate([mean + band, (mean - band)[::-1]])
        draw.polygon(fine([*labels, *labels[::-1]], around), fill=colors[name] + "28")
    if target is not None:
        draw.line(fine((0, axes.last), (target, target)), fill="#505050", width=_FINE)
    for name in [*(name for name in curves if name not in bold), *reversed(bold)]:
        width = 3 * _FINE if name in bold else _FINE + 1
        draw.line(fine(labels, curves[name][0]), fill=colors[name], width=width, joint="curve")
    return picture.resize(size, Image.Resampling.LANCZOS)


def _save(picture, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path)
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error
