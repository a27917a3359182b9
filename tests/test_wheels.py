"""The list of wheels: closed, tagged, licensed, for every machine; and the zips made of it."""

import hashlib
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

import build
from engine.runtime.lock import Wheel, read_lock, wheels_for
from wheels.bundle import BUNDLES, guard, put_wheels, wheels_of, zip_name
from wheels.environments import BLENDERS, WHEELS, BuildError
from wheels.lock import tags_of
from wheels.release import SUMS, notes
from wheels.sets import EXCLUDED, NEVER, NUMPY, PLATFORMS, PYTHONS, SPARE, markers_of

MACHINES = [(platform, python) for platform in PLATFORMS for python in PYTHONS[platform]]
NEVER_SHIPPED = {
    "numpy", "requests", "urllib3", "certifi", "idna", "charset-normalizer", "zstandard",
    "cattrs", "attrs", "typing-extensions",
}  # fmt: skip


def by_name(platform: str, python: str) -> dict[str, Wheel]:
    return {wheel.name: wheel for wheel in wheels_for(platform, python)}


def test_every_wheel_has_its_hash_sizes_licence_and_machines() -> None:
    for wheel in read_lock():
        assert re.fullmatch("[0-9a-f]{64}", wheel.sha256), wheel.file
        assert wheel.size > 0 and wheel.unpacked >= 0 and wheel.licence, wheel.file
        assert wheel.bundle in ("lite", "full", "spare")
        assert {tuple(machine.split()) for machine in wheel.machines} <= set(MACHINES)
        assert set(wheel.blenders) <= set(BLENDERS) and wheel.blenders
        for python in wheel.pythons & set(BLENDERS.values()):
            assert {b for b, brings in BLENDERS.items() if brings == python} <= set(wheel.blenders)


@pytest.mark.parametrize("platform, python", MACHINES)
def test_every_wheel_fits_its_machine_by_its_tags(platform: str, python: str) -> None:
    tags = set(tags_of(platform, python))
    for wheel in wheels_for(platform, python):
        name, version, _, own = parse_wheel_filename(wheel.file)
        assert (name, str(version)) == (wheel.name, wheel.version)
        assert own & tags, wheel.file


@pytest.mark.parametrize("platform, python", MACHINES)
def test_every_requirement_is_in_the_list_or_blenders_own_or_named_as_not_needed(
    platform: str, python: str
) -> None:
    there, markers = by_name(platform, python), markers_of(platform, python)
    for wheel in there.values():
        for text in wheel.requires:
            needed = Requirement(text)
            name = canonicalize_name(needed.name)
            if needed.marker and not needed.marker.evaluate(markers):
                continue
            if name == "numpy":
                assert needed.specifier.contains(f"{NUMPY[python]}.4"), f"{wheel.file}: {text}"
            elif name in there:
                version = there[name].version
                assert needed.specifier.contains(version, prereleases=True), f"{wheel.file}: {text}"
            else:
                assert name in NEVER | EXCLUDED, f"{wheel.file} needs {text}"
    assert {"torch", "torchvision", "timm", "embreex", "safetensors", "pillow"} <= set(there)


@pytest.mark.parametrize("platform, python", MACHINES)
def test_torch_comes_by_platform_and_open3d_without_the_web(platform: str, python: str) -> None:
    there = by_name(platform, python)
    assert ("open3d-cpu" if platform == "linux-x64" else "open3d") in there
    assert ("nvidia-cublas" in there) == (platform == "linux-x64")
    assert not {"dash", "flask", "plotly", "werkzeug", "nbformat", "setuptools"} & set(there)
    assert there["open3d-cpu" if platform == "linux-x64" else "open3d"].bundle == "full"
    assert there["embreex"].bundle == "lite"


def test_the_versions_are_those_that_the_tests_run_with() -> None:
    for python in set(BLENDERS.values()):
        lock = (WHEELS / f"base-py{python.replace('.', '')}.txt").read_text(encoding="utf-8")
        for platform in PLATFORMS:
            for wheel in wheels_for(platform, python):
                assert f"{wheel.name}=={wheel.version} " in lock, wheel.file


@pytest.mark.parametrize("platform, python", MACHINES)
@pytest.mark.parametrize("bundle", BUNDLES)
def test_no_zip_ships_what_blender_brings(bundle: str, platform: str, python: str) -> None:
    wheels = wheels_of(bundle, platform, python)
    listed = [wheel for wheel in wheels if wheel.bundle != "spare"]
    assert not {wheel.name for wheel in listed} & NEVER_SHIPPED
    spare = {wheel.name for wheel in wheels if wheel.bundle == "spare"}
    assert spare == (set(SPARE.get(python, ())) if bundle == "full" else set())
    assert bool(wheels) == (bundle != "none")
    guard(wheels, platform, PYTHONS[platform] if bundle == "lite" else (python,))


def test_the_guards_refuse_each_kind_of_harm() -> None:
    wheels = wheels_of("full", "linux-x64", "3.13")
    (torch,) = [wheel for wheel in wheels if wheel.name == "torch"]
    cases = {
        "never ship it": [
            *wheels,
            replace(torch, name="numpy", file="numpy-2.2.0-cp313-x-any.whl"),
        ],
        "is not for linux-x64": [replace(torch, file="torch-2.12.1-cp313-cp313-win_amd64.whl")],
        "serves none of the Pythons": [replace(torch, machines=("linux-x64 3.11",))],
        "has no hash": [replace(torch, sha256="")],
        "twice for Python 3.13: torch": [*wheels, torch],
    }
    for words, chosen in cases.items():
        with pytest.raises(BuildError, match=words):
            guard(chosen, "linux-x64", ("3.13",))
    lite = wheels_of("lite", "linux-x64", "3.13")
    only_one = [w for w in lite if w.name != "embreex" or "3.13" in w.pythons]
    with pytest.raises(BuildError, match="missing for Python 3.1[14]: embreex"):
        guard(only_one, "linux-x64", PYTHONS["linux-x64"])


