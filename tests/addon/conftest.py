"""Installs the real zip into Blender's module once, and gives every test an empty scene."""

import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from working import Bench

import build

# Blender looks for its profile when bpy is loaded, and test files import bpy at their top:
# no fixture would be early enough.
PROFILE = Path(tempfile.mkdtemp(prefix="reloop3d-profile-"))
os.environ["BLENDER_USER_RESOURCES"] = str(PROFILE)


@pytest.fixture(scope="session")
def package_name(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The installed extension's package; without bpy this is an error, never a skip."""
    archive = build.build_zip(tmp_path_factory.mktemp("zip"), env=Path(sys.prefix))
    return build.install_into_bpy(archive, PROFILE)


@pytest.fixture
def addon(package_name: str) -> Callable[[str], ModuleType]:
    """Import a module of the installed extension: addon("engine.datatypes")."""
    return lambda name: importlib.import_module(f"{package_name}.{name}")


@pytest.fixture
def bench(addon) -> Iterator[Bench]:
    """The add-on's jobs, to be ticked by hand."""
    bench = Bench(addon)
    yield bench
    bench.lanes.cancel_all(join=True)


@pytest.fixture(autouse=True)
def empty_scene(package_name: str) -> None:
    """Every test starts in an empty file, with an empty cache; the extension stays enabled."""
    import bpy

    bpy.ops.wm.read_homefile(use_empty=True)
    importlib.import_module(f"{package_name}.reloop3d_addon.capture").cache().clear()


@pytest.fixture
def pool(addon, tmp_path: Path) -> Iterator[ModuleType]:
    """The open project: one of the test's own, closed afterwards; it learns when it is told to."""
    import bpy

    module = addon("reloop3d_addon.pool.opened")
    entry = addon("reloop3d_addon.preferences").chosen(bpy.context)
    entry.project = str(tmp_path / "project")
    entry.retrain_after = 0
    yield module
    addon("reloop3d_addon.labelling.session").forget()
    addon("reloop3d_addon.operators.label").forget()
    module.forget()
    entry.project, entry.retrain_after = "", 10


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one test's models were seen as, for the next one's, which are the same."""
    return tmp_path_factory.mktemp("seen")


@pytest.fixture
def truth(pool, shared_data: Path, tmp_path: Path, looked_at: Path) -> dict[str, str]:
    """A scanned pool of 24 models; their classes by path."""
    import bpy
    from pools import copied

    kinds = {"chair": 6, "table": 6, "car": 6, "tree": 6}
    truth = copied(shared_data, tmp_path / "assets", kinds)
    cache = tmp_path / "project" / "cache"
    shutil.copytree(looked_at, cache)
    assert bpy.ops.reloop3d.add_folder(directory=str(tmp_path / "assets")) == {"FINISHED"}
    shutil.copytree(cache, looked_at, dirs_exist_ok=True)
    return truth


_status = 0


def pytest_sessionfinish(exitstatus: int) -> None:
    """Keep what pytest will answer."""
    global _status
    _status = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """End without Blender's tear-down: bpy 4.5 sometimes waits there for ever (its GPU worker)."""
    shutil.rmtree(PROFILE, ignore_errors=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(_status)
