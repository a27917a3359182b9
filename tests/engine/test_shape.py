"""Shape pictures show slope and nearness; a mesh is stood upright by who can tell."""

from types import SimpleNamespace

import numpy as np
import pytest

from engine.classify import shape, upright
from engine.datatypes import Mesh
from engine.jobs import drain
from engine.meshes import random_rotation, transformed
from engine.models.head import Head
from engine.models.spec import ModelSpec
from engine.render.channels import Subject
from engine.rigs import Rig, cameras_around
from engine.samples import SAMPLES, box

SIZE = 40
CUBE = box((0, 0, 0), (1, 1, 1))
BOX = box((-1, -0.5, -0.15), (1, 0.5, 0.15))


def drawn(mesh: Mesh, **rig) -> np.ndarray:
    """Shape pictures (N, SIZE, SIZE, 3) of a mesh, by a rig."""
    subject = Subject(mesh)
    rig = Rig(**{"views": 1, "elevation_deg": 0.0, **rig, "size": SIZE * shape.SAMPLES})
    return shape.draw_all(subject.caster, cameras_around(subject.mesh.vertices, rig), SIZE)


def linear(matrix: np.ndarray) -> np.ndarray:
    """A rotation or mirror (3, 3) as a matrix (4, 4)."""
    whole = np.eye(4)
    whole[:3, :3] = matrix
    return whole


def inner(pictures: np.ndarray) -> np.ndarray:
    """Where a pixel and its neighbours are covered, (N, S, S); a picture's border never is."""
    covered = pictures[..., 2] > 0
    steps = [(down, across) for down in (-1, 0, 1) for across in (-1, 0, 1)]
    return np.all([np.roll(covered, step, (1, 2)) for step in steps], axis=0)


# --- pictures -----------------------------------------------------------------------------------


def test_a_cubes_face_seen_head_on_is_flat_and_as_near_as_it_is() -> None:
    (picture,) = drawn(CUBE)
    covered = picture[..., 2] > 0
    middle = picture[10:30, 10:30]
    assert covered[10:30, 10:30].all()
    assert np.abs(middle[..., :2].astype(int) - 128).max() <= 1
    # A unit diagonal puts the face half a side, 1 / (2 √3), before the middle.
    assert np.abs(middle[..., 2] / 255 - (0.5 + 0.5 / np.sqrt(3))).max() < 1 / 255


def test_where_nothing_is_met_there_is_no_slope_and_nothing_near() -> None:
    pictures = drawn(SAMPLES["chair"](), views=4, elevation_deg=20)
    assert pictures.dtype == np.uint8 and pictures.shape == (4, SIZE, SIZE, 3)
    empty = pictures[..., 2] == 0
    assert 0.2 < empty.mean() < 0.9 and (pictures[empty] == (128, 128, 0)).all()
    assert empty[:, 0].all() and empty[:, :, 0].all()  # the margin


def test_faces_turned_to_either_side_and_up_differ() -> None:
    (edge,) = drawn(CUBE, azimuth_deg=45.0, elevation_deg=30.0)
    # The top faces up, which the second channel counts downwards; the walls to either side.
    assert edge[12, 20, 1] < 64 and abs(int(edge[12, 20, 0]) - 128) <= 1
    left, right = edge[24, 14], edge[24, SIZE - 1 - 14]
    assert left[0] < 64 and right[0] > 191
    assert abs(int(left[0]) + int(right[0]) - 256) <= 1
    assert np.abs(left[1:].astype(int) - right[1:]).max() <= 2


@pytest.mark.parametrize("name", ["chair", "bookshelf", "sword"])
def test_a_mirrored_asset_looks_mirrored_its_slopes_too(name: str) -> None:
    # The camera looks along X. The asset is turned, so that it is not its own mirror image.
    turn = np.array([[0.8, -0.6, 0], [0.6, 0.8, 0], [0, 0, 1]])
    mesh = transformed(SAMPLES[name](), linear(turn))
    (picture,) = drawn(mesh, elevation_deg=20.0).astype(int)
    mirrored = transformed(mesh, linear(np.diag([1.0, -1, 1])))
    (image,) = drawn(mirrored, elevation_deg=20.0).astype(int)
    expected = picture[:, ::-1].copy()
    expected[..., 0] = 256 - expected[..., 0]
    assert np.abs(image - expected).max() <= 1
    assert np.abs(image - picture).max() > 50


@pytest.mark.parametrize("name", ["chair", "bookshelf", "sword"])
def test_a_picture_says_nothing_of_place_and_size(name: str) -> None:
    mesh = SAMPLES[name]()
    matrix = np.diag([50.0, 50.0, 50.0, 1.0])
    matrix[:3, 3] = 1000, -2000, 500
    first, second = drawn(mesh, views=3), drawn(transformed(mesh, matrix), views=3)
    assert np.quantile(np.abs(first.astype(int) - second), 0.999) <= 1


def test_networks_read_pictures_from_zero_to_one() -> None:
    found = shape.as_floats(np.array([0, 51, 255], np.uint8))
    assert found.dtype == np.float32 and np.allclose(found, [0, 0.2, 1])


