"""The runtime is installed whole or not used: resumed, verified, repaired, updated, removed."""

import sys
import types

import pytest
from wheelhouse import files, make_wheel, put

from engine.errors import DataError, InputError
from engine.jobs import drain
from engine.runtime import folder, install
from engine.runtime.fetch import SUMS, digest
from engine.runtime.folder import Runtime
from engine.runtime.install import remove, verify


def test_it_is_installed_from_a_folder_and_goes_in_front(runtime, house, listed, monkeypatch):
    status = runtime.status()
    assert status.is_empty and status.unpacked == sum(wheel.unpacked for wheel in listed)
    assert put(runtime, house) == "2 packages installed"
    status = runtime.status()
    assert status.is_complete and status.on_disk == sum(wheel.unpacked for wheel in listed)
    runtime.activate()
    assert sys.path[0] == str(runtime.site)
    import first

    assert first.version == "1.0" and runtime.is_in_use
    monkeypatch.delitem(sys.modules, "first")
    assert not runtime.is_in_use
    runtime.deactivate()
    assert str(runtime.site) not in sys.path
    assert put(runtime, house) == "Everything is there"


def test_a_flipped_byte_is_refused_and_what_was_good_stays(runtime, house, listed):
    path = house / listed[1].file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(DataError, match="second-1.0.*SHA-256"):
        put(runtime, house)
    status = runtime.status()
    assert [wheel.name for wheel in status.pending] == ["second"]
    assert not (runtime.site / "second").exists()


def test_a_missing_wheel_is_named(runtime, house, listed):
    (house / listed[0].file).unlink()
    with pytest.raises(DataError, match="first-1.0.*is not in"):
        put(runtime, house)
    with pytest.raises(InputError, match="is no folder"):
        put(runtime, house / "nowhere")


def test_stopped_in_the_middle_it_goes_on_where_it_was(runtime, house, listed):
    steps = install.install(runtime, wheels=house)
    while "first" not in {path.name for path in runtime.site.glob("first")}:
        next(steps)
    next(steps)
    steps.close()
    assert [wheel.name for wheel in runtime.status().pending] == ["second"]
    kept = (runtime.site / "first" / "__init__.py").stat().st_mtime_ns
    assert put(runtime, house) == "1 packages installed"
    assert (runtime.site / "first" / "__init__.py").stat().st_mtime_ns == kept


def test_a_half_unpacked_wheel_counts_for_nothing(runtime, house, listed):
    put(runtime, house)
    (runtime.site / "second-1.0.dist-info" / "direct_url.json").unlink()
    assert not runtime.status().is_complete
    assert put(runtime, house) == "1 packages installed"


def test_verify_finds_what_was_changed_or_lost_and_install_repairs_just_that(
    runtime, house, listed
):
    put(runtime, house)
    assert drain(verify(runtime)) == []
    target = runtime.site / "second" / "__init__.py"
    target.write_text("version = 'evil'\n")
    assert drain(verify(runtime)) == ["second/__init__.py"]
    assert [wheel.name for wheel in runtime.status().pending] == ["second"]
    assert put(runtime, house) == "1 packages installed"
    assert "1.0" in target.read_text() and drain(verify(runtime)) == []
    target.unlink()
    assert drain(verify(runtime)) == ["second/__init__.py"]


def test_a_new_list_updates_what_changed_and_drops_what_is_not_needed(runtime, house, listed):
    put(runtime, house)
    listed[:] = [make_wheel(house, "first", "2.0", {"first/other.py": b"version = 2\n"})]
    status = runtime.status()
    assert [wheel.version for wheel in status.pending] == ["2.0"]
    assert status.stale == ("second",)
    assert put(runtime, house) == "1 packages installed"
    assert files(runtime.site) >= {"first/other.py"}
    assert not (runtime.site / "first" / "__init__.py").exists()
    assert not (runtime.site / "second").exists(), "an empty folder would pass for a package"


def test_removed_the_disk_is_as_before(runtime, house, listed, tmp_path):
    before = files(tmp_path)
    put(runtime, house)
    (runtime.site / "first" / "__pycache__").mkdir()
    (runtime.site / "first" / "__pycache__" / "x.pyc").write_bytes(b"")
    assert drain(remove(runtime)) == "Removed"
    assert files(tmp_path) == before and not runtime.root.parent.exists()
    assert drain(remove(runtime)) == "There was nothing to remove"


