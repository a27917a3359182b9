"""The add-on's side of the runtime: it never keeps the add-on from being enabled; first imports."""

import sys

import bpy
import pytest


@pytest.fixture
def runtime(addon):
    """The module, looked at afresh afterwards."""
    module = addon("reloop3d_addon.runtime")
    yield module
    module.look(bpy.context)


@pytest.fixture
def preferences(addon):
    """What the person has chosen, put back afterwards."""
    person = addon("reloop3d_addon.preferences").chosen(bpy.context)
    yield person
    person.folder = person.wheels = ""


def nothing(*_):
    """Steps that do nothing."""
    return []
    yield


def whole(runtime, monkeypatch, folder) -> str:
    """A runtime in a folder that counts as whole; its place on the path."""
    ours = runtime.Runtime(folder)
    ours.site.mkdir(parents=True)
    wheel = type("Wheel", (), {"file": "x", "name": "x", "version": "1", "build": ""})
    status = runtime.Status((wheel,), (), (), 0, True, False)
    monkeypatch.setattr(runtime.Runtime, "status", lambda self: status)
    monkeypatch.setattr(runtime, "install_spare", nothing)
    monkeypatch.setattr(runtime.Runtime, "rival", "")
    return str(ours.site)


def test_a_disk_that_fails_is_a_sentence_and_not_an_add_on_that_cannot_be_enabled(
    runtime, monkeypatch
) -> None:
    def fail(self):
        raise OSError("the drive is gone")

    monkeypatch.setattr(runtime.Runtime, "status", fail)
    runtime.look(bpy.context)
    assert runtime.status() is None and runtime.reason() == "the drive is gone"
    with pytest.raises(RuntimeError, match="the drive is gone"):
        bpy.ops.reloop3d.install_runtime()


def test_another_folder_takes_the_old_runtime_from_the_path(
    runtime, preferences, monkeypatch, tmp_path
) -> None:
    path = list(sys.path)
    preferences.folder = str(tmp_path / "one")
    first = whole(runtime, monkeypatch, tmp_path / "one")
    second = whole(runtime, monkeypatch, tmp_path / "two")
    runtime.look(bpy.context)
    assert sys.path[0] == first
    preferences.folder = str(tmp_path / "two")  # looks by itself
    assert sys.path[0] == second and first not in sys.path
    runtime.forget()
    assert sys.path == path


def test_a_torch_from_elsewhere_keeps_the_runtime_from_being_used(
    runtime, preferences, monkeypatch, tmp_path
) -> None:
    site = whole(runtime, monkeypatch, tmp_path)
    monkeypatch.setattr(runtime.Runtime, "rival", "/elsewhere/torch/__init__.py")
    preferences.folder = str(tmp_path)
    assert runtime.rival() == "/elsewhere/torch/__init__.py" and site not in sys.path


def test_a_broken_package_stops_classify_before_blender_imports_it(
    addon, runtime, monkeypatch, tmp_path, preferences
) -> None:
    sample = addon("engine.samples").SAMPLES["cup"]()
    obj = addon("reloop3d_addon.bridge.objects").object_from_mesh(sample, "cup")
    bpy.context.scene.collection.objects.link(obj)
    bpy.context.view_layer.objects.active = obj
    preferences.folder = str(tmp_path)
    tried = []
    found = [addon("engine.facts").Fact("torch", "crashes", "it ends Python with SIGSEGV")]

    def probe(modules):
        tried.append(tuple(modules))
        return list(found)
        yield

    monkeypatch.setattr(runtime, "probe", probe)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="SIGSEGV.*Check Setup"):
            bpy.ops.reloop3d.classify()
    assert len(tried) == 2 and "torch" in tried[0] and not obj.reloop3d.label
    found.clear()
    bpy.ops.reloop3d.classify()
    bpy.ops.reloop3d.classify()
    assert len(tried) == 3 and obj.reloop3d.label, "once tried, it is remembered"
