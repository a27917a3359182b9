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
