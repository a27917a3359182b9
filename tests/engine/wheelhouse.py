"""Tiny wheels for the runtime's tests, and a list that names them."""

import base64
import hashlib
import zipfile
from pathlib import Path

from engine.jobs import drain
from engine.runtime import install
from engine.runtime.folder import Runtime
from engine.runtime.lock import Wheel, digest


def make_wheel(
    folder: Path, name: str, version: str = "1.0", files: dict[str, bytes] | None = None, **fields
) -> Wheel:
    """Write NAME-VERSION-py3-none-any.whl with a module of that name; its entry in the list."""
    files = files or {f"{name}/__init__.py": f"version = {version!r}\n".encode()}
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    files = files | {
        f"{info}/METADATA": metadata.encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    path = folder / f"{name}-{version}-py3-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        rows = []
        for member, content in files.items():
            archive.writestr(member, content)
            sha = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
            rows.append(f"{member},sha256={sha},{len(content)}")
        archive.writestr(f"{info}/RECORD", "\n".join([*rows, f"{info}/RECORD,,"]))
    return Wheel(
        file=path.name,
        name=name.replace("_", "-"),
        version=version,
        sha256=digest(path),
        size=path.stat().st_size,
        unpacked=sum(len(content) for content in files.values()),
        licence="MIT",
        machines=("linux-x64 3.13",),
        blenders=("5.2",),
        requires=(),
        **({"bundle": "full"} | fields),
    )


def put(runtime: Runtime, house: Path) -> str:
    """Install from a folder, without a network."""
    return drain(install.install(runtime, wheels=house, is_online=False))


def files(place: Path) -> set[str]:
    """All files under a folder."""
    return {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
