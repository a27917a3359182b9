"""Frames of a video: which are taken, and what is no video."""

from pathlib import Path

import av
import numpy as np
import pytest

from engine.errors import DataError
from engine.jobs import drain
from engine.reconstruct.photos.reading import read_photos
from engine.reconstruct.photos.settings import PhotoSettings
from engine.reconstruct.photos.video import picked, read_frames
from engine.selftest.scenes import blots


def moving(steps: list[float]) -> list[np.ndarray]:
    """Pictures (240, 320, 3) of a wall past which the camera moves to those columns."""
    wall = (blots(np.random.default_rng(0), 1024) * 255).astype(np.uint8)
    return [wall[:240, round(step) : round(step) + 320] for step in steps]


def filmed(path: Path, pictures: list[np.ndarray]) -> Path:
    with av.open(str(path), "w") as held:
        stream = held.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.bit_rate = 4_000_000
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            held.mux(stream.encode(frame))
        held.mux(stream.encode())
    return path


def test_frames_are_a_step_apart_and_where_it_stands_still_there_is_one(tmp_path: Path) -> None:
    still, going = [0.0] * 15, list(np.arange(0, 200, 4.0))
    path = filmed(tmp_path / "way.mp4", moving([*still, *going]))
    frames = drain(read_frames(path, most=60))
    seconds = [when for when, _ in frames]
    assert seconds == sorted(seconds)
    assert 6 <= len(frames) <= 20 and sum(when < 1.4 for when in seconds) <= 1
    assert all(picture.shape == (240, 320, 4) for _, picture in frames)
    assert len(drain(read_frames(path, most=5))) == 5


def test_of_a_stretch_the_sharpest_frame_is_taken() -> None:
    rng = np.random.default_rng(0)
    sharp = rng.random((128, 128)).astype(np.float32) * 255
    soft = (sharp + np.roll(sharp, 1, 0) + np.roll(sharp, 1, 1) + np.roll(sharp, 2, 0)) / 4
    assert picked([soft, soft, sharp, soft], 10) == [2]


def test_a_video_is_read_as_photos(tmp_path: Path) -> None:
    path = filmed(tmp_path / "way.mp4", moving(list(np.arange(0, 200, 8.0))))
    read = drain(read_photos(path, PhotoSettings()))
    assert read.is_video and len(read.taken) >= 5
    assert read.taken[0].name.startswith("way 0.") and "frames were taken" in read.said[0]


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("no video")
    with pytest.raises(DataError, match=r"text.mp4 is no readable video"):
        drain(read_photos(tmp_path / "text.mp4", PhotoSettings()))
