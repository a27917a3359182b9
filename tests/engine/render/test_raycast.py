"""The ray caster draws what is there: laws of projection, colour, visibility."""

import numpy as np
import pytest

from engine.camera import project
from engine.capture.settings import CaptureSettings
from engine.datatypes import Material, Mesh, ViewSet
from engine.errors import InputError
from engine.images import srgb_from_linear
from engine.jobs import drain
from engine.meshes import join, transformed, unit_mesh
from engine.render.caster import Caster
from engine.render.raycast import Painter, render_views
from engine.render.studio import shade
from engine.rigs import Rig, cameras_around
from engine.samples import SAMPLES, box, lathe


def drawn(mesh: Mesh, rig: Rig) -> ViewSet:
    return drain(render_views(mesh, CaptureSettings(rig)))


def moved(mesh: Mesh, *, scale: float = 1.0, offset: tuple = (0, 0, 0)) -> Mesh:
    matrix = np.diag([scale, scale, scale, 1.0])
    matrix[:3, 3] = offset
    return transformed(mesh, matrix)


def test_each_view_of_a_numbered_cube_shows_the_face_of_its_azimuth() -> None:
    size, names = 0.5, {0: (1, 0, 0), 90: (0, 1, 0), 180: (0, 0, 1), 270: (1, 1, 0)}
    sides = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
    plates = []
    for azimuth, (x, y) in sides.items():
        low = (x * size - 0.4 * abs(y) - 0.01, y * size - 0.4 * abs(x) - 0.01, -0.4)
        high = (x * size + 0.4 * abs(y) + 0.01, y * size + 0.4 * abs(x) + 0.01, 0.4)
        plates.append(box(low, high, names[azimuth]))
    views = drawn(join(plates), Rig(views=12, elevation_deg=0, size=48)).views
    for index, view in enumerate(views):
        if index % 3 == 0:
            middle = view.rgb[24, 24]
            assert np.allclose(middle > 0.3, names[index * 30]), index * 30


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_fills_the_frame_and_keeps_its_margin(name: str) -> None:
    for view in drawn(SAMPLES[name](), Rig(views=6)).views:
        rows, columns = np.nonzero(view.mask)
        border = int(0.05 * 128)
        assert min(rows.min(), columns.min()) >= border
        assert max(rows.max(), columns.max()) <= 127 - border
        assert view.mask.mean() > 0.005
        assert np.allclose(view.rgb[0], 1)


def test_far_away_and_a_thousand_times_larger_gives_the_same_pictures() -> None:
    chair = SAMPLES["chair"]()
    near = drawn(chair, Rig(views=3))
    far = drawn(moved(chair, scale=1000, offset=(100, -100, 50)), Rig(views=3))
    assert np.abs(near.rgb_stack() - far.rgb_stack()).mean() < 1e-3 / 255
    assert far.views[0].camera.world_from_camera[2, 3] > 100


def test_saved_cameras_project_the_mesh_onto_its_pixels() -> None:
    mesh = moved(SAMPLES["table"](), scale=3, offset=(7, 8, 9))
    for view in drawn(mesh, Rig(views=4)).views:
        pixels = project(view.camera, mesh.vertices[np.unique(mesh.faces)])[:, :2]
        rows, columns = np.nonzero(view.mask)
        assert np.abs(pixels.min(axis=0) - [columns.min(), rows.min()]).max() < 1.5
        assert np.abs(pixels.max(axis=0) - [columns.max(), rows.max()]).max() < 1.5


def test_hits_lie_on_the_mesh_and_rays_meet_the_nearest_face() -> None:
    mesh = join([box((-1, -1, -1), (1, 1, 1)), box((-3, -3, -3), (3, 3, 3))])
    unit, _ = unit_mesh(mesh)
    camera = cameras_around(unit.vertices, Rig(views=1, size=32))[0]
    hits = Caster(unit).cast(camera)
    assert len(hits.faces) and (hits.faces >= 12).all()  # the inner box is hidden by the outer
    assert np.allclose(hits.weights.sum(axis=1), 1, atol=1e-5)
    back = project(camera, hits.between(unit.vertices[unit.faces]))
    rows, columns = np.divmod(hits.pixels, 32)
    assert (back[:, :2].round().astype(int) == np.column_stack([columns, rows])).all()
    assert np.allclose(back[:, 2], hits.depths, rtol=1e-5)


def test_both_sides_of_a_face_are_lit_alike() -> None:
    one = Mesh(np.array([[0, -1, -1], [0, 1, -1], [0, 0, 1.0]]), np.array([[0, 1, 2]], np.int32))
    other = Mesh(one.vertices, one.faces[:, ::-1].copy())
    rig = Rig(views=2, elevation_deg=0, size=32)
    first, second = (drawn(mesh, rig).rgb_stack() for mesh in (one, other))
    assert np.allclose(first, second, atol=1e-6)
    assert first.min() < 0.9


