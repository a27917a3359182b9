"""The self-test: a bad figure, a fault and a crash fail it, a missing package does not; its table
and its file."""

import json
import os
import signal
from pathlib import Path

import pytest

from engine.command import selftest as verb
from engine.command.main import main
from engine.command.shared import NOTHING_DONE, OK, SOME_FAILED
from engine.errors import DataError, InputError, MissingDependency, ResultError
from engine.jobs import Progress, Steps, drain
from engine.runlog import read_runs
from engine.selftest.checks import CHECKS
from engine.selftest.claims import CLAIMS, OTHERWISE, claim
from engine.selftest.contract import FAILED, HOLDS, MISSING, WORSE, Bound, Check
from engine.selftest.run import chosen, selftest
from engine.selftest.table import as_json, as_text, read_rows, summary

BOUND = Bound("right, of all", "%", least=80)


def good() -> Steps[dict[str, float]]:
    yield Progress(0, 1, "Working", "The picture is flat.")
    return {"right": 92.5}


def bad() -> Steps[dict[str, float]]:
    yield Progress(0, 1, "Working")
    return {"right": 12.0}


def broken() -> Steps[dict[str, float]]:
    yield Progress(0, 1, "Working")
    raise ZeroDivisionError("a bug")


def refused() -> Steps[dict[str, float]]:
    yield Progress(0, 1, "Working")
    raise ResultError("There is no result.", "Try another.")


def needy() -> Steps[dict[str, float]]:
    yield Progress(0, 1, "Working")
    raise MissingDependency("absent", feature="This")


def killed() -> Steps[dict[str, float]]:
    yield Progress(0, 1, "Working")
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def check(measure, **options) -> Check:
    return Check(
        measure.__name__, "Trying", measure, {"right": BOUND}, **{"is_apart": False, **options}
    )


def rows_of(*measures, **options):
    return drain(selftest([check(measure, **options) for measure in measures]))


# --- what comes of a check ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bound", "value", "is_good"),
    [
        (Bound("x", least=1), 1.0, True),
        (Bound("x", least=1), 0.999, False),
        (Bound("x", most=1), 1.0, True),
        (Bound("x", most=1), 1.001, False),
        (Bound("x", least=0, most=1), 0.5, True),
        (Bound("x", least=0), float("nan"), False),
        (Bound("x", least=0), float("inf"), False),
    ],
)
def test_a_figure_holds_within_its_bound_and_is_a_number(bound, value, is_good) -> None:
    assert bound.holds(value) is is_good


def test_one_that_is_bad_fails_and_costs_no_other() -> None:
    rows = rows_of(good, bad, broken, refused, good)
    assert [row.outcome for row in rows] == [HOLDS, WORSE, FAILED, FAILED, HOLDS]
    assert [row.is_bad for row in rows] == [False, True, True, True, False]
    assert rows[1].reason == "right, of all: 12 %, not at least 80 %"
    assert rows[2].reason == "Internal error: a bug" and "ZeroDivisionError" in rows[2].trace
    assert rows[3].reason == "There is no result. Try another." and not rows[3].trace
    assert summary(rows).startswith("2 of 5 hold")
    assert summary(rows).endswith("worse than they should be: bad, broken, refused")


def test_a_missing_package_is_said_and_fails_nothing(monkeypatch) -> None:
    by_name = rows_of(good, needs=("json", "no_such_package"))
    by_error = rows_of(needy)
    for (row,), name in ((by_name, "no_such_package"), (by_error, "absent")):
        assert row.outcome == MISSING and not row.is_bad
        assert row.reason == f"not run: needs {name}"
        assert f"not run: needs {name}" in as_text([row])
    assert summary([*by_name, *rows_of(good)]) == "1 of 1 hold in 0 s; 1 not run"


def test_a_figure_that_is_not_measured_is_a_fault() -> None:
    bounds = {"right": BOUND, "other": BOUND}
    (row,) = drain(selftest([Check("good", "Trying", good, bounds, is_apart=False)]))
    assert row.outcome == FAILED and "other" in row.trace


def test_a_crash_ends_its_process_alone() -> None:
    dead, alive = rows_of(killed, good, is_apart=True)
    assert dead.outcome == FAILED and "SIGKILL" in dead.reason
    assert alive.outcome == HOLDS and alive.figures[0].value == 92.5


