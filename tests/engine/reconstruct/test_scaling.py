"""Scale and shift of depth by what frames show together."""

import numpy as np
import pytest
from registered import room, taken, walk

from engine.datatypes import View
from engine.errors import InputError, ResultError
from engine.jobs import drain
from engine.reconstruct.frames import Frame
from engine.reconstruct.register.scaling import align_depths


def distorted(views: list[View], seed: int, *, noise: float = 0.005, wrong: float = 0.0):
    """Frames with a scale and a shift each, and what makes them metres: (N, 2)."""
    rng = np.random.default_rng(seed)
    frames, truth = [], []
    for view in views:
        scale, shift = np.exp(rng.uniform(-1.5, 1.5)), rng.uniform(-1, 1.5)
        depth = np.where(view.depth > 0, (view.depth - shift) / scale, 0)
        depth *= 1 + noise * rng.normal(size=depth.shape)
        far = rng.random(depth.shape) < wrong
        depth[far] *= rng.uniform(0.5, 2, size=int(far.sum()))
        frames.append(Frame(view.camera, depth.astype(np.float32), view.rgb, depth <= 0))
        truth.append((scale, shift))
    return frames, np.array(truth)


@pytest.mark.parametrize("seed", range(3))
def test_scale_and_shift_of_each_frame_come_back_within_two_percent(seed):
    views = walk(6, step=0.35)
    frames, truth = distorted(views, seed)
    found = drain(align_depths(frames))
    middle = np.median([np.median(view.depth[view.depth > 0]) for view in views])
    assert abs(found.scales / truth[:, 0] - 1).max() < 0.02
    assert abs(found.shifts - truth[:, 1]).max() < 0.02 * middle
    assert found.agreeing.min() > 0.85


def test_one_pixel_in_twenty_that_is_wrong_changes_little():
    views = walk(6, step=0.35)
    frames, truth = distorted(views, 0, wrong=0.05)
    found = drain(align_depths(frames))
    for frame, view, scale, shift in zip(frames, views, found.scales, found.shifts, strict=True):
        known = view.depth > 0
        off = abs(frame.depth * scale + shift - view.depth)[known] / view.depth[known]
        assert np.median(off) < 0.02


def test_exact_depth_of_cameras_a_hundred_times_as_far_apart_is_a_hundred_times_as_deep():
    frames, _ = distorted(walk(4, step=0.4), 1, noise=0)
    found = drain(align_depths(frames))
    far = []
    for frame in frames:
        pose = frame.camera.world_from_camera.copy()
        pose[:3, 3] *= 100
        camera = type(frame.camera)(frame.camera.intrinsics, pose)
        far.append(Frame(camera, frame.depth, frame.rgb, frame.empty))
    large = drain(align_depths(far))
    assert np.allclose(large.scales, 100 * found.scales, rtol=1e-3)
    assert np.allclose(large.shifts, 100 * found.shifts, atol=0.1)


def test_a_frame_that_agrees_with_none_is_named():
    views = [*walk(4, step=0.35), taken(room(), (0, -2.5, 1), (0, -10, 4))]
    rng = np.random.default_rng(0)
    noise = rng.uniform(1, 9, size=views[0].depth.shape).astype(np.float32)
    frames, _ = distorted(views[:4], 0)
    frames.append(Frame(views[4].camera, noise, views[4].rgb, noise <= 0))
    with pytest.raises(ResultError, match="Frame 4 does not agree"):
        drain(align_depths(frames))


def test_cameras_in_one_place_say_nothing_about_scale():
    caster = room()
    views = [taken(caster, (1.03, -2.01, 1.47), (x, 1, 0.5)) for x in (-0.5, 0.0)]
    with pytest.raises(InputError, match="one place"):
        drain(align_depths(distorted(views, 0)[0]))


def test_one_frame_says_nothing_about_scale():
    with pytest.raises(InputError, match="at least two frames"):
        drain(align_depths(distorted(walk(1), 0)[0]))
