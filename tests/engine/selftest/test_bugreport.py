"""Bug reports: what people and their things are called stays with them; all is shown first."""

import json
import sys
import zipfile
from pathlib import Path

import pytest

from engine.bugreport.hiding import Hidden, vocabulary
from engine.bugreport.report import FILING, Known, bundle, last_runs, written
from engine.command import bugreport as verb
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK
from engine.errors import DataError, InputError
from engine.facts import Fact
from engine.runlog import Run, write_run
from engine.runtime.lock import ROOT
from engine.selftest.contract import Row
from engine.selftest.table import as_json

HOME = str(Path.home())
SECRETS = ("Grandma", "Grandmas", "Wohnzimmersofa", "Acme", "Dragonslayer", HOME)
FILE = Path.home() / "Work for Acme" / "Dragonslayer 2" / "Grandmas Wohnzimmersofa.blend"


def said_nothing(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


@pytest.fixture
def hidden() -> Hidden:
    return Hidden(["Grandma's Wohnzimmersofa.001", "Cup"], paths=[FILE])


# --- hiding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"{FILE} does not exist.",
        f'  File "{FILE.parent}/tool.py", line 3, in work',
        f"[Errno 2] No such file: '{FILE}'",
        f"{HOME}/Acme/thing.glb cannot be read: torn.",
        "/mnt/Acme/Dragonslayer/thing.glb",
        "C:\\Users\\Acme\\Dragonslayer.png is no picture",
        "\\\\server\\Acme\\Dragonslayer.png",
        "Acme/Dragonslayer/thing.obj",
        "Grandma's Wohnzimmersofa.001 is gone. Select it again.",
        "Grandma's Wohnzimmersofa: the mesh has no face with a size.",
        "Dragonslayer.glb: it is all of one brightness",
    ],
)
def test_paths_and_names_become_marks_in_any_text(hidden, text: str) -> None:
    assert said_nothing(hidden.text(text)), hidden.text(text)
    assert said_nothing(hidden.said(text))


def test_what_is_nobodys_stays_readable(hidden) -> None:
    trace = f'  File "{ROOT}/engine/jobs.py", line 7, in drain\nValueError: 3 and/or 1/2 km/h'
    shown = '  File "<reloop3d>/engine/jobs.py", line 7, in drain\nValueError: 3 and/or 1/2 km/h'
    assert hidden.text(trace) == shown
    packages = f"{HOME}/.local/lib/site-packages/torch/nn/modules.py"
    assert hidden.text(packages).endswith("/site-packages/torch/nn/modules.py")
    assert said_nothing(hidden.text(packages))
    assert hidden.text(f"{sys.prefix}/bin/thing") == "<python>/bin/thing"
    assert hidden.text(f"{HOME}") == "~"
    ours = "The mesh has no face with a size. Choose another one."
    assert hidden.said(ours) == ours


def test_a_sentence_of_ours_keeps_no_word_that_is_not_ours(hidden) -> None:
    assert "Schlüsselbund" not in vocabulary()
    said = hidden.said("Schlüsselbund is gone. Select it again.")
    assert said.endswith(" is gone. Select it again.") and "Schlüsselbund" not in said


def test_a_name_has_one_mark_in_a_report_and_another_in_the_next(hidden) -> None:
    one, other = hidden.text("Cup and Cup"), Hidden(["Cup"]).text("Cup and Cup")
    first, _, second = one.partition(" and ")
    assert first == second == hidden.mark("Cup")
    assert one != other


def test_names_end_with_words_and_short_ones_say_nothing() -> None:
    hidden = Hidden(["Cup", "a", "12"])
    assert hidden.text("Cupboard, a 12") == "Cupboard, a 12"


def test_settings_keep_numbers_and_our_words(hidden) -> None:
    settings = {
        "model": str(FILE),
        "pooling": "product",
        "views": 12,
        "authors": ["Dragonslayer"],
        "matrix": list(range(40)),
        "start": None,
    }
    value = hidden.value(settings)
    assert value["pooling"] == "product" and value["views"] == 12 and value["start"] is None
    assert len(value["matrix"]) == 13
    assert said_nothing(str(value)) and len(value["authors"]) == 1


# --- the report ---------------------------------------------------------------------------------


def known() -> Known:
    run = Run(
        "Classify",
        "2026-11-22T12:00:00+00:00",
        1.5,
        "failed",
        {"model": str(FILE), "views": 12},
        model="Dragonslayer",
        model_hash="a" * 64,
        items=2,
        failed=[("Grandmas Wohnzimmersofa", "Grandmas Wohnzimmersofa has no faces.")],
        error=f"{FILE} cannot be read.",
        notes=["Dragonslayer: 3 views"],
    )
    return Known(
        facts=[
            Fact("Folder", str(FILE.parent)),
            Fact("torch", f"2.1, {HOME}/a b/Acme/site-packages"),
            Fact("Last error", "Grandmas Wohnzimmersofa is gone."),
        ],
        rows=[Row("fuse", seconds=2.0, problem="Internal error: a bug", trace=f'File "{FILE}"')],
        trace=(
            f'Traceback\n  File "{ROOT}/engine/jobs.py"\nKeyError: "Grandmas Wohnzimmersofa"\n'
            "bl_ext.me.reloop3d.engine.errors.DataError: /mnt/a b/Acme c/x Dragonslayer.pt is bad."
        ),
        runs=[run],
        names=["Acme"],
        versions={"blender": "5.2.3"},
    )


