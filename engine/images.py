"""Pictures as arrays: read, write, resize, write a caption under them.

Convention: rgb is float32 in [0, 1], (H, W, 3); rgba is uint8, straight alpha, (H, W, 4); both
are sRGB-encoded, first row on top.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import deps
from .errors import DataError

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".webp")
_CAPTION_HEIGHT = 24  # pixels, upstream's bar under an annotated picture

_CAMERA_TAGS, _ORIENTATION = 0x8769, 274  # of EXIF


def _pillow():
    deps.require("PIL", feature="Reading and writing pictures")
    from PIL import Image, ImageDraw, ImageFont, ImageOps

    return Image, ImageDraw, ImageFont, ImageOps


def linear_from_srgb(srgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scene-linear values of sRGB-encoded ones (IEC 61966-2-1)."""
    srgb = np.asarray(srgb, np.float32)
    low = srgb / 12.92
    high = ((np.maximum(srgb, 0.04045) + 0.055) / 1.055) ** 2.4
    return np.where(srgb <= 0.04045, low, high).astype(np.float32)


def srgb_from_linear(linear: NDArray[np.float32]) -> NDArray[np.float32]:
    """sRGB-encoded values of scene-linear ones, clipped to [0, 1] (IEC 61966-2-1)."""
    linear = np.clip(np.asarray(linear, np.float32), 0.0, 1.0)
    high = 1.055 * np.maximum(linear, 0.0031308) ** (1 / 2.4) - 0.055
    return np.where(linear <= 0.0031308, linear * 12.92, high).astype(np.float32)


def over(
    rgba: NDArray[np.uint8], background: tuple[float, float, float] = (1.0, 1.0, 1.0)
) -> NDArray[np.float32]:
    """Lay rgba (H, W, 4) over a colour: rgb (H, W, 3)."""
    values = rgba.astype(np.float32) / 255
    alpha = values[..., 3:]
    return values[..., :3] * alpha + (1 - alpha) * np.array(background, np.float32)


def read_image(path: Path) -> NDArray[np.uint8]:
    """Read a picture, turned as its EXIF says, as rgba (H, W, 4).

    Raises:
        DataError: the file is not a readable picture.
    """
    Image, _, _, ImageOps = _pillow()
    try:
        with Image.open(path) as image:
            return np.array(_eight_bits(ImageOps.exif_transpose(image)).convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DataError(f"{Path(path).name} is not a readable picture: {error}.") from error


def _eight_bits(image):
    """A grey picture of 16 bits, which Pillow would cut off at 255, as one of 8; others as is."""
    if not image.mode.startswith("I"):
        return image
    values = np.asarray(image).astype(np.float32) / 257
    return _pillow()[0].fromarray(np.round(values.clip(0, 255)).astype(np.uint8))


def read_values(path: Path) -> NDArray:
    """Read a picture's numbers as the file holds them, (H, W) or (H, W, C).

    Raises:
        DataError: the file is not a readable picture.
    """
    Image = _pillow()[0]
    try:
        with Image.open(path) as image:
            return np.array(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DataError(f"{Path(path).name} is not a readable picture: {error}.") from error


def read_exif(path: Path) -> tuple[dict[int, object], tuple[int, int]]:
    """What a camera wrote into its photo, by EXIF's numbers, and the size that it is shown in.

    Raises:
        DataError: the file is not a readable picture.
    """
    Image = _pillow()[0]
    try:
        with Image.open(path) as image:
            exif, (width, height) = image.getexif(), image.size
            tags = dict(exif.get_ifd(_CAMERA_TAGS))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DataError(f"{Path(path).name} is not a readable picture: {error}.") from error
    is_turned = exif.get(_ORIENTATION, 1) in (5, 6, 7, 8)  # by a quarter
    return tags, (height, width) if is_turned else (width, height)


def _bytes(rgb: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.round(np.clip(rgb, 0, 1) * 255).astype(np.uint8)


def write_image(path: Path, picture: NDArray) -> None:
    """Write rgb (H, W, 3) float32 or rgba (H, W, 4) uint8, in the format that the name ends in.

    Raises:
        DataError: the file cannot be written there.
    """
    Image = _pillow()[0]
    pixels = picture if picture.dtype == np.uint8 else _bytes(picture)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(path)
    except (OSError, ValueError) as error:
        raise DataError(f"Cannot write {path}: {error}.", "Choose another place.") from error


def resize(rgb: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Scale rgb (H, W, 3) to fit a white (size, size, 3) square, keeping its proportions."""
    height, width = rgb.shape[:2]
    if (height, width) == (size, size):
        return rgb
    scale = size / max(height, width)
    inner = (max(1, round(width * scale)), max(1, round(height * scale)))
    square = np.ones((size, size, 3), np.float32)
    left, top = (size - inner[0]) // 2, (size - inner[1]) // 2
    square[top : top + inner[1], left : left + inner[0]] = scaled(rgb, *inner)
    return square


def scaled(rgb: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    """rgb (H, W, 3) stretched to (height, width, 3); smaller pixels are means of larger areas."""
    Image = _pillow()[0]
    is_smaller = width * height < rgb.shape[0] * rgb.shape[1]
    kind = Image.Resampling.BOX if is_smaller else Image.Resampling.BILINEAR
    small = Image.fromarray(_bytes(rgb)).resize((width, height), kind)
    return np.asarray(small, np.float32) / 255


def strip(rgb: NDArray[np.float32], *, columns: int = 6) -> NDArray[np.float32]:
    """Lay pictures (N, H, W, 3) side by side in rows of `columns`, on white."""
    count, height, width, _ = rgb.shape
    columns = min(columns, count)
    rows = -(-count // columns)
    sheet = np.ones((rows * height, columns * width, 3), np.float32)
    for index, picture in enumerate(rgb):
        row, column = divmod(index, columns)
        sheet[row * height : (row + 1) * height, column * width : (column + 1) * width] = picture
    return sheet


def annotate(rgb: NDArray[np.float32], caption: str) -> NDArray[np.float32]:
    """Add a black bar with a white caption under rgb (H, W, 3); the text shrinks to fit."""
    Image, ImageDraw, ImageFont, _ = _pillow()
    height, width = rgb.shape[:2]
    sheet = Image.new("RGB", (width, height + _CAPTION_HEIGHT), "black")
    sheet.paste(Image.fromarray(_bytes(rgb)), (0, 0))
    draw = ImageDraw.Draw(sheet)
    for points in range(14, 5, -1):
        font = ImageFont.load_default(points)
        if draw.textlength(caption, font=font) <= width - 8:
            break
    middle = (width / 2, height + _CAPTION_HEIGHT / 2)
    draw.text(middle, caption, fill="white", font=font, anchor="mm")
    return np.asarray(sheet, np.float32) / 255
