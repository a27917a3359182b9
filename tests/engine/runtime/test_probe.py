"""The probe: what would crash or fail in Blender is found in another process, with what to do."""

import pytest

from engine import deps
from engine.jobs import drain
from engine.runtime.probe import probe

MODULES = {
    "good_one": "__version__ = '1'\n",
    "no_dll": "raise ImportError('DLL load failed while importing _C: WinError 126')\n",
    "old_glibc": "raise OSError('libm.so.6: version `GLIBC_2.35 not found')\n",
    "crashing": "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n",
    "leaving": "import os\nos._exit(7)\n",
    "noisy": "print('not an answer', flush=True)\n",
}


@pytest.fixture
def modules(tmp_path, monkeypatch) -> None:
    for name, text in MODULES.items():
        (tmp_path / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(deps, "PACKAGES", dict.fromkeys([*MODULES, "absent", "needed"], "tests"))
    monkeypatch.setattr(deps, "NEEDS", {"tests": ("needed",)})


def test_each_package_gets_a_fact_whatever_it_does(modules, tmp_path):
    seen = []
    facts = {f.name: f for f in drain(probe(tuple(deps.PACKAGES)), seen.append)}
    assert list(facts) == list(deps.PACKAGES)
    assert not facts["good_one"].problem and str(tmp_path) in facts["good_one"].value
    assert not facts["noisy"].problem
    assert facts["no_dll"].value == "broken" and "Visual C++" in facts["no_dll"].problem
    assert "older than" in facts["old_glibc"].problem
    assert facts["crashing"].value == "crashes" and "SIGSEGV" in facts["crashing"].problem
    assert facts["leaving"].value == "crashes" and "0x7" in facts["leaving"].problem
    assert facts["absent"].value.startswith("not installed") and not facts["absent"].problem
    assert facts["needed"].value == "missing" and "Install Runtime" in facts["needed"].problem
    counts = [progress.done for progress in seen]
    assert counts == sorted(counts) and counts[-1] < len(deps.PACKAGES)


def test_a_package_that_never_ends_is_given_up(modules, tmp_path, monkeypatch):
    monkeypatch.setattr("engine.runtime.probe._PATIENCE", 1.0)
    (tmp_path / "noisy.py").write_text("import time\ntime.sleep(60)\n")
    (fact,) = drain(probe(("noisy",)))
    assert fact.value == "hangs" and "took over 1 s" in fact.problem


def test_a_stopped_probe_leaves_no_process(modules):
    steps = probe(("good_one", "noisy"))
    next(steps)
    steps.close()
    assert drain(probe(("good_one",)))[0].problem == ""
