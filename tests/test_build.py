"""What ships: the manifest, the locks, the zip, and Blender's own opinion of them."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import build
import engine
from wheels.environments import BLENDERS, WHEELS, base_name, env_python

MANIFEST = tomllib.loads((build.ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def env() -> Path:
    """A Blender environment, for Blender's own extension tool."""
    return build.blender_env(build.choose_blender())


@pytest.fixture(scope="module")
def archive(env: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.build_zip(tmp_path_factory.mktemp("zip"), env=env)


def snapshot(folder: Path) -> dict[Path, tuple[int, int]]:
    """Size and time of every source file."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}


def test_the_zip_has_the_extension_at_its_root_and_nothing_else(archive):
    names = zipfile.ZipFile(archive).namelist()
    assert {"__init__.py", "blender_manifest.toml", "LICENSE"} <= set(names)
    assert {"engine/__init__.py", "reloop3d_addon/__init__.py"} <= set(names)
    tops = {name.split("/")[0] for name in names}
    shipped = {file.split("/")[0] for file in build.SHIPPED_FILES}
    assert tops == {"__init__.py", *shipped, *build.SHIPPED_FOLDERS}


def test_the_zip_brings_no_wheel_that_would_shadow_blenders_own(archive):
    names = zipfile.ZipFile(archive).namelist()
    assert not [name for name in names if name.endswith((".whl", ".pyc"))]
    assert archive.name == f"reloop3d-{MANIFEST['version']}.zip"


def test_staging_leaves_the_source_tree_as_it_was(tmp_path):
    sources = [build.ROOT / name for name in build.SHIPPED_FOLDERS]
    before = [snapshot(folder) for folder in sources]
    staged = build.stage(tmp_path / "staged")
    assert [snapshot(folder) for folder in sources] == before
    assert not (build.ROOT / "__init__.py").exists()
    root_module = (staged / "__init__.py").read_text(encoding="utf-8")
    assert "from .reloop3d_addon import register, unregister" in root_module


def test_a_linked_tree_is_what_blender_runs(env, tmp_path):
    command = ["link", "--profile", str(tmp_path)]
    assert build.main(command) == 0 and build.main(command) == 0
    code = (
        "import bpy, addon_utils\n"
        f"bpy.ops.preferences.addon_enable(module={build.PACKAGE!r})\n"
        f"import {build.PACKAGE}.engine as ours\n"
        "print(ours.__version__, ours.__file__)"
    )
    told = os.environ | {"BLENDER_USER_RESOURCES": str(tmp_path)}
    python = env_python(env)
    done = subprocess.run([python, "-c", code], env=told, capture_output=True, text=True)
    version, file = done.stdout.splitlines()[-1].split(" ", 1)
    assert version == MANIFEST["version"], done.stdout + done.stderr
    assert Path(file).resolve() == build.ROOT / "engine" / "__init__.py"


def test_an_installed_extension_is_not_linked_over(tmp_path, capsys):
    installed = tmp_path / "extensions" / "user_default" / build.EXTENSION_ID / "engine"
    installed.mkdir(parents=True)
    assert build.main(["link", "--profile", str(tmp_path)]) == 1
    assert "uninstall it" in capsys.readouterr().err and not installed.is_symlink()


def test_the_manifest_says_what_the_extension_is_and_may():
    assert MANIFEST["id"] == build.EXTENSION_ID
    assert MANIFEST["license"] == ["SPDX:GPL-3.0-or-later"]
    assert MANIFEST["blender_version_min"] == f"{min(BLENDERS)}.0"
    assert set(MANIFEST["permissions"]) == {"files", "network"}
    assert set(MANIFEST["platforms"]) == {"windows-x64", "linux-x64", "macos-arm64"}


def test_the_engine_has_the_version_of_the_manifest():
    assert engine.__version__ == MANIFEST["version"] == build.version()


def locks() -> list[str]:
    bases = {base_name(python) for python in BLENDERS.values()}
    return sorted(bases) + [f"bpy-{blender}" for blender in BLENDERS]


def requirements(name: str) -> list[str]:
    """The lock's requirements, each with its hashes on one line."""
    text = (WHEELS / f"{name}.txt").read_text(encoding="utf-8")
    lines = re.sub(r" \\\n\s*", " ", text).splitlines()
    return [line for line in lines if not line.startswith("#")]


def packages(name: str) -> set[str]:
    return {line.split("==")[0] for line in requirements(name)}


@pytest.mark.parametrize("name", locks())
def test_every_locked_package_has_one_version_and_a_hash(name):
    for line in requirements(name):
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; [^#]+?)?( --hash=sha256:[0-9a-f]{64})+", line)


@pytest.mark.parametrize("blender, python", BLENDERS.items())
def test_a_blender_lock_holds_its_bpy_and_repeats_nothing_of_its_base(blender, python):
    name = f"bpy-{blender}"
    assert [line for line in requirements(name) if line.startswith(f"bpy=={blender}.")]
    assert not packages(name) & packages(base_name(python))


def test_blender_refuses_a_manifest_that_breaks_its_rules(env, tmp_path):
    staged = build.stage(tmp_path / "staged")
    manifest = staged / "blender_manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    build.blender_ext(env, "validate", staged)
    manifest.write_text(text.replace('"reloop3d"', '"not an identifier"'), encoding="utf-8")
    with pytest.raises(build.BuildError, match='key "id" invalid'):
        build.blender_ext(env, "validate", staged)


@pytest.mark.parametrize(
    "arguments, engine_run, addon_run",
    [
        ([], ["tests"], ["tests/addon"]),
        (["-k", "engine"], ["tests", "-k", "engine"], ["tests/addon", "-k", "engine"]),
        (["tests/test_build.py", "-x"], ["tests/test_build.py", "-x"], []),
        (["tests/addon"], [], ["tests/addon"]),
        (["tests"], ["tests"], ["tests/addon"]),
    ],
)
def test_named_tests_run_in_the_right_environment(arguments, engine_run, addon_run):
    in_engine, in_addon = build.split_tests(arguments)
    assert [part for part in in_engine if not part.startswith("--ignore")] == engine_run
    assert in_addon == addon_run


def test_window_tests_say_so_when_no_window_can_be_had(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-o", "python_files=*.py", "tests/window/check.py"]
    environment = {**os.environ, "BLENDER_GUI_ROOT": str(tmp_path)}
    done = subprocess.run(command, cwd=build.ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 2 and "no window can be had" in done.stdout + done.stderr
