"""Check: every package is looked at; what is missing or broken says what to do."""

import torch

from engine import check as module
from engine import deps
from engine.check import check
from engine.command.main import main
from engine.facts import as_text, problems
from engine.jobs import drain


def test_here_all_is_well_and_every_package_has_its_version(capsys) -> None:
    seen = []
    facts = drain(check("cpu"), seen.append)
    assert problems(facts) == []
    named = {fact.name: fact.value for fact in facts}
    assert set(deps.PACKAGES) <= set(named) and named["torch"].startswith("2.")
    assert named["Device"] == "cpu" and named["Default model"].startswith("embedded/default")
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)
    assert main(["check", "--device", "cpu"]) == 0
    assert as_text(facts) in capsys.readouterr().out


def test_a_missing_and_a_broken_package_are_told_apart(monkeypatch, capsys, tmp_path) -> None:
    (tmp_path / "av.py").write_text("raise OSError('libavcodec.so: wrong version')")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(deps, "has", lambda name: name not in {"DracoPy", "embreex"})
    facts = {fact.name: fact for fact in drain(check("cpu"))}
    assert facts["embreex"].value == "missing" and "Install" in facts["embreex"].problem
    assert facts["DracoPy"].value.startswith("not installed") and not facts["DracoPy"].problem
    assert facts["av"].value == "broken" and "wrong version" in facts["av"].problem
    assert main(["check", "--device", "cpu"]) == 1
    capsys.readouterr()


def test_a_device_that_is_not_there_is_a_problem(monkeypatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    facts = {fact.name: fact for fact in drain(module.check("cuda"))}
    assert facts["Device"].value == "none" and "no cuda device" in facts["Device"].problem
