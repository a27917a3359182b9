"""Curves for panels, icons out: epochs of a training, what labels taught, a search's losses."""

from collections.abc import Callable, Sequence

import bpy
import bpy.utils.previews
import numpy as np
from numpy.typing import NDArray

from ..engine.train.curve import Epoch

_SIZE = 192  # pixels a side
_DOT = 14  # pixels, the radius of the largest
_LOSS, _ACCURACY, _FRAME = (0.9, 0.45, 0.15, 1), (0.25, 0.6, 1.0, 1), (0.5, 0.5, 0.5, 0.6)

_epochs: list[Epoch] = []  # a training's thread adds to it
_losses: list[float] = []  # and a search's thread to this
_icons: dict[str, bpy.utils.previews.ImagePreviewCollection] = {}  # a curve each
_drawn = 0  # epochs that the icon shows
_shown: dict[str, list] = {}  # what an icon shows, by its name


def add(epoch: Epoch) -> None:
    """One more epoch is over; may be called in a thread."""
    _epochs.append(epoch)


def epochs() -> list[Epoch]:
    """All epochs so far."""
    return list(_epochs)


def clear() -> None:
    """A new training begins."""
    global _drawn
    _epochs.clear()
    _drawn = 0


def icon() -> int:
    """The icon of the curve as it is now: loss falls in orange, accuracy rises in blue."""
    global _drawn
    known = epochs()
    if _drawn != len(known):
        _put("curve", picture(known))
        _drawn = len(known)
    return _icons["curve"]["curve"].icon_id if "curve" in _icons else 0


def _put(name: str, pixels: NDArray[np.float32]) -> None:
    """Make an icon of pixels (S, S, 4)."""
    if name not in _icons:
        _icons[name] = bpy.utils.previews.new()
    _icons[name].clear()
    preview = _icons[name].new(name)
    preview.image_size = pixels.shape[:2]
    preview.image_pixels_float.foreach_set(pixels.ravel())


def picture(known: list[Epoch]) -> NDArray[np.float32]:
    """The curve as rgba pixels (S, S, 4), the lowest row first."""
    pixels = np.zeros((_SIZE, _SIZE, 4), np.float32)
    pixels[[0, -1]], pixels[:, [0, -1]] = _FRAME, _FRAME
    losses = np.array([epoch.loss for epoch in known])
    _draw(pixels, losses / max(losses.max(initial=0), 1e-6), _LOSS)
    accuracies = np.array([epoch.accuracy for epoch in known])
    if not np.isnan(accuracies).any():
        _draw(pixels, accuracies, _ACCURACY)
    return pixels


def _draw(pixels: NDArray[np.float32], heights: NDArray[np.float64], color: tuple) -> None:
    """A line of heights in [0, 1] from left to right, three pixels thick."""
    if not len(heights):
        return
    inner = np.linspace(0, max(1, len(heights) - 1), _SIZE - 8)
    levels = np.interp(inner, np.arange(len(heights)), heights)
    rows = 4 + np.round(levels * (_SIZE - 9)).astype(int)
    for column, row in enumerate(rows):
        low, high = sorted((row, rows[max(0, column - 1)]))
        pixels[low - 1 : high + 2, column + 4] = color


def add_loss(loss: float) -> None:
    """One more step of a search for a view; may be called in a thread."""
    _losses.append(loss)


def losses() -> list[float]:
    """The losses of all steps so far."""
    return list(_losses)


def clear_losses() -> None:
    """A new search begins."""
    _losses.clear()


def falling() -> int:
    """The icon of the least loss so far, from step to step, in orange."""
    return _icon_of("falling", losses(), falling_picture)


def falling_picture(known: list[float]) -> NDArray[np.float32]:
    """How the least loss falls, as rgba pixels (S, S, 4), the lowest row first."""
    pixels = np.zeros((_SIZE, _SIZE, 4), np.float32)
    pixels[[0, -1]], pixels[:, [0, -1]] = _FRAME, _FRAME
    least = np.minimum.accumulate([loss for loss in known if np.isfinite(loss)])
    if len(least):  # only how it falls can be read: no search comes to zero
        low, high = least[-1], least[0]
        _draw(pixels, (least - low) / max(high - low, 1e-9), _LOSS)
    return pixels


def learning(points: list[tuple[int, float]]) -> int:
    """The icon of a learning curve: labels and the share that was right, in blue."""
    return _icon_of("learning", points, learning_picture)


def reliability(bins: Sequence[tuple[float, float, int]]) -> int:
    """The icon of how far the model's word can be trusted; as `reliability_picture`."""
    return _icon_of("reliability", bins, reliability_picture)


def _icon_of(name: str, points: Sequence, draw: Callable[[list], NDArray[np.float32]]) -> int:
    """An icon that is drawn anew when what it shows has changed."""
    if _shown.get(name) != list(points):
        _put(name, draw(list(points)))
        _shown[name] = list(points)
    return _icons[name][name].icon_id


def learning_picture(points: list[tuple[int, float]]) -> NDArray[np.float32]:
    """A learning curve as rgba pixels (S, S, 4), the lowest row first; left is no label."""
    pixels = np.zeros((_SIZE, _SIZE, 4), np.float32)
    pixels[[0, -1]], pixels[:, [0, -1]] = _FRAME, _FRAME
    labels, shares = (np.array(values, np.float64) for values in zip(*points, strict=True))
    inner = np.linspace(0, labels[-1], _SIZE - 8)
    heights = np.interp(inner, labels, shares)
    _draw(pixels, heights, _ACCURACY)
    return pixels


def reliability_picture(bins: list[tuple[float, float, int]]) -> NDArray[np.float32]:
    """What it says from left to right, how often it is right upwards, as rgba pixels (S, S, 4).

    A dot for each bin, the larger the more labels; on the diagonal it is as good as its word.
    """
    pixels = np.zeros((_SIZE, _SIZE, 4), np.float32)
    pixels[[0, -1]], pixels[:, [0, -1]] = _FRAME, _FRAME
    edge = _DOT + 2  # so that dots in a corner are whole
    for place in range(edge, _SIZE - edge):
        pixels[place - 1 : place + 2, place] = _FRAME
    rows, columns = np.mgrid[:_SIZE, :_SIZE]
    most = max((count for _, _, count in bins), default=1)
    for said, right, count in bins:
        radius = _DOT * np.sqrt(max(0.1, count / most))
        x, y = (edge + value * (_SIZE - 1 - 2 * edge) for value in (said, right))
        pixels[(columns - x) ** 2 + (rows - y) ** 2 <= radius**2] = _ACCURACY
    return pixels


def forget() -> None:
    """Drop the icons, and what they show."""
    clear()
    clear_losses()
    _shown.clear()
    while _icons:
        bpy.utils.previews.remove(_icons.popitem()[1])
