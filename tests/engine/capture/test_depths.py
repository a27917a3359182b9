"""Depth maps by others: known numbers in every format, and what is none is said so."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from written import write_exr

from engine.capture.formats.depths import read_depth
from engine.errors import DataError

NUMBERS = np.array([[0, 1500, 65535], [250, 1, 40000]], np.uint16)
METRES = np.array([[0, 1.5, 0], [0.25, 0.001, 40]], np.float32)


@pytest.mark.parametrize("suffix", ["png", "tif", "tiff", "pgm", "npy", "PNG"])
def test_whole_numbers_are_millimetres_unless_said(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    if suffix == "npy":
        np.save(path, NUMBERS)
    else:
        Image.fromarray(NUMBERS).save(path, format="PPM" if suffix == "pgm" else None)
    depth = read_depth(path)
    assert depth.metres.dtype == np.float32 and np.allclose(depth.metres, METRES, rtol=1e-6)
    assert depth.unit == "whole numbers, 1000 a metre" and depth.count_nan == 0
    assert np.allclose(read_depth(path, usual=5000).metres, METRES / 5, rtol=1e-6)
    assert np.allclose(read_depth(path, scale=100, usual=5000).metres, METRES * 10, rtol=1e-6)
    assert read_depth(path, invalid=250).metres[1, 0] == 0


FLOATS = np.array([[0, 1.5, np.nan], [np.inf, -1, 1e10], [0.1, 2, 65535]], np.float32)
KNOWN = np.array([[0, 1.5, 0], [0, 0, 0], [0.1, 2, 65535]], np.float32)


@pytest.mark.parametrize(
    "name", ["npy", "deep", "double", "Z", "Depth_Z", "ViewLayer_Depth_Z", "V"]
)
def test_floats_are_metres_and_what_is_no_measurement_is_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / ("a.exr" if name[0].isupper() else "a.npy")
    if path.suffix == ".npy":
        kinds = {"npy": FLOATS, "deep": FLOATS[..., None], "double": FLOATS.astype(np.float64)}
        np.save(path, kinds[name])
    else:
        others = {} if name == "V" else {"R": np.full_like(FLOATS, 7)}
        write_exr(path, **{name: FLOATS}, **others)
    depth = read_depth(path)
    assert np.array_equal(depth.metres, KNOWN)
    assert depth.unit == "floats, 1 a metre" and depth.count_nan == 2
    assert np.array_equal(read_depth(path, scale=1000).metres, KNOWN / np.float32(1000))
    assert read_depth(path, invalid=0.1).metres[2, 0] == 0  # not exactly 0.1 in 32 bits


def test_what_is_no_depth_map_is_said_so(tmp_path: Path) -> None:
    Image.fromarray(np.zeros((2, 3, 3), np.uint8)).save(tmp_path / "colour.png")
    Image.fromarray(np.zeros((2, 3), np.uint8)).save(tmp_path / "bytes.png")
    np.save(tmp_path / "vector.npy", np.zeros(3))
    np.save(tmp_path / "empty.npy", np.zeros((0, 3)))
    np.save(tmp_path / "truth.npy", np.zeros((2, 3), bool))
    np.save(tmp_path / "complex.npy", np.zeros((2, 3), complex))
    np.save(tmp_path / "objects.npy", np.full((2, 3), None), allow_pickle=True)
    (tmp_path / "cut.npy").write_bytes((tmp_path / "vector.npy").read_bytes()[:-5])
    (tmp_path / "cut.png").write_bytes((tmp_path / "colour.png").read_bytes()[:40])
    (tmp_path / "cut.exr").write_bytes(b"\x76\x2f\x31\x01 nothing")
    write_exr(tmp_path / "colour.exr", R=FLOATS, G=FLOATS, B=FLOATS)
    files = sorted(tmp_path.iterdir())
    assert len(files) == 11
    for file in [*files, tmp_path / "absent.png", tmp_path / "absent.npy", tmp_path / "absent.exr"]:
        with pytest.raises(DataError, match=file.name):
            read_depth(file)
