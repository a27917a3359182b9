"""The second Blender: what it reads of files, when it starts and ends, and what it dies of."""

import os
import signal
from pathlib import Path

import bpy
import numpy as np
import pytest
from shelf import box, killed_while_asked, library, save


@pytest.fixture
def blender(addon):
    process = addon("reloop3d_addon.child.process")
    with process.SecondBlender(process.command()) as blender:
        yield blender


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return library(tmp_path)


def test_a_library_lists_what_is_marked_and_any_other_file_its_roots(blender, root) -> None:
    listed = blender.ask("listed", path=root / "furniture.blend")
    assert [asset["object"] for asset in listed] == [
        "objects/Chair",
        "objects/Table",
        "collections/Pair",
    ]
    plain = blender.ask("listed", path=root / "other.blend")
    assert plain == [{"object": "objects/Elsewhere", "name": "Elsewhere"}]
    assert blender.ask("listed", path=root / "car.glb") == [{"object": "", "name": "car"}]


def test_an_asset_is_read_with_what_belongs_to_it(blender, root, tmp_path, addon) -> None:
    def read(object: str):
        blender.ask("mesh", path=root / "furniture.blend", object=object, out=tmp_path / "mesh")
        return addon("engine.meshfile").read_mesh(tmp_path / "mesh")

    chair, table, pair = read("objects/Chair"), read("objects/Table"), read("collections/Pair")
    assert len(chair.faces) == 12 and [i.name for i in chair.instances] == ["Chair"]
    assert {i.name for i in table.instances} == {"Table", "Leg"}
    assert np.allclose(table.vertices.min(axis=0), (9, -1, -3))
    assert np.allclose(table.vertices.max(axis=0), (11, 1, 1))
    assert {i.name for i in pair.instances} == {"Left", "Right"}
    assert np.allclose(np.ptp(pair.vertices, axis=0), (6, 2, 2))
    whole = read("")
    assert {i.name for i in whole.instances} >= {"Chair", "Table", "Leg", "Plain", "Elsewhere"}


def test_an_asset_is_read_as_the_file_is_now(blender, root, tmp_path, addon) -> None:
    path, out = root / "sofa.blend", tmp_path / "mesh"
    blender.ask("mesh", path=path, object="objects/Sofa", out=out)
    box("Sofa").scale.z = 5
    os.utime(save(path), ns=(1, 1))
    blender.ask("mesh", path=path, object="objects/Sofa", out=out)
    assert np.ptp(addon("engine.meshfile").read_mesh(out).vertices[:, 2]) == pytest.approx(10)


def test_an_artists_label_is_read_and_stays_in_the_file(blender, tmp_path, addon) -> None:
    obj = box("Thing")
    obj.reloop3d.label, obj.reloop3d.confidence = "chair", 0.75
    path, out = save(tmp_path / "thing.blend"), tmp_path / "mesh"
    blender.ask("mesh", path=path, object="objects/Thing", out=out)
    assert addon("engine.meshfile").read_mesh(out).instances[0].label == "chair"
    change = {"object": "objects/Thing", "tags": ["new"], "catalog": None, "preview": None}
    blender.ask("write", path=path, changes=[change], part=tmp_path / "part", keep=tmp_path)
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "part"), use_scripts=False)
    kept = bpy.data.objects["Thing"].reloop3d
    assert kept.label == "chair" and kept.confidence == 0.75


@pytest.mark.parametrize("suffix", ["obj", "ply", "stl", "off"])
def test_a_file_of_another_type_is_read_whole(blender, tmp_path, addon, suffix: str) -> None:
    path, corners = tmp_path / f"box.{suffix}", [(0, 0, 0), (1, 0, 0), (0, 1, 0)]
    lines = [" ".join(map(str, corner)) for corner in corners]
    ply = "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\n"
    ply += "property float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n"
    stl = "".join(f"vertex {line}\n" for line in lines)
    text = {
        "obj": "".join(f"v {line}\n" for line in lines) + "f 1 2 3\n",
        "off": "OFF\n3 1 0\n" + "\n".join(lines) + "\n3 0 1 2\n",
        "ply": ply + "\n".join(lines) + "\n3 0 1 2\n",
        "stl": f"solid s\nfacet normal 0 0 1\nouter loop\n{stl}endloop\nendfacet\nendsolid s\n",
    }
    path.write_text(text[suffix])
    blender.ask("mesh", path=path, object="", out=tmp_path / "mesh")
    assert len(addon("engine.meshfile").read_mesh(tmp_path / "mesh").faces) == 1


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_starts_when_first_asked_and_ends_when_closed(addon, root) -> None:
    process = addon("reloop3d_addon.child.process")
    blender = process.SecondBlender(process.command())
    assert blender.pid is None
    blender.ask("listed", path=root / "sofa.blend")
    pid = blender.pid
    assert is_alive(pid)
    blender.close()
    assert not is_alive(pid) and blender.pid is None
    with pytest.raises(Exception, match="closed"):
        blender.ask("listed", path=root / "sofa.blend")


def test_it_ends_by_itself_when_nobody_can_ask_any_more(addon, root) -> None:
    process = addon("reloop3d_addon.child.process")
    blender = process.SecondBlender(process.command())
    blender.ask("listed", path=root / "sofa.blend")
    blender._process.stdin.close()  # as the system does where Blender is killed
    assert blender._process.wait(30) == 0
    blender.close()


def test_one_that_died_says_so_and_is_started_anew(blender, root) -> None:
    blender.ask("listed", path=root / "sofa.blend")
    timer = killed_while_asked(blender)
    with pytest.raises(Exception, match="Blender crashed while reading sofa.blend"):
        blender.ask("listed", path=root / "sofa.blend")
    timer.join()
    assert blender.ask("listed", path=root / "sofa.blend")[0]["name"] == "Sofa"


def test_one_that_takes_too_long_is_stopped(blender, root) -> None:
    blender.ask("listed", path=root / "sofa.blend")
    pid = blender.pid
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(Exception, match="took over 1 s reading sofa.blend"):
        blender.ask("listed", path=root / "sofa.blend", timeout=1)
    assert not is_alive(pid)
    assert blender.ask("listed", path=root / "sofa.blend")[0]["name"] == "Sofa"


def test_one_that_cannot_start_says_why(addon) -> None:
    second = addon("reloop3d_addon.child.process").SecondBlender
    with second(["no such program"]) as blender, pytest.raises(Exception, match="cannot be start"):
        blender.ask("listed", path="x.blend")
    with second(["cat", "/no/such/file"]) as blender, pytest.raises(Exception, match="such file"):
        blender.ask("listed", path="x.blend")
