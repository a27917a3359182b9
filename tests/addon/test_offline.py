"""Offline means offline: with online access off nothing of ours opens a connection."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from watching import Watch

import build


def run(tmp_path: Path, *command: str | Path) -> tuple[subprocess.CompletedProcess, str]:
    """Run Python with connections forbidden; what it printed, and what it tried."""
    watch = Watch(tmp_path)
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "PIP_"))}
    done = subprocess.run(
        [sys.executable, *command],
        env=clean | watch.variables,
        stdout=subprocess.PIPE,
        text=True,
        timeout=900,
    )
    return done, watch.attempts


def test_the_watch_sees_an_attempt_also_of_a_child(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('localhost', 9))"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-s', '-c', {code!r}])"
    _, attempts = run(tmp_path, "-c", child)
    assert "socket.getaddrinfo" in attempts


@pytest.mark.slow
def test_no_button_and_no_verb_tries_to_go_online(tmp_path: Path) -> None:
    archive = build.build_zip(tmp_path / "zip", env=Path(sys.prefix))
    program = Path(__file__).with_name("offline.py")
    (tmp_path / "work").mkdir()
    done, attempts = run(tmp_path, program, archive, tmp_path / "profile", tmp_path / "work")
    assert done.returncode == 0
    said = json.loads(done.stdout.splitlines()[-1])
    assert attempts == ""
    buttons = said["buttons"]
    # Those of the runtime are pressed in test_bare.py, under the same watch.
    dead = {name for name, said in buttons.items() if said != "pressed"}
    runtime = {"install_runtime", "verify_runtime", "remove_runtime", "install from a folder"}
    # A script has no keys and no window.
    windows = {"show_preferences", "label_key", "read_bugreport"}
    assert dead == runtime | windows | {"get_model"}, buttons
    assert "Allow online access" in buttons["install_runtime"]
    assert "Allow online access" in buttons["get_model"]
    assert "is not in" in buttons["install from a folder"]
    verbs = said["verbs"]
    failing = {name for name, status in verbs.items() if status not in (0, 1)}
    assert failing == {"blender runtime install"}, verbs
    assert verbs["engine train"] == verbs["engine check"] == verbs["blender demo"] == 0
    assert verbs["engine simulate"] == 0
    assert said["hub"]["HF_HUB_OFFLINE"] == "True"
    assert said["hub"]["timm"] == said["hub"]["hub"] == "LocalEntryNotFoundError"
