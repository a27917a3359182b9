"""Uninstalling frees the disk and leaves the labels; earlier versions' labels are brought home."""

import json
import os
import subprocess
import sys
from pathlib import Path

import bpy

import build


def test_uninstalling_deletes_ours_and_leaves_the_labels(tmp_path: Path) -> None:
    archive = build.build_zip(tmp_path / "zip", env=Path(sys.prefix))
    program, profile = Path(__file__).with_name("leaving.py"), tmp_path / "profile"
    profile.mkdir()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("BLENDER_USER")}
    done = subprocess.run(
        [sys.executable, program, archive, profile],
        env=clean | {"HOME": str(tmp_path / "home"), "USERPROFILE": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["models"] and said["before"]
    assert said["after"] == [] and not said["is_enabled"]
    assert said["project"] == str(tmp_path / "home" / "ReLoop3D" / "project")
    assert "labels.sqlite" in said["labels"] and "reloop3d.json" in said["labels"]


def test_a_pool_in_the_extension_s_folder_is_brought_home_once(
    addon, tmp_path: Path, monkeypatch
) -> None:
    opened = addon("reloop3d_addon.pool.opened")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(opened, "data_folder", lambda _context: tmp_path / "own")
    home = tmp_path / "home" / "ReLoop3D" / "project"
    assert opened.folder(bpy.context) == home
    opened.bring_home(bpy.context)
    assert not home.exists()
    old = tmp_path / "own" / "project"
    old.mkdir(parents=True)
    (old / "reloop3d.json").write_text("earlier")
    opened.bring_home(bpy.context)
    assert (home / "reloop3d.json").read_text() == "earlier" and not old.exists()
    old.mkdir()
    (old / "reloop3d.json").write_text("another")
    opened.bring_home(bpy.context)  # never over what is there
    assert (home / "reloop3d.json").read_text() == "earlier"
    assert (old / "reloop3d.json").read_text() == "another"


def test_a_pool_beside_a_chosen_folder_stays_there(addon, tmp_path: Path) -> None:
    preferences = addon("reloop3d_addon.preferences").chosen(bpy.context)
    opened = addon("reloop3d_addon.pool.opened")
    preferences.folder = str(tmp_path / "chosen")
    (tmp_path / "chosen" / "project").mkdir(parents=True)
    (tmp_path / "chosen" / "project" / "reloop3d.json").write_text("mine")
    try:
        opened.bring_home(bpy.context)
        assert opened.folder(bpy.context) == tmp_path / "chosen" / "project"
        assert (tmp_path / "chosen" / "project" / "reloop3d.json").is_file()
    finally:
        preferences.folder = ""
