"""A view set comes in; a moving picture (GIF or MP4) or a captioned sheet of all views goes out.

Convention: pictures lie over their views' backgrounds, in the views' order.
"""

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ... import deps
from ...datatypes import ViewSet
from ...errors import DataError, InputError
from ...images import strip, write_image

# Encoders in order of preference, with settings for good looks.
_CODECS = {"libx264": {"crf": "18"}, "mpeg4": {"qmin": "2", "qmax": "4"}}
_BT709 = 1  # H.264's number of the colour space that players take HD video for
_LIMITED = 1  # and of the range 16 to 235


def turntable(views: ViewSet, path: Path, *, fps: float = 12, is_captioned: bool = False) -> Path:
    """Write a moving picture, a frame for each view, and return its path.

    A .gif repeats for ever; its frames last whole hundredths of a second, and equal neighbours
    are kept as one longer frame. An .mp4 has an even width and height: a column or row of the
    background is added where needed.

    Args:
        fps: frames a second.
        is_captioned: each frame has its view's name under it, as in a sheet.

    Raises:
        InputError: the views differ in size, the name ends in neither, or fps is out of range.
        DataError: it cannot be written there.
        MissingDependency: pillow or PyAV is not installed.
    """
    writers = {".gif": _write_gif, ".mp4": _write_mp4}
    if path.suffix.lower() not in writers:
        raise InputError(f"Cannot write a turntable as “{path.name}”.", "End it in .gif or .mp4.")
    if not 0.1 <= fps <= 100:
        raise InputError("The frames a second are out of range.", "Choose 0.1 to 100.")
    frames = np.round((_cells(views) if is_captioned else views.rgb_stack()) * 255).astype(np.uint8)
    colors = np.round(np.array([view.background for view in views.views]) * 255).astype(np.uint8)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writers[path.suffix.lower()](path, frames, colors, fps)
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error
    return path


def _write_gif(path: Path, frames: NDArray, colors: NDArray, fps: float) -> None:
    deps.require("PIL", feature="Writing GIF")
    from PIL import Image

    first, *rest = [Image.fromarray(frame) for frame in frames]
    milliseconds = 10 * round(100 / fps)
    first.save(path, save_all=True, append_images=rest, duration=milliseconds, loop=0)


def _write_mp4(path: Path, frames: NDArray, colors: NDArray, fps: float) -> None:
    av = deps.require("av", feature="Writing video")
    count, height, width, _ = frames.shape
    even = np.empty((count, height + height % 2, width + width % 2, 3), np.uint8)
    even[:] = colors[:, None, None]
    even[:, :height, :width] = frames
    codec = next(name for name in _CODECS if name in av.codecs_available)
    with av.open(str(path), "w") as container:
        rate = Fraction(fps).limit_denominator(1000)
        stream = container.add_stream(codec, rate=rate, options=_CODECS[codec])
        stream.height, stream.width = even.shape[1:3]
        stream.pix_fmt = "yuv420p"
        # Said in the file, or players guess by the size.
        context = stream.codec_context
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        context.color_range = _LIMITED
        for pixels in even:
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=_BT709)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def grid(views: ViewSet, *, columns: int | None = None) -> NDArray[np.float32]:
    """All views on a white sheet (H, W, 3), each with its name, or its number, under it.

    Without `columns` a row is a ring of cameras, where the names say what ring they are of
    ("az000 el+20"); else the sheet is as many pictures wide as high.

    Raises:
        InputError: the views differ in size.
        MissingDependency: pillow is not installed.
    """
    return strip(_cells(views), columns=columns or _columns(_names(views)))


def write_grid(views: ViewSet, path: Path, *, columns: int | None = None) -> Path:
    """Write the sheet that `grid` makes, in the format that the name ends in; returns the path.

    Raises:
        InputError: the views differ in size.
        DataError: it cannot be written there.
        MissingDependency: pillow is not installed.
    """
    write_image(path, grid(views, columns=columns))
    return path


def _names(views: ViewSet) -> list[str]:
    return [view.name or str(index) for index, view in enumerate(views.views)]


def _cells(views: ViewSet) -> NDArray[np.float32]:
    """The pictures (N, H, W, 3), each with its name under it."""
    pairs = zip(views.rgb_stack(), _names(views), strict=True)
    return np.stack([_captioned(rgb, name) for rgb, name in pairs])


def _columns(names: list[str]) -> int:
    rings = [name.partition(" el")[2] for name in names]
    ring = next((index for index, part in enumerate(rings) if part != rings[0]), len(rings))
    # Views all over a sphere are no rings: hardly two share an elevation.
    if rings[0] and ring > 1 and len(rings) % ring == 0:
        return ring
    return math.ceil(math.sqrt(len(names)))


def _captioned(rgb: NDArray[np.float32], caption: str) -> NDArray[np.float32]:
    """rgb (H, W, 3) over a white bar with a black caption, which shrinks to fit."""
    deps.require("PIL", feature="Writing captions")
    from PIL import Image, ImageDraw, ImageFont

    width = rgb.shape[1]
    points = max(11, width // 14)
    bar = Image.new("RGB", (width, round(1.8 * points)), "white")
    length = ImageFont.load_default(points).getlength(caption)
    font = ImageFont.load_default(min(points, points * 0.96 * width / length))
    middle = (bar.width / 2, bar.height / 2)
    ImageDraw.Draw(bar).text(middle, caption, fill="black", font=font, anchor="mm")
    return np.concatenate([rgb, np.asarray(bar, np.float32) / 255])
