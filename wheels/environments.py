"""Makes one environment per Blender from PyPI, without a Blender program; returns its folder.

A heavy base (torch and friends) is shared by the Blenders of one Python, and a thin environment
with the `bpy` module sees the base. Both lie in the user's cache, named after their lock files
in wheels/, so a changed lock makes a new environment and never breaks an old one.
"""

import ctypes
import glob
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WHEELS = Path(__file__).resolve().parent
# Where wheels are downloaded to; clones may share it, for names and hashes are exact.
DOWNLOADS = Path(os.environ.get("RELOOP3D_WHEELS") or WHEELS / "downloads").expanduser()
BLENDERS = {"4.5": "3.11", "5.0": "3.11", "5.2": "3.13"}  # Blender -> its Python, oldest first
WINDOWS = os.name == "nt"

# What bpy and Open3D link and no wheel brings; the Debian package that holds it.
SYSTEM_LIBRARIES = {
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXi.so.6": "libxi6",
    "libXrender.so.1": "libxrender1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libusb-1.0.so.0": "libusb-1.0-0",
}
# EGL itself draws nothing: without a driver below it, every render fails.
EGL_DRIVERS = ("/usr/share/glvnd/egl_vendor.d/*.json", "/etc/glvnd/egl_vendor.d/*.json")
EGL_DRIVER_PACKAGES = {"libegl-mesa0", "libgl1-mesa-dri"}


class BuildError(Exception):
    """Something the person at the keyboard can mend; the message says how."""


def say(message: str) -> None:
    """Tell how it goes on stderr: stdout holds results only."""
    print(f"build.py: {message}", file=sys.stderr, flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say what begins, and in the end how long it took."""
    start = time.monotonic()
    say(f"{what} …")
    yield
    say(f"{what}: {time.monotonic() - start:.0f} s")


# --- Python interpreters ---------------------------------------------------------------------


def interpreter_candidates(python: str) -> Iterator[list[str]]:
    """Commands that may start this Python (like "3.13"), the likeliest first."""
    yield [sys.executable]
    yield [f"python{python}"]
    if WINDOWS:
        yield ["py", f"-{python}"]
    pyenv = os.environ.get("PYENV_ROOT", "~/.pyenv")
    for pattern in (
        f"{pyenv}/versions/{python}.*/bin/python",
        f"{pyenv}/pyenv-win/versions/{python}.*/python.exe",
        f"~/.local/share/uv/python/cpython-{python}.*/bin/python{python}",
        f"{os.environ.get('APPDATA', '~')}/uv/python/cpython-{python}.*/python.exe",
        f"/opt/homebrew/opt/python@{python}/bin/python{python}",
        f"/usr/local/opt/python@{python}/bin/python{python}",
        f"/home/linuxbrew/.linuxbrew/opt/python@{python}/bin/python{python}",
        f"/Library/Frameworks/Python.framework/Versions/{python}/bin/python{python}",
    ):
        for path in sorted(glob.glob(os.path.expanduser(pattern)), reverse=True):
            yield [path]


def find_python(python: str) -> str | None:
    """The path of a working interpreter of this version, or None."""
    wanted = tuple(int(part) for part in python.split("."))
    # A free-threaded build ("t") cannot load Blender's module; Debian may lack ensurepip.
    probe = (
        "import ensurepip, sys, venv\n"
        f"assert sys.version_info[:2] == {wanted} and 't' not in getattr(sys, 'abiflags', '')\n"
        "print(sys.executable)"
    )
    for command in interpreter_candidates(python):
        if shutil.which(command[0]) is None:
            continue
        done = subprocess.run([*command, "-c", probe], capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout.strip()
    return None


def no_python(python: str) -> BuildError:
    return BuildError(
        f"Python {python} (with venv and pip) was not found. Install it, for example with\n"
        f"  uv python install {python}    or    pyenv install {python}\n"
        f"or from python.org; on Debian and Ubuntu: apt install python{python}-venv"
    )


def choose_blender(asked: str | None = None) -> str:
    """The Blender that was asked for, else the newest one whose Python is here."""
    asked = asked or os.environ.get("RELOOP3D_BLENDER")
    if asked and asked not in BLENDERS:
        raise BuildError(f"no environment for Blender {asked}; there is {', '.join(BLENDERS)}")
    if asked:
        return asked
    for blender, python in reversed(BLENDERS.items()):
        if find_python(python):
            say(f"using Blender {blender} with Python {python} (--blender chooses another)")
            return blender
        say(f"not Blender {blender}: Python {python} was not found")
    raise no_python(max(BLENDERS.values()))


# --- environments ----------------------------------------------------------------------------


def environments_folder() -> Path:
    """Outside the clone, so that every clone on this machine shares them."""
    if chosen := os.environ.get("RELOOP3D_ENVS"):
        return Path(chosen).expanduser().resolve()
    if WINDOWS:
        cache = Path(os.environ.get("LOCALAPPDATA", "~/AppData/Local"))
    elif sys.platform == "darwin":
        cache = Path("~/Library/Caches")
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    return cache.expanduser() / "reloop3d"


def env_bin(env: Path) -> Path:
    return env / ("Scripts" if WINDOWS else "bin")


def env_python(env: Path) -> Path:
    return env_bin(env) / ("python.exe" if WINDOWS else "python")


def site_packages(env: Path) -> Path:
    return next(env.glob("Lib/site-packages" if WINDOWS else "lib/python3.*/site-packages"))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file; the system lets go of it when this process ends, however it ends."""
    with open(path, "a+b") as file:
        if WINDOWS:
            import msvcrt

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # it gives up after ten seconds
                    continue
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def install_env(env: Path, python: str, *, lock: Path, base: Path | None) -> None:
    """Make the environment and install exactly what the lock lists."""
    interpreter = find_python(python)
    if interpreter is None:
        raise no_python(python)
    shutil.rmtree(env, ignore_errors=True)
    extra = ["--without-pip"] if base else []
    subprocess.run([interpreter, "-m", "venv", *extra, env], check=True)
    if base:  # a thin one takes everything else, pip included, from its base
        (site_packages(env) / "base.pth").write_text(f"{site_packages(base)}\n", encoding="utf-8")
    log = env / "pip.log"
    command = [env_python(env), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    command += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", lock]
    with open(log, "w", encoding="utf-8") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT)
    if done.returncode:
        tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        raise BuildError(f"pip could not install {lock.name}; the end of {log}:\n{tail}")


def ensure_env(name: str, python: str, *, base: Path | None = None) -> Path:
    """The environment of wheels/<name>.txt, made if it is not there yet."""
    lock = WHEELS / f"{name}.txt"
    seed = "\n".join([lock.read_text(encoding="utf-8"), python, base.name if base else ""])
    folder = environments_folder()
    env = folder / f"{name}-{hashlib.sha256(seed.encode()).hexdigest()[:12]}"
    marker = env / "complete"  # written last; the interpreter may also have been removed since
    if not (marker.exists() and env_python(env).exists()):
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / f"{env.name}.lock"):
            if not (marker.exists() and env_python(env).exists()):
                size = "about 1 GB" if base else "up to 5 GB, takes minutes"
                with timed(f"making {env} ({size})"):
                    install_env(env, python, lock=lock, base=base)
                    marker.touch()
    return env


