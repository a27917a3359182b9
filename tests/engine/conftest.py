"""Hand-made view sets for tests of formats, runtimes for the installer's, pools for the loop's."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from commanded import place, run, scored  # noqa: F401  fixtures
from looped import pool, seen  # noqa: F401  fixtures
from wheelhouse import make_wheel

from engine.datatypes import Camera, Instance, View, ViewSet
from engine.rigs import Rig, cameras_around
from engine.runtime import folder
from engine.runtime.folder import Runtime

INSTANCES = (
    Instance("Chair.001", "chair"),
    Instance("Table", "table"),
    Instance("Stuhl “rot”", "chair"),
    Instance("a thing that nobody named"),
    Instance("hidden everywhere", "Zebra: \\ 'quoted', \"twice\""),
)
HIDDEN = 4


def blobs(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Instance ids (H, W): an ellipse for each instance but the hidden, and loose pixels."""
    rows, columns = np.mgrid[:height, :width]
    ids = np.full((height, width), -1, np.int32)
    for index in range(HIDDEN):
        middle, radii = rng.uniform(0, 1, 2) * (width, height), rng.uniform(2, 9, 2)
        inside = np.hypot(*((np.stack([columns, rows], -1) - middle) / radii).transpose(2, 0, 1))
        ids[inside < 1] = index
    loose = rng.random((height, width)) < 0.02
    return np.where(loose, rng.integers(-1, HIDDEN, (height, width)), ids).astype(np.int32)


def random_view(rng: np.random.Generator, camera: Camera) -> View:
    """Every channel filled; face ids beyond what float32 counts, up to the largest int32."""
    size = camera.intrinsics.height, camera.intrinsics.width
    return View(
        rgba=rng.choice([0, 1, 127, 254, 255, *range(256)], (*size, 4)).astype(np.uint8),
        camera=camera,
        background=tuple(rng.random(3).tolist()),
        depth=rng.normal(size=size).astype(np.float32) ** 2,
        normals=rng.normal(size=(*size, 3)).astype(np.float32),
        face_ids=rng.choice([-1, 0, 1, 2**24 + 1, 2**31 - 1], size).astype(np.int32),
        instance_ids=blobs(rng, *size),
        positions=rng.normal(size=(*size, 3), scale=1e5).astype(np.float32),
        uv=rng.random((*size, 2)).astype(np.float32),
    )


@pytest.fixture
def make_views() -> Callable[..., ViewSet]:
    """A function of the seed and what else a Rig takes: a view set of `INSTANCES`."""

    def make(seed: int = 0, **rig) -> ViewSet:
        rng = np.random.default_rng(seed)
        settings = {"views": 3, "size": 45, "aspect": 45 / 31, **rig}
        cameras = cameras_around(rng.normal(size=(50, 3)), Rig(**settings))
        return ViewSet(tuple(random_view(rng, camera) for camera in cameras), INSTANCES)

    return make


def assert_same_cameras(views: ViewSet, others: ViewSet) -> None:
    for view, other in zip(views.views, others.views, strict=True):
        assert view.camera.intrinsics == other.camera.intrinsics
        assert view.name == other.name
        assert (view.camera.world_from_camera == other.camera.world_from_camera).all()


@pytest.fixture
def same_cameras() -> Callable[[ViewSet, ViewSet], None]:
    """Asserts that two view sets have the same cameras, bit for bit."""
    return assert_same_cameras


# --- a runtime and a folder of tiny wheels -----------------------------------------------------


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder of wheels."""
    return tmp_path / "wheels"


@pytest.fixture
def listed(monkeypatch, house) -> list:
    """The list, as this machine sees it; two wheels at first."""
    wheels = [make_wheel(house, "first"), make_wheel(house, "second")]
    monkeypatch.setattr(folder, "wheels_for", lambda *_: list(wheels))
    monkeypatch.setattr(folder, "this_platform", lambda: "linux-x64")
    return wheels


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch) -> Runtime:
    """A runtime that is not there yet; the path is as before afterwards."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in folder._COUPLED:  # the tests' own torch is no rival
        monkeypatch.delitem(sys.modules, name, raising=False)
    return Runtime(tmp_path / "user")
