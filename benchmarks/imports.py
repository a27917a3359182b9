"""Times imports: what a start of the engine, the add-on and the first model cost.

    python3 build.py run -- python benchmarks/imports.py --json OUT

Each in a new process, the median of five: the engine's command line, enabling the add-on in
Blender's module (beside a bare `import bpy`), torch, timm, and loading the default model.
`peer` is `import numpy`, measured in the same turns.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 5

# What is timed, and what has to be there before.
CASES = {
    "numpy": ("", "import numpy"),
    "engine": ("import numpy", "import engine.command.main"),
    "bpy": ("", "import bpy"),
    "add-on enabled": (
        "import build, bpy",
        "import addon_utils; assert addon_utils.enable(build.PACKAGE)",
    ),
    "torch": ("import engine.deps as deps", "deps.require('torch', feature='It')"),
    "timm": (
        "import engine.deps as deps; deps.require('torch', feature='It')",
        "deps.load_triton(); deps.require('timm', feature='It')",
    ),
    "default model, after torch and timm": (
        "import engine.deps as deps; deps.require('torch', feature='It'); deps.load_triton();"
        "import timm; from engine.models.registry import load_classifier",
        "load_classifier()",
    ),
}


def seconds(before: str, timed: str, profile: Path) -> float:
    code = (
        f"import sys, time, os; sys.path.insert(0, {str(ROOT)!r})\n"
        f"{before.format(profile=str(profile))}\n"
        f"start = time.perf_counter()\n{timed}\n"
        "print('took', time.perf_counter() - start, flush=True)\n"
        "os._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**__import__("os").environ, "BLENDER_USER_RESOURCES": str(profile)},
    )
    return float(done.stdout.rsplit("took", 1)[1])


def install(profile: Path) -> None:
    """Put the packaged extension into a throw-away profile, not yet enabled in later processes."""
    code = (
        f"import sys, os; sys.path.insert(0, {str(ROOT)!r})\n"
        "import build; from pathlib import Path\n"
        f"profile = Path({str(profile)!r})\n"
        "build.install_into_bpy(build.build_zip(profile / 'zip', env=Path(sys.prefix)), profile)\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    options = parser.parse_args()
    times: dict[str, list[float]] = {name: [] for name in CASES}
    with tempfile.TemporaryDirectory(prefix="reloop3d-benchmark-") as folder:
        install(Path(folder))
        for turn in range(REPEATS + 1):
            for name, (before, timed) in CASES.items():
                value = seconds(before, timed, Path(folder))
                if turn:  # the first fills the system's file cache
                    times[name].append(value)
    medians = {name: statistics.median(values) for name, values in times.items()}
    result = {
        "seconds": medians,
        "over_numpy": {name: value / medians["numpy"] for name, value in medians.items()},
    }
    options.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(options.json)


if __name__ == "__main__":
    main()
