"""Self-test in Blender: the button, its rows, its copy, the verb; and bug reports."""

import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import bpy
import numpy as np
import pytest
from making import sample

from tests.fingerprint import fingerprint

SECRET = "Grandmas Wohnzimmersofa"


class Layout:
    """Stands in for a panel's layout, which background Blender has none of: what is drawn on it."""

    def __init__(self, drawn: list[str]) -> None:
        self.drawn = drawn

    def __getattr__(self, name: str):
        def draw(*given, text: str = "", **_options) -> "Layout":
            self.drawn += [text] if name == "label" else []
            self.drawn += [str(given[-1])] if name in ("operator", "prop") else []
            return Layout(self.drawn)

        return draw


@pytest.fixture
def drawn(addon, monkeypatch):
    """Draws with a function of a layout: the lines, and the names of buttons and settings."""
    base = addon("reloop3d_addon.panels.base")
    monkeypatch.setattr(base, "_wrapped", lambda text: [text])  # there is no sidebar to fit

    def draw(draw_on) -> list[str]:
        draw_on(layout := Layout([]))
        return layout.drawn

    return draw


def rows(addon):
    return addon("reloop3d_addon.operators.selftest").last_rows()


# --- self-test ----------------------------------------------------------------------------------


def test_the_button_tries_features_and_leaves_the_file_as_it_was(addon) -> None:
    sample(addon, "chair")
    before = fingerprint()
    assert bpy.ops.reloop3d.selftest(only="workbench, capture, pool") == {"FINISHED"}
    assert fingerprint() == before
    assert [row.name for row in rows(addon)] == ["capture", "pool", "workbench"]
    assert all(row.outcome == "holds" for row in rows(addon)), rows(addon)
    job = addon("reloop3d_addon.jobs.lanes").ended("Self-Test")
    assert job.notes == ["3 of 3 hold"] and not job.failed
    assert bpy.ops.reloop3d.copy_selftest() == {"FINISHED"}


def test_a_bad_figure_is_told_by_the_button(addon, monkeypatch) -> None:
    operators = addon("reloop3d_addon.operators.selftest")
    contract = addon("engine.selftest.contract")

    def measured():
        yield addon("engine.jobs").Progress(0, 1, "Working")
        return {"right": 0.4}

    bound = {"right": contract.Bound("right", least=0.5)}
    worse = contract.Check("worse", "Trying", measured, bound, is_apart=False)
    absent = contract.Check("absent", "Trying", measured, bound, ("no_package",), is_apart=False)
    monkeypatch.setattr(operators, "CHECKS", (worse, absent))
    bpy.ops.reloop3d.selftest(only="worse,absent")
    job = addon("reloop3d_addon.jobs.lanes").ended("Self-Test")
    assert job.failed == [("worse", "right: 0.4, not at least 0.5")]
    assert job.notes == ["absent not run: packages are missing", "0 of 1 hold"]
    assert [row.outcome for row in rows(addon)] == ["worse", "not run"]


def test_the_panel_shows_figures_bounds_and_claims(addon, drawn) -> None:
    bpy.ops.reloop3d.selftest(only="relief")
    panel = addon("reloop3d_addon.panels.selftest").RELOOP3D_PT_selftest
    assert panel.poll(bpy.context)
    lines = drawn(lambda layout: panel.draw(SimpleNamespace(layout=layout), bpy.context))
    assert lines[0] == "reloop3d.copy_selftest" and lines[1].startswith("relief, ")
    told = "faces within 1 % of the diagonal of the truth: 100 % (at least 99 %)"
    assert told in lines and "claimed, measured otherwise than ours" in lines[-1]
    setup = addon("reloop3d_addon.panels.check").RELOOP3D_PT_check
    lines = drawn(lambda layout: setup.draw(SimpleNamespace(layout=layout), bpy.context))
    assert {"reloop3d.selftest", "reloop3d.bugreport", "1 of 1 hold"} <= set(lines)


def test_no_rows_no_copy_and_an_unknown_check_is_refused(addon) -> None:
    addon("reloop3d_addon.jobs.lanes").cancel_all()
    copy = addon("reloop3d_addon.operators.selftest").RELOOP3D_OT_copy_selftest
    assert copy.problem(bpy.context) == "Run the self-test first"
    with pytest.raises(RuntimeError, match="no check “spoon”"):
        bpy.ops.reloop3d.selftest(only="spoon")


def test_it_runs_beside_the_window_and_can_be_stopped(addon, bench) -> None:
    operators = addon("reloop3d_addon.operators.selftest")
    checks = addon("engine.selftest.run").chosen(["classify", "capture"])
    job = operators.selftest_job(checks)
    bench.lanes.add(job)
    bench.pump(lambda: job.is_in_thread and job.progress.message == checks[0].words)
    bench.lanes.cancel(job)
    assert job.outcome == "stopped"
    bench.pump(lambda: not bench.lanes._leaving)


def test_the_verb_has_blenders_check_too(addon, tmp_path: Path, capfd) -> None:
    file = tmp_path / "selftest.json"
    command = addon("reloop3d_addon.command").main
    assert command(["selftest", "--only", "export,workbench", "--json", str(file)]) == 0
    values = json.loads(file.read_text(encoding="utf-8"))
    assert [row["feature"] for row in values["rows"]] == ["export", "workbench"]
    assert values["versions"]["blender"] == bpy.app.version_string
    out = capfd.readouterr().out.splitlines()
    assert out[0].startswith("feature") and out[-1].startswith("2 of 2 hold")
    assert not any(line.startswith("Saved") for line in out)
    runs = addon("engine.runlog").read_runs(
        addon("reloop3d_addon.preferences").run_log(bpy.context)
    )
    assert runs[-1].job == "Self-Test" and runs[-1].versions["blender"]


