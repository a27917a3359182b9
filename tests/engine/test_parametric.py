"""Assets made by formula: sound meshes, the same for the same number; closed building blocks."""

from collections.abc import Callable

import numpy as np
import pytest
import trimesh

from engine.datatypes import Mesh
from engine.parametric import shapes
from engine.parametric.catalog import MAKERS, make

each_class = pytest.mark.parametrize("label", sorted(MAKERS))
NUMBERS = range(10)


def corners(mesh: Mesh) -> np.ndarray:
    """The places (F, 3, 3) of all faces' corners."""
    return mesh.vertices[mesh.faces]


def areas(mesh: Mesh) -> np.ndarray:
    first, second, third = corners(mesh).transpose(1, 0, 2)
    return np.linalg.norm(np.cross(second - first, third - first), axis=1) / 2


def closed(mesh: Mesh) -> trimesh.Trimesh:
    """The mesh as a solid: its corners at one place made one, where it is not closed already."""
    solid = trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)
    if not solid.is_watertight:
        places, index = np.unique(mesh.vertices.round(9), axis=0, return_inverse=True)
        faces = index.reshape(-1)[mesh.faces]
        distinct = [len(set(face)) == 3 for face in faces.tolist()]
        solid = trimesh.Trimesh(places, faces[distinct], process=False)
    return solid


# --- the catalogue ------------------------------------------------------------------------------


def test_there_are_forty_classes() -> None:
    assert len(MAKERS) == 40 and {"chair", "sword", "tree"} <= set(MAKERS)


@each_class
def test_every_asset_is_a_finite_mesh_with_an_extent_along_every_axis(label: str) -> None:
    for number in NUMBERS:
        mesh = make(label, number)
        assert np.isfinite(mesh.vertices).all() and len(mesh.faces) >= 10
        assert mesh.faces.min() >= 0 and mesh.faces.max() < len(mesh.vertices)
        extents = np.ptp(corners(mesh).reshape(-1, 3), axis=0)
        assert extents.min() > 0.005 * extents.max() and extents.max() < 1000
        assert (areas(mesh) > 1e-12).mean() > 0.5  # bevels have slivers at their corners


@each_class
def test_the_same_number_gives_the_same_asset_and_another_another(label: str) -> None:
    seen = set()
    for number in NUMBERS:
        mesh, again = make(label, number), make(label, number)
        assert (mesh.vertices == again.vertices).all() and (mesh.faces == again.faces).all()
        seen.add(mesh.vertices.tobytes())
    assert len(seen) == len(NUMBERS)


def test_an_unknown_class_is_an_error() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        make("unicorn", 0)


# --- building blocks ----------------------------------------------------------------------------