def base_name(python: str) -> str:
    """The lock (without .txt) of the base for this Python."""
    return f"base-py{python.replace('.', '')}"


def base_env(blender: str) -> Path:
    """Python and the engine's libraries, no bpy."""
    python = BLENDERS[blender]
    return ensure_env(base_name(python), python)


def blender_env(blender: str) -> Path:
    """The base and Blender as a Python module."""
    return ensure_env(f"bpy-{blender}", BLENDERS[blender], base=base_env(blender))


def bare_env(blender: str) -> Path:
    """A Python with no more than Blender itself brings: bpy and what bpy requires."""
    full, base = blender_env(blender), base_env(blender)
    env = full.with_name(f"bare-{full.name}-{base.name[-4:]}")
    marker = env / "complete"
    with locked(full.with_name(f"{env.name}.lock")):
        if marker.exists():
            return env
        shutil.rmtree(env, ignore_errors=True)
        interpreter = find_python(BLENDERS[blender])
        subprocess.run([interpreter, "-m", "venv", "--without-pip", env], check=True)
        site = site_packages(env)
        # Only a real site folder's .pth files are read, so the base stays out of sight.
        (site / "bpy.pth").write_text(f"{site_packages(full)}\n", encoding="utf-8")
        for brought in ("numpy", "idna", *(() if blender < "5.2" else ("typing_extensions",))):
            for path in site_packages(base).glob(f"{brought}[.-]*"):
                link_or_copy(path, site / path.name)
            if (site_packages(base) / brought).is_dir():
                link_or_copy(site_packages(base) / brought, site / brought)
        marker.touch()
    return env


def link_or_copy(source: Path, target: Path) -> None:
    """Link where the system lets us, else copy."""
    try:
        target.symlink_to(source, target_is_directory=source.is_dir())
    except OSError:
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


def run_in(env: Path, command: list[str], *, cwd: Path | None = None, **variables: str) -> int:
    """Run a command as if the environment were activated; returns its exit status."""
    variables["PATH"] = os.pathsep.join([str(env_bin(env)), os.environ.get("PATH", "")])
    variables["VIRTUAL_ENV"] = str(env)
    inherited = {name: text for name, text in os.environ.items() if name != "PYTHONHOME"}
    program = shutil.which(command[0], path=variables["PATH"])
    if program is None:
        raise BuildError(f"no such command: {command[0]} (neither in {env_bin(env)} nor on PATH)")
    done = subprocess.run([program, *command[1:]], cwd=cwd, env=inherited | variables)
    return done.returncode if done.returncode >= 0 else 128 - done.returncode


# --- system libraries ------------------------------------------------------------------------


def missing_system_packages() -> set[str]:
    """Debian names of the packages without which bpy does not load or does not render."""
    if not sys.platform.startswith("linux"):
        return set()
    missing = set()
    for library, package in SYSTEM_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.add(package)
    if not any(glob.glob(pattern) for pattern in EGL_DRIVERS):
        missing |= EGL_DRIVER_PACKAGES
    return missing


def ensure_system_libraries() -> None:
    """Install what is missing where we may, else say what to install."""
    missing = sorted(missing_system_packages())
    if not missing:
        return
    commands = [["apt-get", "update"], ["apt-get", "install", "-y", *missing]]
    if shutil.which("apt-get") is None:
        raise BuildError(f"Blender needs libraries that Debian calls {', '.join(missing)}")
    if os.geteuid() != 0:
        lines = " && ".join(shlex.join(["sudo", *command]) for command in commands)
        raise BuildError(f"Blender needs system libraries. Install them with\n  {lines}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with timed(f"installing {' '.join(missing)}"):
        for command in commands:
            done = subprocess.run(command, env=env, capture_output=True, text=True)
            if done.returncode:
                raise BuildError(f"{shlex.join(command)} failed:\n{done.stderr.strip()}")