# --- bug reports --------------------------------------------------------------------------------


@pytest.fixture
def group():
    return bpy.context.window_manager.reloop3d.bugreport


@pytest.fixture
def quick(addon, monkeypatch) -> None:
    """The setup is not looked at: that has tests of its own."""

    def looked(_device):
        yield from ()
        return [addon("engine.facts").Fact("Folder", str(Path.home() / SECRET))]

    monkeypatch.setattr(addon("reloop3d_addon.operators.bugreport"), "check", looked)


def texts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_report_is_read_changed_and_written_without_names(
    addon, bench, group, quick, tmp_path: Path
) -> None:
    sample(addon, "chair").name = SECRET
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "Dragonslayer 2.blend"))

    def body(job):
        yield bench.progress(0, 1, "Working")
        with job.item(SECRET):
            raise KeyError(f"{SECRET} in {bpy.data.filepath}")

    bench.lanes.run_blocking(bench.job("Classify", body, items=2))
    assert bpy.ops.reloop3d.bugreport() == {"FINISHED"}
    report = bpy.data.texts["ReLoop3D Bug Report"]
    content = report.as_string()
    for secret in (SECRET, "Dragonslayer", str(Path.home()), str(tmp_path)):
        assert secret not in content, content
    assert "KeyError" in content and '"job": "Classify"' in content
    assert "<reloop3d>/reloop3d_addon/jobs/job.py" in content
    assert f"blender {bpy.app.version_string}" in content and "Online access: off" in content
    with pytest.raises(RuntimeError, match="There is no window"):
        bpy.ops.reloop3d.read_bugreport()
    report.from_string(f"{content}\nI pressed a button.")
    out = tmp_path / "report.zip"
    assert bpy.ops.reloop3d.write_bugreport(filepath=str(out)) == {"FINISHED"}
    held = texts(out)
    assert list(held) == ["report.txt"]
    assert held["report.txt"].decode().endswith("I pressed a button.")
    assert "ReLoop3D Bug Report" not in bpy.data.texts and group.path == str(out)
    with pytest.raises(RuntimeError, match="Press Bug Report first"):
        bpy.ops.reloop3d.write_bugreport(filepath=str(out))


def test_the_panel_leads_from_reading_to_where_it_lies(
    addon, drawn, group, quick, tmp_path: Path
) -> None:
    draw = addon("reloop3d_addon.panels.bugreport").draw_report
    bpy.ops.reloop3d.bugreport()
    assert drawn(lambda layout: draw(layout, bpy.context))[0] == "reloop3d.read_bugreport"
    out = tmp_path / "report.zip"
    bpy.ops.reloop3d.write_bugreport(filepath=str(out))
    lines = drawn(lambda layout: draw(layout, bpy.context))
    assert lines[0] == str(out) and "Attach it to an issue" in lines[1]


def test_files_go_with_it_only_when_each_is_ticked(
    addon, group, quick, pool, tmp_path: Path
) -> None:
    sample(addon, "chair")
    group.is_with_file = True
    bpy.ops.reloop3d.bugreport()
    assert not any((group.is_with_file, group.is_with_pictures, group.is_with_labels))
    out = tmp_path / "report.zip"
    for name, problem in (("pictures", "No picture is chosen"), ("labels", "There are no labels")):
        setattr(group, f"is_with_{name}", True)
        with pytest.raises(RuntimeError, match=problem):
            bpy.ops.reloop3d.write_bugreport(filepath=str(out))
        setattr(group, f"is_with_{name}", False)
    assert not out.exists()
    picture = bpy.data.images.new("Photo", 8, 4)
    picture.pixels.foreach_set(np.full(8 * 4 * 4, 0.5, np.float32))
    bpy.context.scene.reloop3d.relief.picture = picture
    pool.project(bpy.context)
    group.is_with_file = group.is_with_pictures = group.is_with_labels = True
    bpy.ops.reloop3d.write_bugreport(filepath=str(out))
    held = texts(out)
    names = ["added/1 unsaved.blend", "added/2 picture 0.png", "added/3 labels.csv"]
    assert list(held) == ["report.txt", *names]
    assert all(held.values()) and held[names[1]].startswith(b"\x89PNG")
    assert not group.is_with_file


def test_a_setup_that_cannot_be_looked_at_is_told_in_the_report(addon, quick, monkeypatch) -> None:
    def failing(_device):
        yield from ()
        raise OSError("no Python")

    monkeypatch.setattr(addon("reloop3d_addon.operators.bugreport"), "check", failing)
    bpy.ops.reloop3d.bugreport()
    assert "Check Setup: failed (" in bpy.data.texts["ReLoop3D Bug Report"].as_string()


def test_the_verb_knows_the_open_file(addon, tmp_path: Path, capfd) -> None:
    sample(addon, "chair").name = SECRET
    out = tmp_path / "report.zip"
    command = addon("reloop3d_addon.command").main
    assert command(["report-bug", "--out", str(out)]) == 2 and not out.exists()
    assert command(["report-bug", "--out", str(out), "--yes"]) == 0
    content = texts(out)["report.txt"].decode()
    assert "Blender: " in content and SECRET not in content and str(Path.home()) not in content
    assert content in capfd.readouterr().out