def test_only_what_is_imported_is_unpacked(runtime, house, listed):
    listed[:] = [
        make_wheel(
            house,
            "torch",
            files={
                "torch/__init__.py": b"",
                "torch/include/ATen/core.h": b"header",
                "torch/lib/static.lib": b"lib",
                "torch-1.0.data/purelib/extra.py": b"x = 1\n",
                "torch-1.0.data/scripts/torchrun": b"#!python\n",
            },
        )
    ]
    put(runtime, house)
    there = {path for path in files(runtime.site) if "dist-info" not in path}
    assert there == {"torch/__init__.py", "extra.py"}
    assert drain(verify(runtime)) == []


@pytest.mark.parametrize("member", ["../evil.py", "/evil.py", "a/../../evil.py", "C:/evil.py"])
def test_a_path_that_leads_outside_is_refused(member, runtime, house, listed, tmp_path):
    listed[:] = [make_wheel(house, "sly", files={member: b"x"})]
    with pytest.raises(DataError, match="leads outside"):
        put(runtime, house)
    assert not list(tmp_path.rglob("evil.py"))


def test_two_at_once_are_refused(runtime, house, listed):
    steps = install.install(runtime, wheels=house)
    next(steps)
    with pytest.raises(InputError, match="Another Blender"):
        put(Runtime(runtime.root.parents[1]), house)
    steps.close()
    assert put(runtime, house) == "2 packages installed"


def test_a_full_disk_is_said_before_anything_is_written(runtime, house, listed, monkeypatch):
    usage = folder.shutil.disk_usage(runtime.root.anchor)
    monkeypatch.setattr(folder.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(DataError, match="disk has 0 MB left"):
        put(runtime, house)
    assert not runtime.site.exists()


def test_a_system_without_packages_says_so(runtime, monkeypatch):
    monkeypatch.setattr(folder, "this_platform", lambda: "")
    with pytest.raises(InputError, match="no packages for this system"):
        runtime.status()


def test_another_build_of_torch_is_taken_by_the_folders_own_hash(runtime, house, listed):
    listed[:] = [
        make_wheel(house, "torch", build="cuda"),
        make_wheel(house, "nvidia_cublas", build="cuda"),
        make_wheel(house, "timm"),
    ]
    (house / listed[0].file).unlink()
    local = make_wheel(house, "torch", "1.0+cpu")
    with pytest.raises(DataError, match="no hash to check torch-1.0[+]cpu"):
        put(runtime, house)
    (house / SUMS).write_text(f"{'0' * 64}  {local.file}\n")
    with pytest.raises(DataError, match="damaged or was changed"):
        put(runtime, house)
    (house / SUMS).write_text(f"{digest(house / local.file)} *{local.file}\n")
    assert put(runtime, house) == "2 packages installed"
    assert not (runtime.site / "nvidia_cublas").exists()
    assert runtime.status().is_complete


def test_a_build_of_its_own_stays_one(runtime, house, listed):
    listed[:] = [make_wheel(house, name, build="cuda") for name in ("torch", "torchvision")]
    for wheel in listed:
        (house / wheel.file).unlink()
    local = [make_wheel(house, name, "1.0+cpu") for name in ("torch", "torchvision")]
    (house / SUMS).write_text("".join(f"{digest(house / w.file)}  {w.file}\n" for w in local))
    put(runtime, house)
    (runtime.site / "torchvision" / "__init__.py").write_text("damaged")
    assert drain(verify(runtime)) == ["torchvision/__init__.py"]
    with pytest.raises(InputError, match="torchvision has to come with it"):
        drain(install.install(runtime))
    assert put(runtime, house) == "1 packages installed"
    assert runtime.status().is_complete


@pytest.mark.parametrize("has_nvidia, build", [(True, "cu130"), (False, "cpu")])
def test_of_several_builds_the_machine_gets_its_own_and_never_half_of_one(
    has_nvidia, build, runtime, house, listed, monkeypatch
):
    listed[:] = [make_wheel(house, name, build="cuda") for name in ("torch", "torchvision")]
    for wheel in listed:
        (house / wheel.file).unlink()
    local = [make_wheel(house, "torch", f"1.0+{kind}") for kind in ("cpu", "cu130")]
    (house / SUMS).write_text("".join(f"{digest(house / w.file)}  {w.file}\n" for w in local))
    monkeypatch.setattr("engine.runtime.fetch.has_nvidia", lambda: has_nvidia)
    with pytest.raises(InputError, match="torchvision has to come with it"):
        put(runtime, house)
    listed[:] = listed[:1]
    put(runtime, house)
    assert f"1.0+{build}" in (runtime.site / "torch" / "__init__.py").read_text()


def test_a_zip_that_carries_a_build_of_its_own_needs_no_other(
    runtime, house, listed, monkeypatch, tmp_path
):
    listed[:] = [
        make_wheel(house, "torch", build="cuda"),
        make_wheel(house, "nvidia_cublas", build="cuda"),
        make_wheel(house, "typing_extensions", bundle="spare"),
    ]
    carried = tmp_path / "zip" / "wheels"
    make_wheel(carried, "torch", "1.0+cpu")
    spare = make_wheel(carried / "spare", "typing_extensions", bundle="spare")
    monkeypatch.setattr(folder, "CARRIED", carried)
    monkeypatch.setattr(install, "SPARE", carried / "spare")
    assert [wheel.name for wheel in runtime.status().pending] == [spare.name]
    drain(install.install_spare(runtime))
    assert runtime.status().is_complete


def test_what_the_folder_lacks_is_downloaded_where_that_is_allowed(
    runtime, house, listed, monkeypatch, tmp_path
):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(house))
    other = tmp_path / "other"
    other.mkdir()
    (house / listed[0].file).rename(other / listed[0].file)
    with pytest.raises(DataError, match="second-1.0.*is not in"):
        put(runtime, other)
    drain(install.install(runtime, wheels=other))
    assert runtime.status().is_complete


