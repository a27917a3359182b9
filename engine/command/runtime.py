"""The verb `runtime`: install, verify, remove the heavy packages, and say what is there."""

import argparse
import platform
from pathlib import Path

from ..errors import InputError
from ..facts import Fact, as_size, as_text, problems
from ..jobs import drain
from ..runtime import child
from ..runtime.folder import Runtime, Status
from ..runtime.install import install, remove, verify
from ..runtime.lock import this_platform, this_python
from ..runtime.probe import probe
from .shared import OK, SOME_FAILED, ProgressBar

ACTIONS = ("install", "verify", "remove", "status")


def add_runtime(verbs) -> argparse.ArgumentParser:
    """Add `runtime` to the parser's verbs; in Blender its folder has a default."""
    parser = verbs.add_parser("runtime", help="install, verify or remove the heavy packages")
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("--folder", type=Path, help="that holds the runtime")
    text = "of wheels that go before the downloaded ones"
    parser.add_argument("--wheels", type=Path, metavar="FOLDER", help=text)
    parser.add_argument("--offline", action="store_true", help="download nothing")
    parser.add_argument("--lines", action="store_true", help=argparse.SUPPRESS)  # for child.py
    parser.set_defaults(work=run_runtime)
    return parser


def run_runtime(args: argparse.Namespace) -> int:
    """Do the action; verify and status exit with 1 where something is damaged or missing."""
    if args.folder is None:
        raise InputError("No folder was named.", "Say --folder FOLDER.")
    runtime = Runtime(args.folder.absolute())
    if args.lines:
        return child.serve(_steps(runtime, args))
    if args.action == "status":
        return run_status(runtime)
    with ProgressBar() as bar:
        result = drain(_steps(runtime, args), bar.show)
    return report(args.action, result)


def _steps(runtime: Runtime, args: argparse.Namespace):
    if args.action == "install":
        wheels = args.wheels and args.wheels.absolute()
        return install(runtime, wheels=wheels, is_online=not args.offline)
    return {"verify": verify, "remove": remove}[args.action](runtime)


def report(action: str, result: str | list[str]) -> int:
    """Print what came of an action; the exit status."""
    if action != "verify":
        print(result)
        return OK
    print("\n".join([*result, f"{len(result)} files are damaged" if result else "All is well"]))
    return SOME_FAILED if result else OK


def run_status(runtime: Runtime) -> int:
    """Print what is there and what is missing, and import every package once."""
    status = runtime.status()
    if status.needed and status.is_complete:
        runtime.activate()
    with ProgressBar() as bar:
        packages = drain(probe(), bar.show)
    facts = [*status_facts(runtime, status), *packages]
    print(as_text(facts))
    return SOME_FAILED if problems(facts) else OK


def status_facts(runtime: Runtime, status: Status) -> list[Fact]:
    """The runtime in a few lines."""
    problem = ""
    if status.pending:
        problem = (
            f"{as_size(status.download)} to download, {as_size(status.unpacked)} on the disk: "
            "press Install Runtime in the preferences"
        )
    there = len(status.needed) - len(status.pending)
    return [
        Fact("Runtime", f"{there} of {len(status.needed)} packages", problem),
        Fact("Runtime folder", str(runtime.root)),
        Fact("Runtime for", f"{this_platform()}, Python {this_python()}, {platform.libc_ver()[1]}"),
        Fact("Disk", f"{as_size(status.on_disk)} used, {as_size(status.free)} free"),
    ]
