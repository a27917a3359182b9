"""Where the runtime's wheels come from: pip, another process, the command line."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from wheelhouse import make_wheel

from engine.command.main import main
from engine.errors import DataError
from engine.jobs import drain
from engine.runtime import child, install, lock

# --- pip --------------------------------------------------------------------------------------


@pytest.fixture
def index(monkeypatch, house) -> None:
    """pip finds packages in the folder only."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(house))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")


@pytest.mark.parametrize("has_pip", [True, False])
def test_pip_downloads_them_also_the_one_that_python_keeps(
    has_pip, runtime, house, listed, index, monkeypatch
):
    if not has_pip:
        find = lambda name: None if name == "pip" else find_spec(name)  # noqa: E731
        monkeypatch.setattr("engine.runtime.fetch.find_spec", find)
    seen = []
    drain(install.install(runtime), seen.append)
    assert runtime.status().is_complete and not runtime.downloads.exists()
    assert {"Downloading, MB", "Unpacking, MB"} <= {progress.message for progress in seen}
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)


def test_what_pip_gets_is_checked_too(runtime, house, listed, index):
    make_wheel(house, "first", files={"first/__init__.py": b"evil = True\n"})
    with pytest.raises(DataError, match="first-1.0.*could not be downloaded"):
        drain(install.install(runtime))
    assert not runtime.site.exists() or not (runtime.site / "first").exists()


def test_a_finished_download_is_not_fetched_again(runtime, house, listed, index):
    runtime.downloads.mkdir(parents=True)
    for wheel in listed:
        (house / wheel.file).rename(runtime.downloads / wheel.file)
    assert drain(install.install(runtime)) == "2 packages installed"


# --- the process of its own -------------------------------------------------------------------


def test_the_child_says_how_it_goes_and_what_went_wrong(tmp_path):
    assert drain(child.run("verify", "--folder", str(tmp_path))) == []
    nowhere = str(tmp_path / "nowhere")
    with pytest.raises(DataError, match="is no folder. Choose the folder"):
        drain(child.run("install", "--folder", str(tmp_path), "--wheels", nowhere))


def test_the_child_ends_when_blender_does(tmp_path):
    started = child.start(
        "-c",
        "import time, sys; from engine.runtime import child\n"
        "def steps():\n"
        "    while True:\n"
        "        yield child.Progress(0, None, 'Waiting'); time.sleep(0.05)\n"
        "sys.exit(child.serve(steps()))",
        stderr=None,
    )
    assert "Waiting" in started.stdout.readline()
    started.stdin.close()  # as when the parent is killed
    assert started.wait(20) == 130
    started.stdout.close()


def test_a_child_that_dies_is_an_error_that_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(child, "python", lambda: sys.executable)
    monkeypatch.setattr(child, "ROOT", tmp_path)  # no engine there
    with pytest.raises(DataError, match="Press Install again"):
        drain(child.run("verify", "--folder", str(tmp_path)))


# --- the command line ---------------------------------------------------------------------------


def test_the_verb_does_the_same(tmp_path, house, listed, capsys):
    options = ["--folder", str(tmp_path / "place")]
    assert main(["runtime", "install", *options, "--wheels", str(house)]) == 0
    assert "2 packages installed" in capsys.readouterr().out
    assert main(["runtime", "verify", *options]) == 0
    (runtime_of(tmp_path) / "site/first/__init__.py").write_text("x")
    assert main(["runtime", "verify", *options]) == 1
    assert "first/__init__.py" in capsys.readouterr().out
    assert main(["runtime", "status", *options]) == 1
    assert "Runtime: 1 of 2 packages" in capsys.readouterr().out
    assert main(["runtime", "remove", *options]) == 0
    assert not runtime_of(tmp_path).exists()
    assert main(["runtime", "status"]) == 2
    assert "--folder" in capsys.readouterr().err


def runtime_of(tmp_path: Path) -> Path:
    return tmp_path / "place" / "runtime" / f"python{lock.this_python()}"
