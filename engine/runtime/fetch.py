"""A wheel's file: from a folder, or downloaded by pip; its hash is checked either way."""

import dataclasses
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from ..errors import DataError, InputError
from ..jobs import Progress, Steps
from .folder import TORCH, has_nvidia, is_for_cuda
from .lock import Wheel, digest

_POLL = 0.3  # seconds between two looks at how much pip has
SUMS = "SHA256SUMS"  # as sha256sum writes it


def in_folder(wheel: Wheel, folder: Path) -> Path:
    """The wheel's file in a folder, checked.

    Raises:
        DataError: it is missing or not what it should be.
    """
    path = folder / wheel.file
    if not path.is_file():
        raise DataError(
            f"{wheel.file} is not in {folder}.",
            "Choose a folder that holds every wheel for this system and Python.",
        )
    check(path, wheel)
    return path


def check(path: Path, wheel: Wheel) -> None:
    """Refuse a file whose hash is not the one that was promised.

    Raises:
        DataError: it is another.
    """
    if digest(path) != wheel.sha256:
        raise DataError(
            f"{path.name} is damaged or was changed: its SHA-256 is not the one of the list.",
            "Download it again.",
        )


def other_builds(folder: Path | None, wheels: list[Wheel], *, is_local: bool) -> list[Wheel]:
    """The same wheels with the builds of torch that a folder holds instead, like 2.12.1+cpu.

    The list has no hash for those: the folder's SHA256SUMS has to name it.

    Args:
        is_local: such a build is installed, and has to stay one.

    Raises:
        DataError: a hash is missing.
        InputError: a build that has to stay one is not in the folder.
    """
    local = {}
    wanted = [wheel for wheel in wheels if wheel.name in TORCH]
    for wheel in wanted:
        interpreter = wheel.file.split("-")[2]
        pattern = f"{wheel.name}-{wheel.version}+*-{interpreter}-*.whl"
        found = sorted(folder.glob(pattern)) if folder else []
        if found and (is_local or not (folder / wheel.file).is_file()):
            # Of several that fit: +cu… for NVIDIA's cards, else +cpu.
            local[wheel.name] = _local(wheel, found[-1 if has_nvidia() else 0], folder)
    lacking = [wheel.name for wheel in wanted if wheel.name not in local]
    if lacking and (local or is_local):
        raise InputError(
            f"torch is a build of its own here, and {lacking[0]} has to come with it.",
            "Choose a folder that holds both, or remove the runtime first.",
        )
    if not local:
        return wheels
    return [local.get(wheel.name, wheel) for wheel in wheels if not is_for_cuda(wheel)]


def _local(wheel: Wheel, path: Path, folder: Path) -> Wheel:
    sums = {}
    if (folder / SUMS).is_file():
        for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
            checksum, _, name = line.partition(" ")
            sums[name.lstrip(" *")] = checksum
    if path.name not in sums:
        raise DataError(
            f"There is no hash to check {path.name} by.",
            f"Write one with sha256sum into {folder / SUMS}.",
        )
    return dataclasses.replace(
        wheel,
        file=path.name,
        version=path.name.split("-")[1],
        sha256=sums[path.name],
        size=path.stat().st_size,
        build="",
    )


def download(wheel: Wheel, downloads: Path) -> Steps[Path]:
    """Let pip download one wheel, as it is configured here (index, proxy, certificates).

    Yields Progress in bytes of this wheel. What is there from before is not downloaded again.

    Raises:
        DataError: pip cannot get it.
    """
    path = downloads / wheel.file
    if path.is_file() and digest(path) == wheel.sha256:
        return path
    path.unlink(missing_ok=True)
    downloads.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=downloads, ignore_cleanup_errors=True) as scratch:
        wanted = Path(scratch) / "wanted.txt"
        wanted.write_text(
            f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8"
        )
        into = Path(scratch) / "out"
        command = [*_pip(), "download", "--no-deps", "--require-hashes", "--no-cache-dir"]
        command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
        command += ["--only-binary", ":all:", "--quiet", "--dest", str(into), "-r", str(wanted)]
        command += [*_tags(wheel.file), "--python-version", max(wheel.pythons)]
        # pip writes to the system's folder for temporary files: looked at, it is the progress.
        folders = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), scratch)
        with open(Path(scratch) / "log", "w+", encoding="utf-8", errors="replace") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,  # ours is Blender's pipe
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | folders | {"PYTHONUTF8": "1"},
            )
            try:
                while process.poll() is None:
                    time.sleep(_POLL)
                    yield Progress(min(_size(scratch), wheel.size), wheel.size, "Downloading")
            finally:
                process.kill()
                process.wait()
            log.seek(0)
            said = log.read().strip()
        found = into / wheel.file
        if process.returncode or not found.is_file():
            lines = [line for line in said.splitlines() if "ERROR" in line] or [said]
            raise DataError(
                f"{wheel.file} could not be downloaded: {lines[-1][:300]}",
                "Look at the network, or choose a folder of wheels.",
            )
        check(found, wheel)
        shutil.move(found, path)
    return path


def _tags(file: str) -> list[str]:
    """The options with which pip chooses exactly this file."""
    *_, interpreter, abi, platforms = file.removesuffix(".whl").split("-")
    options = ["--implementation", "cp" if interpreter.startswith("cp") else "py", "--abi", abi]
    for platform in platforms.split("."):
        options += ["--platform", platform]
    return options


def _pip() -> list[str]:
    """How to start pip: the installed one, or the one that Python keeps for ensurepip.

    Raises:
        InputError: there is none.
    """
    if find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    folders = []
    if (spec := find_spec("ensurepip")) and spec.origin:
        folders.append(Path(spec.origin).parent / "_bundled")
    if system := sysconfig.get_config_var("WHEEL_PKG_DIR"):
        folders.append(Path(system))
    for folder in folders:
        for wheel in sorted(folder.glob("pip-*.whl")):
            return [sys.executable, f"{wheel}/pip"]
    raise InputError("Blender's Python has no pip here.", "Install from a folder of wheels.")


def _size(folder: str) -> int:
    """Bytes in a folder that is being written."""
    total = 0
    for place, _, files in os.walk(folder):
        for file in files:
            try:
                total += os.path.getsize(os.path.join(place, file))
            except OSError:  # moved meanwhile
                continue
    return total