# --- which way is up ----------------------------------------------------------------------------


def directions(count: int = 50) -> np.ndarray:
    found = np.random.default_rng(0).normal(size=(count, 3))
    return found / np.linalg.norm(found, axis=1, keepdims=True)


AXES = [tuple(sign * row) for row in np.eye(3) for sign in (1, -1)]
NEARLY = np.array([1e-6, 0, -np.sqrt(1 - 1e-12)])


@pytest.mark.parametrize("up", [*AXES, NEARLY, *directions(20)])
def test_a_turn_takes_z_to_the_given_direction(up) -> None:
    turn = upright.turn_to(np.array(up))
    assert np.allclose(turn @ (0, 0, 1), up, atol=1e-5)
    assert np.allclose(turn.T @ turn, np.eye(3), atol=1e-5)
    assert np.isclose(np.linalg.det(turn), 1)
    # The least one: its angle is the one between +Z and the direction.
    assert np.isclose((np.trace(turn) - 1) / 2, up[2], atol=1e-5)


@pytest.mark.parametrize("seed", range(4))
def test_a_turned_boxs_sides_are_among_the_guesses(seed: int) -> None:
    turn = random_rotation(np.random.default_rng(seed))
    found = upright.directions(Subject(transformed(BOX, linear(turn))))
    assert (found[0] == (0, 0, 1)).all()
    # Each side's normal is a guess, or within 15 degrees of an axis that came first.
    nearest = (found @ np.concatenate([turn, -turn], axis=1)).max(axis=0)
    assert (np.degrees(np.arccos(np.clip(nearest, -1, 1))) < 15).all()
    assert (nearest > 1 - 1e-6).sum() >= 4
    apart = found @ found.T - 2 * np.eye(len(found))
    assert apart.max() < np.cos(np.radians(15)) + 1e-9
    assert np.allclose(np.linalg.norm(found, axis=1), 1)


def test_the_files_own_axes_come_first_and_its_z_before_all() -> None:
    found = upright.directions(Subject(BOX))
    order = [(0, 0, 1), (0, 0, -1), (1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0)]
    assert (found[:6] == order).all()


class Judge:
    """A classifier whose embeddings are the mean picture, and whose head likes one of them."""

    def __init__(self, liked: np.ndarray | None) -> None:
        """Like the asset that looks as these pictures do (None: whatever is first)."""
        self.liked = None if liked is None else shape.as_floats(liked).mean(axis=0).reshape(-1)
        self.spec = ModelSpec("none", ("a", "b"), SIZE, pictures="shape")
        self.asked = 0
        head = Head(np.zeros((2, SIZE * SIZE * 3), np.float32), np.zeros(2, np.float32))
        self.head = SimpleNamespace(uprightness=self._uprightness, probs=head.probs)

    def embed(self, pictures: np.ndarray):
        self.asked += 1
        assert pictures.shape[1:] == (SIZE, SIZE, 3) and pictures.max() <= 1
        yield from ()
        return pictures.reshape(len(pictures), -1)

    def _uprightness(self, embeddings: np.ndarray) -> float:
        if self.liked is None:
            return 0.95
        return float(np.exp(-100 * np.abs(embeddings.mean(axis=0) - self.liked).mean()))


RIG = Rig(6, 20.0, size=SIZE * shape.SAMPLES)


@pytest.mark.parametrize("up", [*AXES[:4], AXES[5]])
@pytest.mark.parametrize("name", ["chair", "lamp"])
def test_an_asset_that_lies_is_turned_to_stand(name: str, up) -> None:
    mesh = SAMPLES[name]()
    judge = Judge(drawn(mesh, views=6, elevation_deg=20.0))
    tip = upright.turn_to(np.array(up))
    subject = Subject(transformed(mesh, linear(tip)))
    turn = drain(upright.find(subject, judge, RIG))
    assert np.allclose(turn @ (0, 0, 1), up, atol=1e-6)
    assert judge.asked == len(upright.directions(subject))
    # Standing, it looks like the one that stood from the first.
    looks = cameras_around(subject.mesh.vertices, RIG, turn=turn)
    pictures = shape.draw_all(subject.caster, looks, SIZE)
    expected = drawn(mesh, views=6, elevation_deg=20.0)
    similar = np.abs(pictures.astype(int).mean(axis=0) - expected.astype(int).mean(axis=0))
    assert similar.mean() < 2


def test_an_asset_that_stands_is_left_at_once() -> None:
    for judge in (Judge(None), Judge(drawn(SAMPLES["chair"](), views=6, elevation_deg=20.0))):
        turn = drain(upright.find(Subject(SAMPLES["chair"]()), judge, RIG))
        assert (turn == np.eye(3)).all() and judge.asked == 1


def test_progress_says_how_many_ways_there_are() -> None:
    seen = []
    mesh = transformed(BOX, linear(random_rotation(np.random.default_rng(0))))
    judge = Judge(np.zeros((1, SIZE, SIZE, 3), np.uint8))
    drain(upright.find(Subject(mesh), judge, RIG), seen.append)
    assert [progress.done for progress in seen] == list(range(seen[0].total))
