"""Tests, packages and shows ReLoop3D; takes a command, needs nothing but Python 3.11+.

Whatever needs Blender happens in an environment from PyPI, made on first use
(wheels/environments.py).
"""

import argparse
import importlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

from engine.runtime.lock import this_platform
from wheels.bundle import BUNDLES, put_wheels, write_report, zip_name
from wheels.environments import (
    BLENDERS,
    WINDOWS,
    BuildError,
    base_env,
    blender_env,
    choose_blender,
    ensure_system_libraries,
    env_bin,
    env_python,
    run_in,
    say,
    site_packages,
    timed,
)
from wheels.release import notes, write_sums
from wheels.sets import PLATFORMS, PYTHONS

ROOT = Path(__file__).resolve().parent
DIST = ROOT / "dist"
EXTENSION_ID = "reloop3d"
SHIPPED_FOLDERS = ("engine", "reloop3d_addon")
SHIPPED_FILES = ("blender_manifest.toml", "LICENSE", "wheels/lock.json")
PACKAGE = f"bl_ext.user_default.{EXTENSION_ID}"

ROOT_MODULE = '''"""ReLoop3D, as Blender sees it; written by build.py."""

# SPDX-License-Identifier: GPL-3.0-or-later
from .reloop3d_addon import register, unregister

__all__ = ["register", "unregister"]
'''


# --- the extension ---------------------------------------------------------------------------


def version() -> str:
    return tomllib.loads((ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))["version"]


def stage(destination: Path) -> Path:
    """Copy what ships into an empty or new folder, so that the source tree is never edited."""
    destination.mkdir(parents=True, exist_ok=True)
    for folder in SHIPPED_FOLDERS:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, destination / folder, ignore=ignore)
    for file in SHIPPED_FILES:
        (destination / file).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / file, destination / file)
    (destination / "__init__.py").write_text(ROOT_MODULE, encoding="utf-8")
    return destination


def blender_ext(env: Path, *arguments: str | Path) -> None:
    """Run Blender's own extension tool, a plain script inside the bpy wheel."""
    tool = next(site_packages(env).glob("bpy/*/scripts/addons_core/bl_pkg/cli/blender_ext.py"))
    command = [env_python(env), tool, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"Blender refuses the extension:\n{(done.stdout + done.stderr).strip()}")


def build_zip(
    folder: Path,
    *,
    env: Path,
    bundle: str = "none",
    platform: str = "",
    python: str = "",
    wheels: Path | None = None,
) -> Path:
    """Stage, zip and validate the extension; the zip and its report are put into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    name = zip_name(version(), platform=platform, bundle=bundle, python=python)
    archive = folder / name
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        staged = stage(Path(temporary) / EXTENSION_ID)
        carried = put_wheels(staged, bundle, platform, python, folder=wheels)
        blender_ext(env, "build", "--source-dir", staged, "--output-filepath", archive)
    blender_ext(env, "validate", archive)
    if carried:
        write_report(archive, carried)
    return archive


def package(arguments: argparse.Namespace) -> int:
    """Build a zip and print its path, last."""
    blender = choose_blender(arguments.blender)
    platform = arguments.platform or this_platform()
    if arguments.bundle != "none" and platform not in PLATFORMS:
        raise BuildError(f"for which system? --platform {' or '.join(PLATFORMS)}")
    archive = build_zip(
        DIST,
        env=blender_env(blender),
        bundle=arguments.bundle,
        platform=platform,
        python=arguments.python or BLENDERS[blender],
        wheels=arguments.wheels,
    )
    print(archive)
    return 0


def repository(arguments: argparse.Namespace) -> int:
    """Build the zips of every system and the index beside them: a repository of static files."""
    env = blender_env(choose_blender(arguments.blender))
    print(make_repository(DIST / "repository" / arguments.bundle, arguments.bundle, env=env))
    return 0


def make_repository(folder: Path, bundle: str, *, env: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for platform, pythons in PYTHONS.items():
        for python in pythons if bundle == "full" else pythons[:1]:
            build_zip(folder, env=env, bundle=bundle, platform=platform, python=python)
    blender_ext(env, "server-generate", "--repo-dir", folder, "--html")
    return folder / "index.json"


def release(arguments: argparse.Namespace) -> int:
    """Make all that a release gives: repositories of all zips, its notes, checksums."""
    text = notes((ROOT / "docs" / "changelog.md").read_text(encoding="utf-8"), version())
    changed = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True)
    if changed.returncode or changed.stdout:
        raise BuildError("a release is made of a clone in which everything is committed")
    env = blender_env(choose_blender(arguments.blender))
    folder = DIST / "release" / version()
    shutil.rmtree(folder, ignore_errors=True)
    for bundle in arguments.bundles:
        make_repository(folder / bundle, bundle, env=env)
    (folder / "NOTES.md").write_text(text + "\n", encoding="utf-8")
    write_sums(folder)
    print(folder)
    return 0


def install_into_bpy(archive: Path, profile: Path) -> str:
    """Install and enable the zip in this process' Blender; returns the extension's package.

    Only in a Blender environment. Blender looks for its profile when bpy is loaded, so either
    nothing has imported bpy yet, or BLENDER_USER_RESOURCES already named this profile then.
    """
    if "bpy" in sys.modules and os.environ.get("BLENDER_USER_RESOURCES") != str(profile):
        raise BuildError("bpy was imported before its throw-away profile was chosen")
    os.environ["BLENDER_USER_RESOURCES"] = str(profile)
    import bpy  # isort: skip
    import addon_utils

    addon_utils.enable("bl_pkg")
    bpy.ops.extensions.package_install_files(
        filepath=str(archive), repo="user_default", enable_on_install=True
    )
    if PACKAGE not in bpy.context.preferences.addons:
        raise BuildError(f"{archive.name} was installed, but Blender could not enable it")
    return PACKAGE


def user_profile(blender: str) -> Path:
    """Where this person's Blender program keeps its profile."""
    if chosen := os.environ.get("BLENDER_USER_RESOURCES"):
        return Path(chosen)
    if WINDOWS:
        folder = Path(os.environ["APPDATA"]) / "Blender Foundation" / "Blender"
    elif sys.platform == "darwin":
        folder = Path("~/Library/Application Support/Blender")
    else:
        folder = Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config") / "blender"
    return folder.expanduser() / blender