def test_a_texture_shows_the_right_way_round() -> None:
    # The quad faces +X; its left half (u < 0.5) is red, its upper half (v > 0.5) is bright.
    texture = np.zeros((2, 2, 3), np.float32)
    texture[0, 0], texture[0, 1] = (1, 0, 0), (0, 1, 0)  # first row on top
    texture[1, 0], texture[1, 1] = (0.5, 0, 0), (0, 0.5, 0)
    corners = np.array([[0, -1, -1], [0, 1, -1], [0, 1, 1], [0, -1, 1.0]])
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    faces = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    look = Material(np.ones(3, np.float32), texture)
    quad = Mesh(corners, faces, uv=square[faces], materials=(look,))
    picture = drawn(quad, Rig(views=1, elevation_deg=0, size=64)).views[0].rgb
    upper_left, upper_right = picture[18, 18], picture[18, 45]
    lower_left = picture[45, 18]
    assert upper_left[0] > 0.7 and upper_left[1] < 0.3
    assert upper_right[1] > 0.7 and upper_right[0] < 0.3
    assert 0.2 < lower_left[0] < upper_left[0] - 0.2


def test_corner_colours_replace_the_material() -> None:
    mesh = box((-1, -1, -1), (1, 1, 1), (1, 1, 1))
    colors = np.broadcast_to(np.float32([0, 0, 1]), (12, 3, 3)).copy()
    blue = Mesh(mesh.vertices, mesh.faces, colors=colors)
    middle = drawn(blue, Rig(views=1, size=32)).views[0].rgb[16, 16]
    assert middle[2] > 0.4 and middle[:2].max() < 0.1


def test_smooth_normals_shade_smoothly() -> None:
    ball = lathe([(np.sin(a), -np.cos(a)) for a in np.linspace(0, np.pi, 9)], (1, 1, 1))
    smooth = Mesh(ball.vertices, ball.faces, normals=ball.vertices[ball.faces].astype(np.float32))
    rig = Rig(views=1, size=64)
    levels = [
        len(np.unique(drawn(mesh, rig).views[0].rgb[32, 6:58, 0].round(3)))
        for mesh in (ball, smooth)
    ]
    assert levels[1] > 1.5 * levels[0]


def test_light_facing_the_camera_is_brightest() -> None:
    normals = np.float32([[0, 0, -1], [1, 0, 0], [0, 0, 1]])
    lit = shade(normals, np.ones((3, 3), np.float32))
    assert lit[0].mean() > lit[1].mean() > 0 and lit[0].mean() > lit[2].mean()
    assert np.allclose(shade(normals, np.zeros((3, 3), np.float32)), 0)
    assert (srgb_from_linear(lit) <= 1).all()


def test_a_picture_is_the_same_whichever_order_the_faces_have() -> None:
    mesh = SAMPLES["cup"]()
    order = np.random.default_rng(0).permutation(len(mesh.faces))
    shuffled = Mesh(
        mesh.vertices,
        mesh.faces[order],
        material_ids=None if mesh.material_ids is None else mesh.material_ids[order],
        materials=mesh.materials,
    )
    camera = cameras_around(mesh.vertices, Rig(views=1))[0]
    first, second = (Painter(Caster(one)).draw(camera) for one in (mesh, shuffled))
    assert np.abs(first.astype(int) - second).mean() < 0.25


def test_lights_that_turn_about_the_line_of_sight_turn_the_shading() -> None:
    profile = [(np.sin(a), 1 - np.cos(a)) for a in np.linspace(0, np.pi, 49)]
    ball = lathe(profile, segments=96)
    painter = Painter(Caster(ball))
    (camera,) = cameras_around(ball.vertices, Rig(views=1, elevation_deg=0.0, size=64))
    quarter = np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]])  # camera axes: +Z along the sight
    plain, turned, same = (painter.draw(camera, light) for light in (None, quarter, np.eye(3)))
    assert (same == plain).all() and (turned[..., 3] == plain[..., 3]).all()
    expected = np.rot90(plain, -1)  # clockwise in the picture, as from x right to y down
    off = np.abs(turned.astype(int) - expected)[12:-12, 12:-12]
    assert off.mean() < 1 < np.abs(turned.astype(int) - plain)[12:-12, 12:-12].mean()


def test_meshes_with_nothing_to_see_are_refused() -> None:
    nothing = Mesh(np.zeros((3, 3)), np.zeros((0, 3), np.int32))
    point = Mesh(np.zeros((3, 3)), np.array([[0, 1, 2]], np.int32))
    for mesh in (nothing, point):
        with pytest.raises(InputError):
            drawn(mesh, Rig())
