"""COLMAP's binary model: cameras.bin and images.bin in, the same fields as of its text model out.

Little-endian, after the tables in COLMAP's documentation (“Output Format”): a count of 8 bytes,
then for each camera id, model, width, height and parameters; for each image id, quaternion
w x y z, position, camera id, name up to a zero byte, and features of 24 bytes each.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

CAMERAS, IMAGES = "cameras.bin", "images.bin"
# Each model's name and number of parameters, by COLMAP's number for it.
_MODELS = {
    0: ("SIMPLE_PINHOLE", 3),
    1: ("PINHOLE", 4),
    2: ("SIMPLE_RADIAL", 4),
    3: ("RADIAL", 5),
    4: ("OPENCV", 8),
    5: ("OPENCV_FISHEYE", 8),
    6: ("FULL_OPENCV", 12),
    7: ("FOV", 5),
    8: ("SIMPLE_RADIAL_FISHEYE", 4),
    9: ("RADIAL_FISHEYE", 5),
    10: ("THIN_PRISM_FISHEYE", 12),
}
_FEATURE = 24  # bytes


class _Bytes:
    """A file's bytes, taken from the front."""

    def __init__(self, path: Path) -> None:
        self._bytes, self._at = path.read_bytes(), 0

    def take(self, layout: str) -> tuple:
        """The next values, laid out as `struct` says.

        Raises:
            ValueError: the file ends before.
        """
        size = struct.calcsize(layout)
        self.skip(size)
        return struct.unpack_from(layout, self._bytes, self._at - size)

    def skip(self, size: int) -> None:
        """Leave out so many bytes.

        Raises:
            ValueError: the file ends before.
        """
        self._at += size
        if self._at > len(self._bytes):
            raise ValueError("it ends too early, as a copy does that was cut off")

    def text(self) -> str:
        """What stands before the next zero byte.

        Raises:
            ValueError: there is none.
        """
        start = self._at
        self._at = self._bytes.find(b"\0", start) + 1
        if not self._at:
            raise ValueError("it ends in the middle of a name, as a copy does that was cut off")
        return self._bytes[start : self._at - 1].decode("utf-8")


def lenses(path: Path) -> Iterator[tuple[int, str, list[float]]]:
    """Each camera's id, model, and width, height and parameters.

    Raises:
        ValueError, OSError: the file cannot be read, or is damaged.
    """
    file = _Bytes(path)
    for _ in range(file.take("<Q")[0]):
        number, model, *size = file.take("<iiQQ")
        if model not in _MODELS:
            raise ValueError(f"it has cameras of a model that is not known, number {model}")
        name, count = _MODELS[model]
        yield number, name, [*map(float, size), *file.take(f"<{count}d")]


def images(path: Path) -> Iterator[tuple[int, list[float], int, str]]:
    """Each image's id, quaternion w x y z and position, camera id, and name.

    Raises:
        ValueError, OSError: the file cannot be read, or is damaged.
    """
    file = _Bytes(path)
    for _ in range(file.take("<Q")[0]):
        number, *pose, lens = file.take("<i7di")
        name = file.text()
        file.skip(_FEATURE * file.take("<Q")[0])
        yield number, pose, lens, name