@pytest.mark.parametrize("content", ["", "\0" * 100, "x,sha256=!,many\n"])
def test_a_lost_record_is_damage_and_can_be_repaired(content, runtime, house, listed):
    put(runtime, house)
    (runtime.site / "second-1.0.dist-info" / "RECORD").write_text(content)
    assert drain(verify(runtime)) == ["second-1.0.dist-info/RECORD"]
    assert put(runtime, house) == "1 packages installed"
    assert drain(verify(runtime)) == []


def test_a_removal_that_was_stopped_leaves_nothing_that_passes_for_whole(
    runtime, house, listed, monkeypatch
):
    put(runtime, house)
    monkeypatch.setattr(install.shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(DataError, match="in use"):
        drain(remove(runtime))
    status = runtime.status()
    assert status.is_empty and status.exists


def test_the_rests_of_a_killed_pip_go_with_the_next_installation(runtime, house, listed):
    rest = runtime.downloads / "tmpabc"
    rest.mkdir(parents=True)
    (rest / "half.whl").write_bytes(b"x")
    put(runtime, house)
    assert not runtime.downloads.exists()


def test_a_folder_that_cannot_be_written_says_so(tmp_path, listed, house):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="cannot be written.*Choose another folder"):
        put(Runtime(tmp_path / "file"), house)


def test_what_two_packages_share_stays_until_the_last_goes(runtime, house, listed):
    both = {"shared.dll": b"library"}
    listed[:] = [
        make_wheel(house, name, files={f"{name}/__init__.py": b"", **both})
        for name in ("first", "second")
    ]
    put(runtime, house)
    listed[:] = listed[1:]
    put(runtime, house)
    assert not (runtime.site / "first").exists() and (runtime.site / "shared.dll").exists()


def test_a_torch_from_elsewhere_is_a_rival(runtime, house, listed, monkeypatch, tmp_path):
    put(runtime, house)
    assert runtime.rival == ""
    module = types.ModuleType("timm")
    module.__file__ = str(tmp_path / "elsewhere" / "timm" / "__init__.py")
    monkeypatch.setitem(sys.modules, "timm", module)
    assert runtime.rival == module.__file__
