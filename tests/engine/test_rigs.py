"""Rigs: how many cameras, how evenly, which way up; rooms seen from their corners."""

import numpy as np
import pytest

from engine.camera import project
from engine.capture.settings import PRESETS, CaptureSettings
from engine.errors import InputError
from engine.meshes import join
from engine.render.channels import Subject
from engine.render.room import is_inside, room_cameras
from engine.rigs import LAYOUTS, UP_AXES, Rig, cameras_around
from engine.samples import box


def points(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(200, 3)) * [1, 2, 0.5] + [5, -3, 9]


def towards(cameras) -> np.ndarray:
    """Unit vectors from the middle to the cameras, (N, 3)."""
    middle = (points().min(axis=0) + points().max(axis=0)) / 2
    places = np.array([camera.world_from_camera[:3, 3] for camera in cameras]) - middle
    return places / np.linalg.norm(places, axis=1, keepdims=True)


@pytest.mark.parametrize("count", [8, 32, 200])
def test_the_sphere_is_covered_evenly(count: int) -> None:
    found = towards(cameras_around(points(), Rig(count, layout="sphere")))
    assert np.abs(found.mean(axis=0)).max() < 1 / count
    nearest = np.degrees(np.arccos(np.clip(np.sort(found @ found.T, axis=1)[:, -2], -1, 1)))
    even = np.degrees(np.sqrt(4 * np.pi / count))  # side of a square of each one's area
    assert nearest.min() > 0.6 * even and nearest.max() < 1.25 * even
    # Any direction is near a camera.
    probes = np.random.default_rng(1).normal(size=(2000, 3))
    probes /= np.linalg.norm(probes, axis=1, keepdims=True)
    assert np.degrees(np.arccos((probes @ found.T).max(axis=1))).max() < even


def test_the_hemisphere_is_the_upper_half() -> None:
    found = towards(cameras_around(points(), Rig(50, layout="hemisphere")))
    assert found[:, 2].min() > 0 and np.isclose(found[:, 2].mean(), 0.5, atol=0.01)


def test_a_grid_is_rings_of_views_named_by_their_angles() -> None:
    rig = Rig(8, 0.0, layout="grid", rings=4, top_deg=60.0)
    cameras = cameras_around(points(), rig)
    assert len(cameras) == rig.count == 32
    assert cameras[0].name == "az000 el+00" and cameras[31].name == "az315 el+60"
    elevations = np.degrees(np.arcsin(towards(cameras)[:, 2])).reshape(4, 8)
    assert np.allclose(elevations, np.array([[0], [20], [40], [60]]), atol=1e-6)


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"room"}))
@pytest.mark.parametrize("is_orthographic", [False, True])
@pytest.mark.parametrize("aspect", [1.0, 16 / 9, 0.5])
def test_everything_fits_within_the_margin(layout, is_orthographic, aspect) -> None:
    rig = Rig(7, size=200, layout=layout, aspect=aspect, is_orthographic=is_orthographic, rings=2)
    widest = 0.0
    for camera in cameras_around(points(), rig):
        lens = camera.intrinsics
        u, v, depth = project(camera, points()).T
        assert depth.min() > 0 and lens.height == rig.height
        shares = [np.abs(u - lens.cx).max() / lens.width, np.abs(v - lens.cy).max() / lens.height]
        assert max(shares) <= 0.5 - rig.margin + 1e-9
        widest = max(widest, *shares)
    assert np.isclose(widest, 0.5 - rig.margin)  # and it touches it


@pytest.mark.parametrize("up", UP_AXES)
def test_the_up_axis_of_the_asset_is_up_in_its_pictures(up: str) -> None:
    axis = np.zeros(3)
    axis["XYZ".index(up[-1])] = -1 if up.startswith("-") else 1
    middle = (points().min(axis=0) + points().max(axis=0)) / 2
    for camera in cameras_around(points(), Rig(5, 20.0, up=up)):
        below, above = project(camera, np.array([middle, middle + 0.1 * axis]))
        assert above[1] < below[1] and np.isclose(above[0], below[0], atol=1e-6)
        assert np.isclose(np.linalg.det(camera.world_from_camera[:3, :3]), 1)