RING = [(np.cos(a), np.sin(a)) for a in np.arange(6) * np.pi / 3]
STAR = [((1.0, 0.4)[i % 2] * np.cos(a), (1.0, 0.4)[i % 2] * np.sin(a)) for i, a in enumerate(
    np.arange(10) * np.pi / 5
)]  # fmt: skip
BENT = [[(x, y, 0.2 * x * y) for y in np.linspace(0, 2, 5)] for x in np.linspace(0, 1, 4)]
HEXAGON = 6 * np.sqrt(3) / 4  # its area at radius 1
# What is made, and its volume where a formula tells it.
BLOCKS: dict[str, tuple[Callable[[], Mesh], float | None]] = {
    "box": (lambda: shapes.box((0, 1, 2), (1, 3, 5)), 6),
    "block": (lambda: shapes.block((1, 2, 3), (5, 5, 5)), 6),
    "tapered block": (lambda: shapes.block((1, 2, 3), top=0.5), 6 * (1 + 0.5 + 0.25) / 3),
    "wedge": (lambda: shapes.block((1, 2, 3), top=(1.0, 0.5)), 6 * 0.75),
    "rounded": (lambda: shapes.rounded((1, 2, 3), radius=0.2), None),
    "rounded beyond its size": (lambda: shapes.rounded((1, 2, 3), radius=9.0, steps=4), None),
    "lathe": (lambda: shapes.lathe([(0, 0), (1, 0), (1, 2), (0, 2)], segments=6), 2 * HEXAGON),
    "cylinder": (lambda: shapes.cylinder(1, 2, (1, 1, 1), segments=6), 2 * HEXAGON),
    "cone": (lambda: shapes.cylinder(1, 2, top=0, segments=6), 2 * HEXAGON / 3),
    "funnel": (lambda: shapes.cylinder(1, 2, top=2, segments=6), 2 * HEXAGON * 7 / 3),
    "ball": (lambda: shapes.ball(1, segments=96, rings=64), 4 / 3 * np.pi),
    "ellipsoid": (lambda: shapes.ball((1, 2, 3), segments=96, rings=64), 8 * np.pi),
    "torus": (lambda: shapes.torus(2, 0.5, segments=96, sides=48), 2 * np.pi**2 * 2 * 0.25),
    "loft": (lambda: shapes.loft([[(x, y, z) for x, y in RING] for z in (0, 1, 3)]), 3 * HEXAGON),
    "tube": (lambda: shapes.tube([(0, 0, 0), (0, 0, 2)], 1, segments=6), 2 * HEXAGON),
    "bent tube": (lambda: shapes.tube([(0, 0, 0), (1, 0, 1), (3, 1, 1)], [0.1, 0.2, 0.1]), None),
    "prism": (lambda: shapes.prism(RING, 2), 2 * HEXAGON),
    "prism the other way round": (lambda: shapes.prism(RING[::-1], 2), 2 * HEXAGON),
    "star": (lambda: shapes.prism(STAR, 0.5), 0.5 * 5 * 0.4 * np.sin(np.pi / 5)),
    "blob": (lambda: shapes.blob(np.random.default_rng(0), 1.0), None),
    "sheet": (lambda: shapes.sheet(BENT, 0.1), None),
    "flat sheet": (lambda: shapes.sheet(np.array(BENT) * (1, 1, 0), 0.1), 0.2),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_building_blocks_are_closed_and_face_outwards(name: str) -> None:
    block, volume = BLOCKS[name]
    solid = closed(block())
    assert solid.is_watertight and solid.is_winding_consistent
    assert solid.volume > 0
    if volume is not None:
        assert solid.volume == pytest.approx(volume, rel=0.01)


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_mirror_image_is_closed_and_faces_outwards_too(name: str) -> None:
    mesh = BLOCKS[name][0]()
    for axis in "xyz":
        kept, image = (closed(part) for part in shapes.mirrored(mesh, axis))
        assert image.is_watertight and image.volume == pytest.approx(kept.volume)
        by = np.where(np.array(list("xyz")) == axis, -1, 1)
        assert np.allclose(np.sort(image.bounds * by, axis=0), kept.bounds)


def test_bevels_take_little_off_a_block_and_keep_its_size() -> None:
    mesh = closed(shapes.rounded((1, 2, 3), (5, 0, 0), radius=0.1))
    assert np.allclose(mesh.bounds, [[4.5, -1, 0], [5.5, 1, 3]])
    assert 5.5 < mesh.volume < 6


def test_a_blob_is_the_same_for_the_same_generator_and_rougher_if_told() -> None:
    first, again, other = (
        shapes.blob(np.random.default_rng(seed), 1.0).vertices for seed in (0, 0, 1)
    )
    assert (first == again).all() and not np.allclose(first, other)
    spreads = [
        np.linalg.norm(shapes.blob(np.random.default_rng(0), 1.0, roughness=r).vertices, axis=1)
        for r in (0.0, 0.1, 0.3)
    ]
    assert np.allclose(spreads[0], 1) and spreads[0].std() < spreads[1].std() < spreads[2].std()


@pytest.mark.parametrize("axis, expected", [("x", "z"), ("y", "-x"), ("z", "y")])
def test_turns_are_counter_clockwise_about_their_axis(axis: str, expected: str) -> None:
    # About X, Y goes to Z; about Y and Z, where X and X go: -Z and Y.
    start = {"x": (0, 1, 0), "y": (0, 0, -1), "z": (1, 0, 0)}[axis]
    mesh = shapes.turned(
        Mesh(np.array([start, start, start], float), np.array([[0, 1, 2]])), axis, 90
    )
    wanted = np.zeros(3)
    wanted["xyz".index(expected[-1])] = -1 if expected.startswith("-") else 1
    assert np.allclose(mesh.vertices, wanted)


def test_copies_around_stand_evenly() -> None:
    parts = shapes.around(shapes.block((0.1, 0.1, 1), (2, 0, 0)), 5, start=10)
    middles = np.array([part.vertices.mean(axis=0) for part in parts])
    angles = np.degrees(np.arctan2(middles[:, 1], middles[:, 0])) % 360
    assert np.allclose(angles, 10 + 72 * np.arange(5))
    assert np.allclose(np.linalg.norm(middles[:, :2], axis=1), 2)


def test_parts_and_lists_of_parts_become_one_mesh() -> None:
    part = shapes.box((0, 0, 0), (1, 1, 1))
    whole = shapes.assembled(part, shapes.around(shapes.moved(part, (3, 0, 0)), 2))
    assert len(whole.faces) == 3 * len(part.faces)
    assert closed(whole).volume == pytest.approx(3)
    assert closed(shapes.scaled(part, (1, 2, 3))).volume == pytest.approx(6)


def test_draws_have_their_share_and_stay_between_their_bounds() -> None:
    random = np.random.default_rng(0)
    assert np.mean([shapes.chance(random, 0.3) for _ in range(5000)]) == pytest.approx(
        0.3, abs=0.03
    )
    for low, high in ((2, 5), (5, 2)):
        drawn = [shapes.between(random, low, high) for _ in range(2000)]
        assert 2 <= min(drawn) < 2.05 and 4.95 < max(drawn) <= 5