@pytest.fixture(scope="module")
def env() -> Path:
    return build.blender_env(build.choose_blender())


def contents(archive: Path) -> tuple[list[str], str]:
    """The wheels in a zip, and its manifest."""
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if name.endswith(".whl")]
        return names, opened.read("blender_manifest.toml").decode()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_lite_zip_serves_all_pythons_of_its_platform_and_has_a_report(platform, env, tmp_path):
    archive = build.build_zip(tmp_path, env=env, bundle="lite", platform=platform)
    assert archive.name == zip_name(build.version(), platform=platform, bundle="lite")
    names, manifest = contents(archive)
    assert f'platforms = ["{platform}"]' in manifest
    assert all(f'"./{name}"' in manifest for name in names)
    for python in PYTHONS[platform]:
        assert any("embreex-" in name and python.replace(".", "") in name for name in names)
    assert archive.stat().st_size < 200e6
    report = json.loads(archive.with_suffix(".json").read_text())
    assert report["size"] == archive.stat().st_size and report["not_free"] == []
    assert {row["file"] for row in report["wheels"]} == {Path(name).name for name in names}


@pytest.mark.slow
@pytest.mark.parametrize(("platform", "python"), [("windows-x64", "3.11"), ("macos-arm64", "3.13")])
def test_a_full_zip_for_another_system_is_built_here(platform, python, env, tmp_path):
    options = {"bundle": "full", "platform": platform, "python": python}
    archive = build.build_zip(tmp_path, env=env, **options)
    names, manifest = contents(archive)
    assert any("torch-2" in name for name in names) and manifest.count(".whl") == len(
        [name for name in names if "/spare/" not in name]
    )


def test_a_damaged_wheel_never_gets_into_a_zip(env, tmp_path) -> None:
    (wheel,) = [w for w in wheels_of("lite", "linux-x64", "3.13") if w.name == "trimesh"]
    bad = tmp_path / wheel.file
    bad.write_bytes(b"not a wheel")
    (tmp_path / "staged").mkdir()
    with pytest.raises(BuildError, match="damaged or was changed"):
        put_wheels(tmp_path / "staged", "lite", "linux-x64", "", folder=tmp_path)


def test_a_release_has_notes_and_checksums_of_all_and_is_of_what_is_committed(
    env, monkeypatch, tmp_path
):
    monkeypatch.setattr(build, "DIST", tmp_path)
    monkeypatch.setattr(build, "PYTHONS", {"linux-x64": build.PYTHONS["linux-x64"]})
    clean = subprocess.CompletedProcess([], 0, stdout=b"", stderr=b"")
    real = subprocess.run

    def git_says(said):
        def run(command, **options):
            return said if command[0] == "git" else real(command, **options)

        monkeypatch.setattr(build.subprocess, "run", run)

    git_says(subprocess.CompletedProcess([], 0, stdout=b" M engine/camera.py", stderr=b""))
    assert build.main(["release", "--bundles", "lite"]) == 1
    assert not (tmp_path / "release").exists()
    git_says(clean)
    assert build.main(["release", "--bundles", "lite"]) == 0
    folder = tmp_path / "release" / build.version()
    assert (folder / "NOTES.md").read_text().strip()
    sums = dict(reversed(line.split("  ")) for line in (folder / SUMS).read_text().splitlines())
    (archive,) = (folder / "lite").glob("*.zip")
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == sums[f"lite/{archive.name}"]
    assert {"NOTES.md", "lite/index.json"} <= set(sums) and SUMS not in sums


def test_a_version_without_notes_is_not_released() -> None:
    text = "# Changelog\n\n## 1.1.0, soon\n\n## 1.0.0, 2026-11-22\n\nAll of it.\n"
    assert notes(text, "1.0.0") == "All of it."
    for unknown in ("1.1.0", "0.9.0"):
        with pytest.raises(BuildError, match="says nothing"):
            notes(text, unknown)


def test_the_repository_is_static_files_with_an_entry_for_each_system(env, monkeypatch, tmp_path):
    monkeypatch.setattr(build, "DIST", tmp_path)
    assert build.main(["repository"]) == 0
    folder = tmp_path / "repository" / "lite"
    index = json.loads((folder / "index.json").read_text())["data"]
    assert {tuple(entry["platforms"]) for entry in index} == {(name,) for name in PLATFORMS}
    for entry in index:
        assert entry["id"] == "reloop3d" and entry["archive_hash"].startswith("sha256:")
        assert {"3.11", "3.13"} <= set(entry["python_versions"])
        assert (folder / entry["archive_url"]).is_file()
    assert (folder / "index.html").is_file()
    # Blender's own client takes it from there, for this system and a Blender of each Python.
    for blender, python in (("4.5.15", "3.11"), ("5.2.3", "3.13")):
        local = tmp_path / blender
        local.mkdir()
        options = ["--remote-url", (folder / "index.json").as_uri(), "--local-dir", local]
        build.blender_ext(env, "sync", *options)
        versions = ["--blender-version", blender, "--python-version", f"{python}.0"]
        build.blender_ext(env, "install", *options, *versions, "reloop3d")
        assert (local / "reloop3d" / "engine" / "__init__.py").is_file()
