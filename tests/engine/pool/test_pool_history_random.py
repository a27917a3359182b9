"""Whatever people do and undo in whatever order: each step brings back what was."""

import random
from pathlib import Path

import pytest
from historic import Session, names, state, twelve

from engine.errors import InputError
from engine.pool import classes, history, label
from engine.pool.schema import Base


@pytest.fixture
def store(tmp_path: Path) -> Base:
    return twelve(tmp_path)


def random_change(one: Session, rng: random.Random) -> None:
    """Something that a person may do; what cannot be done just now is refused."""
    some = rng.sample(one.ids, rng.randint(1, 4))
    there = names(one.base)
    a, b, new = rng.choice(there), rng.choice(there), rng.choice("klmnopqrst")
    changes = [
        (label.put, {one.ids[rng.randrange(12)]: a}),
        (label.put, dict.fromkeys(some, rng.choice([a, b, new, ""]))),
        (label.put, {number: rng.choice([a, b, ""]) for number in some}),
        (label.mark, some, rng.choice([*label.MARKS])),
        (label.unmark, rng.choice([*label.MARKS])),
        (classes.add, [new, "u"]),
        (classes.rename, a, rng.choice([new, b])),
        (classes.merge, [a], b),
        (classes.split, a, rng.choice([new, b]), some),
        (classes.remove, a),
    ]
    try:
        if rng.random() < 0.1:
            one.do(classes.change, a, hotkey=rng.choice(["", *"ABC"]), color=f"#00000{new}")
        else:
            one.do(*rng.choice(changes))
    except InputError:
        pass


@pytest.mark.parametrize("seed", range(6))
def test_going_to_a_step_brings_back_all_as_it_was_then(store: Base, seed: int) -> None:
    rng, one = random.Random(seed), Session(store)
    seen = {0: state(store)}
    for _ in range(120):
        if rng.random() < 0.3:
            one.go(rng.choice([*seen]))
            assert state(store) == seen[one.at]
        elif len(names(store)) > 1:
            random_change(one, rng)
            seen[one.at] = state(store) if one.at not in seen else seen[one.at]
            assert state(store) == seen[one.at]
    assert len(seen) > 40
    for step in rng.sample([*seen], 20):
        one.go(step)
        assert state(store) == seen[step]
    assert [step["id"] for step in history.steps(store, count=-1) if step["session"] == "one"][
        ::-1
    ] == sorted(seen)[1:]


@pytest.mark.parametrize("seed", range(4))
def test_sessions_that_undo_one_another_s_work_leave_every_label_a_class(
    store: Base, seed: int
) -> None:
    rng = random.Random(seed)
    sessions = [Session(store, name) for name in ("one", "two", "three")]
    stood = {one.name: [0] for one in sessions}
    for _ in range(150):
        one = rng.choice(sessions)
        if rng.random() < 0.35:
            one.go(rng.choice(stood[one.name]))
        elif len(names(store)) > 1:
            random_change(one, rng)
            stood[one.name].append(one.at)
        labels, known = state(store)
        assert {row["class"] for row in labels.values()} - {None} <= set(known)
        taken = [row["hotkey"] for row in known.values() if row["hotkey"]]
        assert len(names(store)) == len(set(names(store))) and len(taken) == len(set(taken))
    with store.reading() as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