def test_twice_the_distance_halves_what_is_seen() -> None:
    near, far = (cameras_around(points(), Rig(1, distance=d))[0] for d in (1.0, 2.0))
    middle = (points().min(axis=0) + points().max(axis=0)) / 2
    lengths = [np.linalg.norm(c.world_from_camera[:3, 3] - middle) for c in (near, far)]
    assert np.isclose(lengths[1], 2 * lengths[0])


@pytest.mark.parametrize(
    "options",
    [{"layout": "spiral"}, {"up": "W"}, {"rings": 0}, {"aspect": 0.01}, {"distance": 0}],
)
def test_settings_out_of_range_are_refused(options) -> None:
    with pytest.raises(InputError):
        Rig(**options)


@pytest.mark.parametrize("options", [{"engine": "povray"}, {"look": "odd"}, {"channels": ("w",)}])
def test_unknown_words_are_refused_with_those_that_there_are(options) -> None:
    with pytest.raises(InputError, match="There is"):
        CaptureSettings(**options)


def test_every_preset_is_sound() -> None:
    assert all(settings.count >= 1 for settings in PRESETS.values())


def furnished() -> Subject:
    """A room of 6 x 4 x 2.5 m with a cupboard in one corner, its ceiling on."""
    walls = box((0, 0, 0), (6, 4, 2.5))
    cupboard = box((0.05, 0.05, 0.01), (1.6, 1.2, 1.9))
    table = box((2.5, 1.5, 0.01), (3.5, 2.5, 0.8))
    return Subject(join([walls, cupboard, table]))


@pytest.mark.parametrize("views", [1, 3, 4, 6])
def test_a_room_is_seen_from_inside_its_walls_and_from_above(views: int) -> None:
    subject, rig = furnished(), Rig(views, size=120, layout="room", fov_deg=75.0, aspect=4 / 3)
    cameras = subject.cameras(CaptureSettings(rig))
    assert len(cameras) == views + 1 == rig.count
    inside = np.array([[0, 0], [6, 0], [6, 4], [0, 4]])
    for camera in cameras[:-1]:
        place, forward = camera.world_from_camera[:3, 3], camera.world_from_camera[:3, 2]
        assert is_inside(place[:2], inside) and 0 < place[2] < 2.5
        assert forward[:2] @ (np.array([3, 2]) - place[:2]) > 0
        channels = subject.channels(camera, ("depth", "instance_ids"))
        assert (channels["instance_ids"] == 2).any()  # the table is seen
        assert np.quantile(channels["depth"], 0.1) > 0.4  # and nothing stands in the way


def test_the_plan_covers_the_whole_floor_below_the_ceiling() -> None:
    subject, rig = furnished(), Rig(1, size=120, layout="room", aspect=4 / 3)
    plan = subject.cameras(CaptureSettings(rig))[-1]
    assert plan.intrinsics.is_orthographic and plan.name == "top"
    corners = np.array([[0.0, 0, 0], [6, 0, 0], [6, 4, 0], [0, 4, 0]])
    u, v, _ = project(plan, corners).T
    assert u.min() > 0 and u.max() < 119 and v.min() > 0 and v.max() < 89
    ids = subject.channels(plan, ("instance_ids",))["instance_ids"]
    assert set(np.unique(ids)) == {-1, 0, 1, 2}  # the table, through where the ceiling would be


def test_cameras_stay_inside_a_hollow_polygon() -> None:
    subject = furnished()
    hollow = (np.array([[0, 0], [6, 0], [6, 4], [4, 4], [4, 1.5], [0, 1.5]]) - [3, 2]) / 7.63
    for camera in room_cameras(subject.caster, Rig(6, layout="room"), hollow)[:-1]:
        assert is_inside(camera.world_from_camera[:2, 3], hollow)
    with pytest.raises(InputError, match="three corners"):
        room_cameras(subject.caster, Rig(4, layout="room"), hollow[:2])
