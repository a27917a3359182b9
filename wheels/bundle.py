"""What a zip carries: chooses wheels from the list, gets them, and refuses what must not ship."""

import json
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.errors import ReLoopError
from engine.facts import as_size
from engine.jobs import drain
from engine.runtime.fetch import download, in_folder, other_builds
from engine.runtime.lock import Wheel, wheels_for

from .environments import DOWNLOADS, BuildError, timed
from .sets import NEVER, PYTHONS

BUNDLES = ("none", "lite", "full")
_TAG_OF = {"windows-x64": "win_amd64", "linux-x64": "linux", "macos-arm64": "macosx"}
_FREE = re.compile(
    r"\b(MIT|BSD|Apache|MPL|PSF|ISC|HPND|Unlicense|CC0|Zlib|0BSD|GPL|LGPL|CMU)", re.IGNORECASE
)


def zip_name(version: str, *, platform: str = "", bundle: str = "none", python: str = "") -> str:
    """The file name of a zip, like reloop3d-1.0.0-linux-x64-full-python3.13.zip."""
    parts = ["reloop3d", version]
    if bundle != "none":
        parts += [platform, bundle]
    if bundle == "full":
        parts.append(f"python{python}")
    return "-".join(parts) + ".zip"


def wheels_of(bundle: str, platform: str, python: str) -> list[Wheel]:
    """What a zip carries, by the list; lite serves all its platform's Pythons, full one."""
    if bundle == "none":
        return []
    if bundle == "full" and python not in PYTHONS[platform]:
        raise BuildError(f"{platform} is served with Python {' and '.join(PYTHONS[platform])}")
    pythons = PYTHONS[platform] if bundle == "lite" else (python,)
    kinds = ("lite",) if bundle == "lite" else ("lite", "full", "spare")
    found = {w.file: w for p in pythons for w in wheels_for(platform, p) if w.bundle in kinds}
    return list(found.values())


def put_wheels(
    staged: Path, bundle: str, platform: str, python: str, *, folder: Path | None = None
) -> list[Wheel]:
    """Copy a bundle's wheels into a staged extension and name them in its manifest.

    Args:
        staged: the extension's files, to be zipped.
        folder: wheels that go before the downloaded ones, like torch's CPU build.

    Raises:
        BuildError: a guard refuses one, or it cannot be had.
    """
    wheels = wheels_of(bundle, platform, python)
    if not wheels:
        return []
    if folder is not None:
        wheels = _guarded(lambda: other_builds(folder, wheels, is_local=False))
    pythons = PYTHONS[platform] if bundle == "lite" else (python,)
    guard(wheels, platform, pythons)
    with timed(f"getting {len(wheels)} wheels, {as_size(sum(w.size for w in wheels))}"):
        for wheel in wheels:
            place = staged / "wheels" / ("spare" if wheel.bundle == "spare" else "")
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(get(wheel, folder), place)
    listed = [f'"./wheels/{wheel.file}"' for wheel in wheels if wheel.bundle != "spare"]
    manifest = staged / "blender_manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    lines = ",\n  ".join(sorted(listed))
    text, count = re.subn(
        r"^platforms = .*$",
        f'platforms = ["{platform}"]\nwheels = [\n  {lines},\n]',
        text,
        flags=re.MULTILINE,
    )
    assert count == 1, "the manifest has one line of platforms"
    manifest.write_text(text, encoding="utf-8")
    return wheels


def get(wheel: Wheel, folder: Path | None = None) -> Path:
    """A wheel's file, checked: from a folder, or downloaded once and kept in wheels/downloads.

    Raises:
        BuildError: it cannot be had, or is damaged.
    """
    if folder is not None and (folder / wheel.file).is_file():
        return _guarded(lambda: in_folder(wheel, folder))
    return _guarded(lambda: drain(download(wheel, DOWNLOADS)))


def guard(wheels: Sequence[Wheel], platform: str, pythons: Sequence[str]) -> None:
    """Refuse a set of wheels that would do harm or not work.

    Raises:
        BuildError: one is Blender's own, of another system or Python, without a hash, twice
            there, or missing for one of the Pythons.
    """
    for wheel in wheels:
        if wheel.name in NEVER and wheel.bundle != "spare":
            raise BuildError(f"{wheel.file}: Blender brings {wheel.name} itself; never ship it")
        tags = wheel.file.removesuffix(".whl").split("-")[-3:]
        if tags[2] != "any" and _TAG_OF[platform] not in tags[2]:
            raise BuildError(f"{wheel.file} is not for {platform}")
        if not set(pythons) & set(wheel.pythons):
            raise BuildError(f"{wheel.file} serves none of the Pythons {', '.join(pythons)}")
        if not re.fullmatch("[0-9a-f]{64}", wheel.sha256):
            raise BuildError(f"{wheel.file} has no hash")
    for python in pythons:
        served = [wheel.name for wheel in wheels if python in wheel.pythons]
        if twice := {name for name in served if served.count(name) > 1}:
            raise BuildError(f"twice for Python {python}: {', '.join(sorted(twice))}")
        # Blender offers a zip to every Python that one wheel names: all packages must serve it.
        if lacking := {wheel.name for wheel in wheels} - set(served):
            raise BuildError(f"missing for Python {python}: {', '.join(sorted(lacking))}")


def write_report(archive: Path, wheels: Sequence[Wheel]) -> Path:
    """Sizes and licences of what a zip carries, beside it as JSON; the same in words on stderr."""
    size = archive.stat().st_size
    rows = [
        {
            "name": w.name,
            "version": w.version,
            "licence": w.licence,
            "size": w.size,
            "unpacked": w.unpacked,
            "file": w.file,
            "sha256": w.sha256,
        }
        for w in sorted(wheels, key=lambda wheel: -wheel.size)
    ]
    not_free = sorted({w.name for w in wheels if not _FREE.search(w.licence)})
    path = archive.with_suffix(".json")
    report = {"zip": archive.name, "size": size, "wheels": rows, "not_free": not_free}
    path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(
            f"{as_size(row['size']):>8}  {row['licence'][:40]:40}  {row['file']}", file=sys.stderr
        )
    print(f"{as_size(size):>8}  {archive.name}", file=sys.stderr)
    if not_free:
        print(f"not free software, for your own use only: {', '.join(not_free)}", file=sys.stderr)
    return path


def _guarded(work):
    try:
        return work()
    except ReLoopError as error:
        raise BuildError(str(error)) from error