def test_progress_is_told_by_checks_and_rows_as_they_come() -> None:
    told, seen = [], []
    drain(selftest([check(good), check(bad)], on_row=told.append), seen.append)
    assert [row.name for row in told] == ["good", "bad"]
    assert [(step.done, step.total) for step in seen] == [(0, 2), (0, 2), (1, 2), (1, 2)]
    assert {(step.message, step.note) for step in seen} == {("Trying", "")}


def test_closing_it_closes_the_check() -> None:
    closed = []

    def endless() -> Steps[dict[str, float]]:
        try:
            while True:
                yield Progress(0, None, "Working")
        finally:
            closed.append(True)

    steps = selftest([check(endless)])
    next(steps), next(steps)
    steps.close()
    assert closed == [True]


# --- the checks that there are ------------------------------------------------------------------


def test_checks_have_names_of_their_own_bounds_and_claims() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names) and set(CLAIMS) <= set(names)
    for check_ in CHECKS:
        assert check_.bounds and check_.is_apart
        assert all(b.least is not None or b.most is not None for b in check_.bounds.values())
    for text, source in CLAIMS.values():
        assert source
        assert OTHERWISE in text or "no figure" in text
    assert claim("pool") == ""


def test_checks_are_chosen_by_name_in_their_order() -> None:
    assert [check.name for check in chosen(["pool", "capture"])] == ["capture", "pool"]
    assert chosen([]) == list(CHECKS)
    with pytest.raises(InputError, match="no check “spoon”") as caught:
        chosen(["capture", "spoon"])
    assert "capture, export" in str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize("name", [check.name for check in CHECKS])
def test_every_check_holds_here(name: str) -> None:
    (row,) = drain(selftest(chosen([name])))
    assert row.outcome == HOLDS, row.reason + row.trace


# --- the verb -----------------------------------------------------------------------------------


@pytest.fixture
def some(monkeypatch) -> None:
    """Three checks in place of all."""
    three = (check(good), check(bad), check(needy))
    monkeypatch.setattr(verb, "CHECKS", three)


def test_the_verb_prints_a_table_and_says_by_its_status_whether_all_hold(some, capsys) -> None:
    assert main(["selftest"]) == SOME_FAILED
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == "feature what is measured ours bound s upstream's claim".split()
    assert lines[1].startswith("good") and "92.5 %" in lines[1] and "at least 80 %" in lines[1]
    assert "12 %" in lines[2] and "at least 80 % !" in lines[2]
    assert "not run: needs absent" in lines[3]
    assert lines[4].startswith("1 of 2 hold") and lines[4].endswith("should be: bad")
    assert main(["selftest", "--only", "good, needy"]) == OK
    assert main(["selftest", "--only", "spoon"]) == NOTHING_DONE
    assert main(["selftest", "--only", "needy"]) == NOTHING_DONE


def test_the_file_holds_all_and_is_read_again(some, tmp_path: Path, capsys) -> None:
    file, log = tmp_path / "new" / "selftest.json", tmp_path / "runs.jsonl"
    assert main(["selftest", "--json", str(file), "--run-log", str(log)]) == SOME_FAILED
    values = json.loads(file.read_text(encoding="utf-8"))
    assert [row["outcome"] for row in values["rows"]] == [HOLDS, WORSE, MISSING]
    figure = values["rows"][0]["figures"][0]
    assert (figure["value"], figure["least"], figure["is_good"]) == (92.5, 80, True)
    assert values["versions"]["reloop3d"]
    again = read_rows(file)
    assert as_json(again) == values
    (run,) = read_runs(log)
    assert run.job == "Self-Test" and run.items == 3
    assert run.failed == [["bad", "right, of all: 12 %, not at least 80 %"]]
    file.write_text("{}")
    with pytest.raises(DataError, match="selftest --json"):
        read_rows(file)


def test_a_claim_stands_beside_our_figure() -> None:
    (row,) = drain(selftest([Check("photos", "Trying", good, {"right": BOUND}, is_apart=False)]))
    text = " ".join(as_text([row], width=400).split())
    assert "92.5 %" in text and "60 s" in text and OTHERWISE in text
    assert max(map(len, as_text([row], width=130).splitlines())) <= 130