# --- commands --------------------------------------------------------------------------------


def run(arguments: argparse.Namespace) -> int:
    """Run a command inside an environment, here."""
    command = arguments.rest
    if not command:
        raise BuildError("run what? For example: python3 build.py run -- python")
    blender = choose_blender(arguments.blender)
    ensure_system_libraries()
    env = blender_env(blender)
    has_program = shutil.which(command[0], path=env_bin(env))
    if not has_program and shutil.which(command[0], path=env_bin(base_env(blender))):
        # pytest and the like are installed in the base, whose own Python has no bpy.
        command = ["python", "-m", *command]
    return run_in(env, command)


def demo(arguments: argparse.Namespace) -> int:
    """Install the zip into a throw-away profile and let the extension show itself."""
    blender = choose_blender(arguments.blender)
    ensure_system_libraries()
    env = blender_env(blender)
    archive = build_zip(DIST, env=env)
    options = ["demo", "--out", str(arguments.out.resolve())]
    if arguments.assets:
        options += ["--assets", str(arguments.assets.resolve())]
    with tempfile.TemporaryDirectory() as profile:
        return run_in(env, ["python", __file__, "inside", str(archive), profile, *options])


def inside(archive: str, profile: str, *options: str) -> None:
    """The part of `demo` that runs in Blender's Python; ends the process."""
    del sys.path[0]  # this folder: only the installed extension may be imported, not its sources
    extension = install_into_bpy(Path(archive), Path(profile))
    command = importlib.import_module(f"{extension}.reloop3d_addon.command")
    status = command.main(list(options))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # bpy prints while it is torn down, and the last line is the result


def split_tests(arguments: list[str]) -> tuple[list[str], list[str]]:
    """pytest's arguments for the engine's and for the add-on's run; [] means no such run."""
    tests, addon = ROOT / "tests", ROOT / "tests" / "addon"
    paths, options = [], []
    for argument in arguments:
        path = (ROOT / argument.split("::")[0]).resolve()
        is_test = path.is_relative_to(tests) and path.exists()
        (paths if is_test else options).append((argument, path))
    options = [argument for argument, _ in options]
    ignore = "--ignore=tests/addon"
    if not paths:
        return ["tests", ignore, *options], ["tests/addon", *options]
    addon_paths = [argument for argument, path in paths if path.is_relative_to(addon)]
    engine_paths = [argument for argument, path in paths if not path.is_relative_to(addon)]
    if any(path == tests for _, path in paths):
        addon_paths = ["tests/addon"]
    return (
        [*engine_paths, ignore, *options] if engine_paths else [],
        [*addon_paths, *options] if addon_paths else [],
    )


def test(arguments: argparse.Namespace) -> int:
    """Run the engine's tests without Blender, then the add-on's inside Blender's module."""
    blender = choose_blender(arguments.blender)
    engine_options, addon_options = split_tests([*spread(arguments.rest), *arguments.rest])
    statuses = []
    if engine_options:
        statuses.append(run_pytest(base_env(blender), engine_options, blender=blender))
    if addon_options:
        ensure_system_libraries()
        statuses.append(run_pytest(blender_env(blender), addon_options, blender=blender))
    nothing_found = 5  # fine in one run when a filter such as -k chose tests of the other
    if arguments.rest and set(statuses) != {nothing_found}:
        statuses = [status for status in statuses if status != nothing_found]
    return max(statuses)


def spread(rest: list[str]) -> list[str]:
    """pytest's options for as many processes as cores; none where one file or test is named."""
    if any(".py" in argument or argument.startswith("-n") for argument in rest):
        return []
    # In our order (tests/conftest.py): files of one long test would come last, with a core idle.
    files = ["--dist", "loadfile", "--no-loadscope-reorder"]
    return ["-n", str(os.cpu_count() or 1), *files, "--durations", "15"]