def test_a_report_holds_all_that_helps_and_nothing_of_a_person(hidden) -> None:
    text = written(known(), hidden)
    assert said_nothing(text), text
    assert "blender 5.2.3" in text and "<reloop3d>/engine/jobs.py" in text and "KeyError" in text
    assert "errors.DataError: /[" in text and " is bad." in text
    assert '"job": "Classify"' in text and '"views": 12' in text and '"count_failed": 1' in text
    assert "has no faces." in text and "Internal error: a bug" in text
    assert "a" * 64 not in text
    for title in ("What happened", "Setup", "Self-test", "Last error", "Last jobs"):
        assert f"# {title}\n" in text


def test_a_report_of_nothing_says_so() -> None:
    text = written(Known(), Hidden())
    assert "# Self-test\n\nnot run" in text and "# Last error\n\nnone" in text


def test_a_run_log_that_is_damaged_or_absent_costs_no_report(tmp_path: Path) -> None:
    log = tmp_path / "runs.jsonl"
    assert last_runs(None) == last_runs(log) == []
    for number in range(30):
        write_run(log, Run("Classify", "", float(number), "done", {}))
    assert [run.seconds for run in last_runs(log)] == list(range(10, 30))
    log.write_text("torn")
    assert last_runs(log) == []


def test_the_zip_holds_the_text_and_what_was_added_only(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.png").write_text(folder)
    files = [tmp_path / "one/same.png", tmp_path / "two/same.png"]
    out = bundle(tmp_path / "new" / "report.zip", "text – ä", files)
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        assert names == ["report.txt", "added/1 same.png", "added/2 same.png"]
        assert archive.read("report.txt").decode() == "text – ä"
        assert archive.read(names[2]) == b"two"
    assert [path.name for path in out.parent.iterdir()] == ["report.zip"]
    with pytest.raises(InputError, match="does not end in .zip"):
        bundle(tmp_path / "report.txt", "")
    with pytest.raises(InputError, match="is no file"):
        bundle(tmp_path / "report.zip", "", [tmp_path / "absent.png"])
    with pytest.raises(DataError, match="Choose another place"):
        bundle(tmp_path / "one/same.png/report.zip", "")


# --- the verb -----------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch) -> None:
    """The setup is not looked at: that has tests of its own."""

    def looked():
        yield from ()
        return [Fact("Folder", str(FILE))]

    monkeypatch.setattr(verb, "check", looked)


def test_the_verb_shows_all_before_it_writes_it(quick, tmp_path: Path, capsys) -> None:
    out, added = tmp_path / "report.zip", tmp_path / "thing.obj"
    added.write_text("v 0 0 0")
    words = ["report-bug", "--out", str(out), "--add", str(added)]
    assert main(words) == NOTHING_DONE and not out.exists()
    told = capsys.readouterr()
    assert "# Setup" in told.out and "thing.obj" in told.out and "--yes" in told.err
    assert main([*words, "--yes"]) == OK
    told = capsys.readouterr().out
    with zipfile.ZipFile(out) as archive:
        text = archive.read("report.txt").decode()
        assert archive.namelist()[1:] == ["added/1 thing.obj"]
    assert text in told and said_nothing(text)
    assert str(out) in told and FILING in told


def test_a_person_is_asked_at_a_terminal(quick, tmp_path: Path, monkeypatch, capsys) -> None:
    out = tmp_path / "report.zip"
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for answer, status in (("n", NOTHING_DONE), ("", NOTHING_DONE), ("Y", OK)):
        monkeypatch.setattr("builtins.input", lambda _question, answer=answer: answer)
        assert main(["report-bug", "--out", str(out)]) == status
        assert out.exists() is (status == OK)
    capsys.readouterr()


def test_the_last_self_test_and_jobs_are_in_it(quick, tmp_path: Path, capsys) -> None:
    log = tmp_path / "runs.jsonl"
    for run in known().runs:
        write_run(log, run)
    tried = tmp_path / "selftest.json"
    tried.write_text(json.dumps(as_json(known().rows)))
    told = ["--run-log", str(log), "--selftest", str(tried), "--yes"]
    assert main(["report-bug", *told, "--out", str(tmp_path / "report.zip")]) == OK
    text = capsys.readouterr().out
    assert '"outcome": "failed"' in text and "Internal error: a bug" in text
    assert "many views: 60 s" in text and said_nothing(text.replace(str(tmp_path), ""))
