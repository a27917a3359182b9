"""A video in; frames out that are sharp and a step apart."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ... import deps
from ...errors import DataError
from ...jobs import Progress, Steps

SUFFIXES = (".mp4", ".mov", ".m4v", ".mkv", ".avi", ".webm")
_FEATURE = "Reading a video"
_SIDE = 128  # pixels at which frames are compared
_TILE = 32  # pixels in which motion is measured each by itself
_STEP = 0.05  # of a picture's side that things move by from one taken frame to the next
_TOLD = 25  # frames after which it is said how far the reading is


def read_frames(path: Path, *, most: int) -> Steps[list[tuple[float, NDArray[np.uint8]]]]:
    """Seconds and picture (H, W, 4) of frames, `most` at most, in the order of time.

    The video is cut where things have moved by so much, and of each stretch the sharpest frame is
    taken: where the camera stands still no more than one.

    Raises:
        DataError: it is no video, or damaged.
        MissingDependency: PyAV is not installed.
    """
    av = deps.require("av", feature=_FEATURE)
    small = []
    try:
        with av.open(str(path)) as held:
            for index, frame in enumerate(held.decode(video=0)):
                if index % _TOLD == 0:
                    yield Progress(index, None, "Looking at frames")
                grey = frame.reformat(_SIDE, _SIDE, "gray").to_ndarray()
                small.append(grey[:_SIDE, :_SIDE].astype(np.float32))
        chosen = set(picked(small, most)) if small else set()
        frames = []
        with av.open(str(path)) as held:
            for index, frame in enumerate(held.decode(video=0)):
                if index not in chosen:
                    continue
                yield Progress(len(frames), len(chosen), "Taking frames")
                rgb = np.rot90(frame.to_ndarray(format="rgb24"), round(_turn(frame) / 90))
                rgba = np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])
                frames.append((float(frame.time or 0.0), rgba))
    except (av.FFmpegError, OSError, IndexError, ValueError) as error:
        raise DataError(f"{path.name} is no readable video: {error}.") from error
    return frames


def picked(frames: list[NDArray[np.float32]], most: int) -> list[int]:
    """Which small grey frames (S, S) are taken."""
    starts = [0]
    for index, frame in enumerate(frames):
        if _moved(frames[starts[-1]], frame) >= _STEP:
            starts.append(index)
    if len(starts) > most:
        starts = [starts[int(at)] for at in np.linspace(0, len(starts), most, endpoint=False)]
    sharp = [_sharpness(frame) for frame in frames]
    ends = [*starts[1:], len(frames)]
    return [
        max(range(start, end), key=sharp.__getitem__)
        for start, end in zip(starts, ends, strict=True)
    ]


def _moved(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """How far things have moved between frames: the tiles' median, as a share of the side.

    Phase correlation (Kuglin and Hines 1975, "The Phase Correlation Image Alignment Method").
    """
    count = _SIDE // _TILE
    window = np.hanning(_TILE)[:, None] * np.hanning(_TILE)
    first, second = (
        np.fft.fft2((tiles - tiles.mean(axis=(-2, -1), keepdims=True)) * window)
        for tiles in (
            frame.reshape(count, _TILE, count, _TILE).swapaxes(1, 2) for frame in (one, other)
        )
    )
    product = first * second.conj()
    peak = np.fft.ifft2(product / np.maximum(abs(product), 1e-6)).real
    found = peak.reshape(count * count, -1).argmax(axis=1)
    rows, columns = (np.minimum(at, _TILE - at) for at in np.divmod(found, _TILE))
    return float(np.median(np.hypot(rows, columns))) / _SIDE


def _sharpness(frame: NDArray[np.float32]) -> float:
    """The spread of the Laplacian."""
    inner = frame[1:-1, 1:-1]
    beside = frame[:-2, 1:-1] + frame[2:, 1:-1] + frame[1:-1, :-2] + frame[1:-1, 2:]
    return float((beside - 4 * inner).std())


def _turn(frame) -> float:
    """Degrees anticlockwise by which a frame is to be turned to stand upright."""
    return float(getattr(frame, "rotation", 0) or 0)
