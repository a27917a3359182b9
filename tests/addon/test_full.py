"""The full zip of this system: built, installed and used in a Blender without any network."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import build
from engine.runtime.lock import this_platform, this_python
from wheels.environments import bare_env, env_python

PROGRAM = Path(__file__).with_name("bare.py")
# A network namespace of its own, with nothing in it: no address can be reached.
NO_NETWORK = ["unshare", "--map-root-user", "--net"] if sys.platform == "linux" else []


@pytest.mark.full
def test_a_full_zip_needs_no_network_ever(tmp_path: Path) -> None:
    options = {"bundle": "full", "platform": this_platform(), "python": this_python()}
    archive = build.build_zip(tmp_path / "zip", env=Path(sys.prefix), **options)
    report = json.loads(archive.with_suffix(".json").read_text())
    assert report["size"] == archive.stat().st_size > 2e8
    steps = ["missing=classify", "classify", "torch", "reason=install_runtime", "command=check"]
    python = env_python(bare_env(os.environ["RELOOP3D_BLENDER"]))
    command = [*NO_NETWORK, python, PROGRAM, archive, tmp_path / "profile", *steps]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=900)
    assert done.returncode == 0, done.stdout
    said = {}
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            said |= json.loads(line)
    assert said["missing"] == [] and said["classify"] == "chair"
    assert ".local" in said["torch"] and said["reason"] == "Everything is there"
    assert said["command"] == 0
    print(json.dumps(said | {"zip": archive.name, "size": report["size"]}))
