"""In a Blender with nothing but its own packages: the lite zip, and its runtime from a folder.

Installed, killed in the middle, resumed, used, verified, damaged, repaired, removed, by operators.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from watching import Watch

import build
from engine.runtime.lock import this_platform, this_python, wheels_for
from wheels.bundle import get
from wheels.environments import DOWNLOADS, bare_env, env_python

BLENDER = os.environ["RELOOP3D_BLENDER"]
PROGRAM = Path(__file__).with_name("bare.py")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheels() -> Path:
    """A folder that holds every wheel of this machine, downloaded once."""
    for wheel in wheels_for(this_platform(), this_python()):
        get(wheel)
    return DOWNLOADS


@pytest.fixture(scope="module")
def lite(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("zip")
    options = {"bundle": "lite", "platform": this_platform()}
    return build.build_zip(folder, env=Path(sys.prefix), **options)


@pytest.fixture(scope="module")
def profile(tmp_path_factory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("bare") / "profile"
    place.mkdir()
    yield place
    shutil.rmtree(place)


def start(archive: Path, profile: Path, *steps: str) -> subprocess.Popen:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    clean |= Watch(profile.parent).variables
    return subprocess.Popen(
        [env_python(bare_env(BLENDER)), PROGRAM, archive, profile, *steps],
        env=clean | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def visit(archive: Path, profile: Path, *steps: str) -> list:
    """What each step says."""
    process = start(archive, profile, *steps)
    said = process.communicate(timeout=500)[0]
    assert process.returncode == 0, said
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert [next(iter(line)) for line in lines] == [step.partition("=")[0] for step in steps]
    return [next(iter(line.values())) for line in lines]


def listing(folder: Path) -> set[str]:
    """All files; not what Python compiles as it goes, and not the run log."""
    paths = (p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".pyc", ".jsonl"))
    return {path.relative_to(folder).as_posix() for path in paths}


def site(profile: Path) -> Path:
    """Where the runtime's packages lie."""
    user = (
        profile / "extensions" / ".user" / build.PACKAGE.removeprefix("bl_ext.").replace(".", "/")
    )
    return user / "runtime" / f"python{this_python()}" / "site"


def test_the_lite_zip_says_what_is_missing_and_what_to_do(lite, profile) -> None:
    said = visit(
        lite,
        profile,
        "missing=capture",
        "missing=classify",
        "online",
        "reason=install_runtime",
        "reason=remove_runtime",
        "command=runtime status",
    )
    assert said[0] == [] and said[1] == ["torch"]
    assert said[2] is False and "Allow online access" in said[3]
    assert said[4] == "There is no runtime yet" and said[5] == 1


def test_killed_in_the_middle_it_is_not_used_and_the_installer_ends_too(
    lite, profile, wheels
) -> None:
    process = start(lite, profile, f"wheels={wheels}", "press=install_runtime")
    end = time.monotonic() + 120
    while not (site(profile) / "torch").exists():
        assert time.monotonic() < end and process.poll() is None
        time.sleep(0.02)
    assert installers(profile), "it is at work"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    while installers(profile):
        assert time.monotonic() < end, "the installer outlived Blender"
        time.sleep(0.1)
    process.stdout.close()
    assert visit(lite, profile, "missing=classify") == [["torch"]]


def installers(profile: Path) -> str:
    """The processes that work on a runtime in this profile."""
    command = ["pgrep", "-f", f"runtime install .*{profile}"]
    return subprocess.run(command, capture_output=True, text=True).stdout


def test_it_is_resumed_and_classify_works_at_once_and_after_an_update(
    lite, profile, wheels
) -> None:
    marks = {path: path.stat().st_mtime_ns for path in site(profile).glob("*/direct_url.json")}
    assert marks, "something had been installed"
    note, label, where, hidden, verified, reason = visit(
        lite,
        profile,
        f"wheels={wheels}",
        "press=install_runtime",
        "classify",
        "torch",
        "hidden",
        "press=verify_runtime",
        "reason=install_runtime",
    )[1:]
    assert "packages installed" in note and "broken" not in note
    assert label == "chair" and str(site(profile)) in where
    assert hidden == [], "of Blender's own packages"
    assert verified == "All is well" and reason == "Everything is there"
    assert all(path.stat().st_mtime_ns == time for path, time in marks.items()), "resumed"
    assert visit(lite, profile, "classify", "command=runtime verify") == ["chair", 0]


def test_a_flipped_byte_is_found_a_flipped_wheel_refused_and_a_good_one_repairs(
    lite, profile, wheels, tmp_path
) -> None:
    flip(site(profile) / "timm" / "version.py")
    bad = tmp_path / "bad"
    bad.mkdir()
    (name,) = [w.file for w in wheels_for(this_platform(), this_python()) if w.name == "timm"]
    shutil.copy(wheels / name, bad)
    flip(bad / name)
    said = visit(
        lite,
        profile,
        "press=verify_runtime",
        f"wheels={bad}",
        "press=install_runtime",
        f"wheels={wheels}",
        "press=install_runtime",
        "classify",
    )
    verified, refused, repaired, label = said[0], said[2], said[4], said[5]
    assert "timm/version.py" in verified and "press Repair" in verified
    assert "damaged or was changed" in refused
    assert "1 packages installed" in repaired and label == "chair"


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_removed_the_disk_is_as_before(lite, profile) -> None:
    runtime = site(profile).parents[1]
    rest = {name for name in listing(profile) if "/runtime/python" not in name}
    removed, missing = visit(lite, profile, "press=remove_runtime", "missing=classify")
    assert removed == "Removed" and missing == ["torch"]
    assert not runtime.exists() and listing(profile) == rest


def test_in_all_of_that_nobody_tried_to_go_online(profile) -> None:
    assert listing(profile), "the tests before this one were there"
    assert Watch(profile.parent).attempts == ""
