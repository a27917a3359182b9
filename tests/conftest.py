"""Fixtures for every test: where the real data lies."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first, so that no process ends with one while the others wait."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real models, photos and scans by others; RELOOP3D_REQUIRE_DATA=1 makes their absence fail."""
    folder = Path(os.environ.get("RELOOP3D_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        absent = pytest.fail if os.environ.get("RELOOP3D_REQUIRE_DATA") == "1" else pytest.skip
        absent("needs ../shared/data")
    return folder