def window(arguments: argparse.Namespace) -> int:
    """Work a real Blender window with mouse and keys (tests/window), where one can be had."""
    blender = choose_blender(arguments.blender)
    build_zip(DIST, env=blender_env(blender))
    tests = [a if "/" in a else f"tests/window/{a}.py" for a in arguments.rest if a[:1] != "-"]
    options = [argument for argument in arguments.rest if argument[:1] == "-"]
    names = ["-o", "python_files=*.py", *(tests or ["tests/window"]), *options]
    return run_pytest(base_env(blender), names, blender=blender)


def run_pytest(env: Path, options: list[str], *, blender: str) -> int:
    say(f"{env.name}: pytest {shlex.join(options)}")
    command = ["python", "-m", "pytest", "-rs", *options]
    # Processes that share the cores take one each: threads of both would wait for each other.
    alone = {"OMP_NUM_THREADS": "1"} if "-n" in options else {}
    return run_in(env, command, cwd=ROOT, RELOOP3D_BLENDER=blender, **alone)


def link(arguments: argparse.Namespace) -> int:
    """Link the source tree into a Blender program, to try changes without packaging."""
    profile = arguments.profile or user_profile(arguments.blender or max(BLENDERS))
    target = profile.expanduser().resolve() / "extensions" / "user_default" / EXTENSION_ID
    if target.exists() and not (target / "engine").is_symlink():
        raise BuildError(f"{target} holds an installed ReLoop3D: uninstall it in Blender first")
    target.mkdir(parents=True, exist_ok=True)
    for name in (*SHIPPED_FOLDERS, *SHIPPED_FILES):
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).unlink(missing_ok=True)
        try:
            (target / name).symlink_to(ROOT / name, target_is_directory=name in SHIPPED_FOLDERS)
        except OSError as error:
            raise BuildError(f"cannot link ({error}); Windows wants its developer mode") from error
    (target / "__init__.py").write_text(ROOT_MODULE, encoding="utf-8")
    say("now start Blender and enable ReLoop3D in Preferences > Add-ons, once;")
    say("after a change of the code, start Blender again")
    print(target)
    return 0


def lock(_arguments: argparse.Namespace) -> int:
    """Resolve wheels/*.in anew, for every platform at once (wheels/lock.py)."""
    with tempfile.TemporaryDirectory() as temporary:
        tools = Path(temporary)
        with timed("installing uv and packaging for this once"):
            subprocess.run([sys.executable, "-m", "venv", tools], check=True)
            install = [env_python(tools), "-m", "pip", "install", "--quiet", "uv", "packaging"]
            subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
        return run_in(tools, ["python", "-m", "wheels.lock"], cwd=ROOT)


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, function: Callable, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        command.set_defaults(function=function, takes_rest=name in ("test", "window", "run"))
        if name != "lock":
            command.add_argument("--blender", choices=BLENDERS, help="default: the newest")
        return command

    command = add("demo", demo, "package, install and show ReLoop3D; prints the page's path last")
    command.add_argument("--assets", type=Path, help="a folder of models of your own")
    command.add_argument("--out", type=Path, default=DIST / "demo", help="default: dist/demo")
    add("test", test, "run all tests, or those named; every other argument goes to pytest")
    add(
        "window",
        window,
        "work a real Blender window with mouse and keys: all tests, or those named",
    )
    text = "build the zip and let Blender check it; prints its path last"
    command = add("package", package, text)
    command.add_argument("--platform", choices=PLATFORMS, help="default: this one")
    text = "none: development; lite (default): with small wheels; full: needs no network ever"
    command.add_argument("--bundle", choices=BUNDLES, default="lite", help=text)
    command.add_argument("--python", choices=PYTHONS["linux-x64"], help="of a full zip")
    command.add_argument("--wheels", type=Path, help="a folder of wheels that go first")
    text = "build the zips of every system and a static extension repository of them"
    command = add("repository", repository, text)
    command.add_argument("--bundle", choices=BUNDLES[1:], default="lite")
    text = "make all zips of a release, their repositories, notes and checksums"
    command = add("release", release, text)
    command.add_argument(
        "--bundles", nargs="+", choices=BUNDLES[1:], default=BUNDLES[1:], help="default: both"
    )
    command = add("link", link, "link this source tree into your Blender for live development")
    command.add_argument("--profile", type=Path, help="the folder that holds `extensions`")
    add("run", run, "run a command inside an environment: build.py run -- python")
    add("lock", lock, "resolve the package lists in wheels/ anew")
    return parser


def main(argv: list[str]) -> int:
    if argv[:1] == ["inside"]:
        inside(*argv[1:])
    ours, after = argv, []
    if "--" in argv:
        dashes = argv.index("--")
        ours, after = argv[:dashes], argv[dashes + 1 :]
    parser = make_parser()
    arguments, unknown = parser.parse_known_args(ours)
    arguments.rest = unknown + after
    if arguments.rest and not arguments.takes_rest:
        parser.error(f"unknown arguments: {shlex.join(arguments.rest)}")
    try:
        return arguments.function(arguments)
    except BuildError as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
