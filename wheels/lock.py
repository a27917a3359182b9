"""Resolves wheels/*.in anew, into the environments' locks and into wheels/lock.json.

`build.py lock` runs it with a Python that has uv and packaging. wheels/lock.json lists every wheel
that a zip may carry or the runtime manager install, for each platform and Python.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

from engine.runtime.lock import LOCK, digest

from .contents import read_contents
from .environments import BLENDERS, DOWNLOADS, WHEELS, base_name, env_bin, timed
from .sets import NEVER, PYTHONS, SPARE, blenders_of, markers_of

_PLATFORM_TAGS = {  # the oldest systems that PyTorch and Open3D still build for
    "windows-x64": ["win_amd64"],
    "linux-x64": [
        *(f"manylinux_2_{minor}_x86_64" for minor in range(35, 4, -1)),
        "manylinux2014_x86_64",
        "manylinux1_x86_64",
    ],
    "macos-arm64": list(mac_platforms((14, 0), "arm64")),
}
_CUDA_ONLY = re.compile(r"(nvidia|cuda)-|(torch|torchvision)$")  # on Linux


def main() -> None:
    """Resolve the environments, then the wheels; download the wheels to read what they hold."""
    for python in sorted(set(BLENDERS.values())):
        resolve(base_name(python))
    for blender, python in BLENDERS.items():
        resolve(f"bpy-{blender}", base=base_name(python))
    found: dict[str, dict[str, Any]] = {}
    for platform, pythons in PYTHONS.items():
        for python in pythons:
            for entry in choose(platform, python):
                kept = found.setdefault(entry["file"], entry)
                if kept is not entry:
                    kept["machines"] += entry["machines"]
                    kept["blenders"] = sorted({*kept["blenders"], *entry["blenders"]})
    with timed(f"reading {len(found)} wheels"):
        for entry in found.values():
            describe(entry)
    if mum := sorted({entry["name"] for entry in found.values() if not entry["licence"]}):
        raise SystemExit(f"these name no licence; look, and add it to contents.py: {mum}")
    entries = sorted(found.values(), key=lambda entry: (entry["bundle"], entry["file"]))
    lines = ",\n".join(json.dumps(entry, sort_keys=True) for entry in entries)
    LOCK.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def uv_compile(*arguments: str | Path) -> None:
    """Run `uv pip compile` in wheels/ for every platform at once."""
    uv = env_bin(Path(sys.prefix)) / "uv"
    command = [uv, "pip", "compile", *arguments, "--quiet", "--universal"]
    subprocess.run([*command, "--excludes", "excludes.txt"], cwd=WHEELS, check=True)


def resolve(name: str, *, base: str | None = None) -> None:
    """Write one lock; a thin one agrees with its base and leaves out what the base has."""
    python = BLENDERS[name.removeprefix("bpy-")] if base else f"3.{name[-2:]}"
    options: list[str | Path] = [f"{name}.in", "--output-file", f"{name}.txt", "--upgrade"]
    options += ["--python-version", python, "--generate-hashes", "--no-annotate"]
    options += ["--custom-compile-command", "python3 build.py lock"]
    if base:
        options += ["--constraint", f"{base}.txt"]
        text = (WHEELS / f"{base}.txt").read_text(encoding="utf-8")
        for package_name in sorted(set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))):
            options += ["--no-emit-package", package_name]
    with timed(f"resolving wheels/{name}.txt"):
        uv_compile(*options)


def resolved(python: str, *sources: str) -> list[dict[str, Any]]:
    """The packages of requirement files, in the versions of the environments' locks."""
    base = base_name(python if python in BLENDERS.values() else max(BLENDERS.values()))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pylock.toml"
        options = ["--constraint", f"{base}.txt", "--python-version", python]
        uv_compile(*sources, *options, "--output-file", out)
        return tomllib.loads(out.read_text(encoding="utf-8"))["packages"]


def choose(platform: str, python: str) -> Iterator[dict[str, Any]]:
    """The lock's entries for one machine, as yet without what the wheels themselves say."""
    small = {package["name"] for package in resolved(python, "lite.in")}
    markers = markers_of(platform, python)
    tags = list(tags_of(platform, python))
    blenders = blenders_of(python)
    for package in resolved(python, "lite.in", "full.in"):
        name = package["name"]
        if "marker" in package and not Marker(package["marker"]).evaluate(markers):
            continue
        if name in NEVER and name not in SPARE.get(python, ()):
            continue
        wheel = best(package, tags, where=f"{platform} with Python {python}")
        yield {
            "file": wheel["url"].rsplit("/", 1)[1],
            "url": wheel["url"],  # dropped again: where an index lies is the user's business
            "sha256": wheel["hashes"]["sha256"],
            "name": name,
            "version": package["version"],
            "bundle": "spare" if name in NEVER else "lite" if name in small else "full",
            "machines": [f"{platform} {python}"],
            "blenders": blenders or [max(BLENDERS)],
            "build": "cuda" if platform == "linux-x64" and _CUDA_ONLY.match(name) else "",
        }


def tags_of(platform: str, python: str) -> Iterator[Tag]:
    """The wheel tags that this Python takes there, the best first."""
    version = tuple(int(part) for part in python.split("."))
    platforms = _PLATFORM_TAGS[platform]
    yield from cpython_tags(version, platforms=platforms)
    yield from compatible_tags(version, interpreter=f"cp{python.replace('.', '')}")
    yield from compatible_tags(version, platforms=platforms)


def best(package: dict[str, Any], tags: list[Tag], *, where: str) -> dict[str, Any]:
    """The wheel of a package that fits first."""
    ranked = []
    for wheel in package.get("wheels", ()):
        _, _, _, own = parse_wheel_filename(wheel["url"].rsplit("/", 1)[1].replace("%2B", "+"))
        if ranks := [tags.index(tag) for tag in own if tag in tags]:
            ranked.append((min(ranks), wheel))
    if not ranked:
        raise SystemExit(f"no wheel of {package['name']} {package['version']} for {where}")
    return min(ranked, key=lambda pair: pair[0])[1]


def describe(entry: dict[str, Any]) -> None:
    """Add what a wheel itself says: sizes, licence, requirements; it stays downloaded."""
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    path, url = DOWNLOADS / entry["file"], entry.pop("url")
    if not (path.exists() and digest(path) == entry["sha256"]):
        part = path.with_suffix(".part")
        urllib.request.urlretrieve(url, part)
        if digest(part) != entry["sha256"]:
            raise SystemExit(f"{entry['file']} is not what the index promised")
        part.replace(path)
    entry |= read_contents(path)


if __name__ == "__main__":
    main()
