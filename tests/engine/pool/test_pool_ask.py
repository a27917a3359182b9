"""What a pool asks and why: the strategy, tables made at scan time, labels in doubt, hints."""

import re
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from looped import Pool

from engine.acquisition import uncertainty
from engine.acquisition.candidates import CLOSED
from engine.acquisition.strategies import DEFAULT, STRATEGIES
from engine.errors import InputError
from engine.pool import (
    assets,
    candidates,
    committee,
    history,
    label,
    neighbours,
    rank,
    rounds,
    schema,
    seconds,
    suspects,
)
from engine.pool.project import Project
from engine.pool.rounds import Round
from engine.pool.scorer import scorer_of


def queue_of(pool: Pool) -> list[int]:
    return [a.id for a in pool.assets(state="unlabelled", order="queue")]


def wrong_label(pool: Pool, ids: list[int]) -> int:
    """Call the second of these, a table and no sword, a sword; its id."""
    found = [a for a in assets.get(pool.store, ids) if pool.truth[a.path.name] == "table"]
    label.put(pool.store, {found[1].id: "sword"})
    return found[1].id


@pytest.fixture
def labelled(pool: Pool) -> Pool:
    """All labelled but twelve."""
    ids = assets.ids(pool.store)
    named = {a.id: pool.truth[a.path.name] for a in assets.get(pool.store, ids[:-12])}
    label.put(pool.store, named)
    return pool


# --- strategies --------------------------------------------------------------------------------


def test_the_queue_follows_the_strategy_that_the_project_keeps(pool: Pool) -> None:
    pool.ask(10)
    pool.retrain()
    scorer = scorer_of(pool.project)
    left = {a.id: scorer.key(a.content) for a in pool.assets(state="unlabelled")}
    means = np.stack([pool.project.embeddings.get(key)[0] for key in left.values()])
    views = np.stack([pool.project.views.get(key) for key in left.values()])
    probs = scorer.head.probs(means)
    seen = {"entropy": uncertainty.entropy, "least_confidence": uncertainty.least_confidence}
    wanted = {name: formula(probs) for name, formula in seen.items()}
    wanted["views"] = uncertainty.disagreement(scorer.head.probs(views).transpose(1, 0, 2))
    heads = committee.read(pool.project)
    assert len(heads) == 5
    wanted["bald"] = uncertainty.disagreement(np.stack([h.probs(means) for h in heads]))
    for strategy, scores in wanted.items():
        pool.project.set_strategy(strategy)
        assert Project(pool.project.folder).strategy == strategy
        assert rank.rank(pool.project) == len(left)
        ids = list(left)
        found = [scores[ids.index(number)] for number in queue_of(pool)]
        # Tempering keeps the order of the first guesses' classes, not that of all assets.
        spearman = np.corrcoef(np.argsort(np.argsort(-np.array(found))), np.arange(len(found)))
        assert spearman[0, 1] > 0.95, strategy


def test_every_strategy_asks_all_and_says_why(pool: Pool) -> None:
    pool.ask(12)
    pool.retrain()
    said, orders = {}, {}
    for strategy in STRATEGIES:
        pool.project.set_strategy(strategy)
        rank.rank(pool.project)
        found = pool.assets(state="unlabelled", order="queue")
        orders[strategy] = [a.id for a in found]
        assert sorted(orders[strategy]) == sorted(a.id for a in pool.assets(state="unlabelled"))
        said[strategy] = rank.why(found[0])
        assert said[strategy] and not re.search(r"[{}]|nan|None", said[strategy])
        assert {a.strategy for a in found} == {strategy}
        rank.rank(pool.project)
        assert queue_of(pool) == orders[strategy]  # by seed, not by chance
    del orders["cost"], said["cost"]  # nearly as the default, where all labels take as long
    assert len(set(map(tuple, orders.values()))) == len(orders)
    assert said["margin"].count(" or ") == 1 and "look" in said["prob_cover"]
    german = rank.why(found[0], lambda text: "Wie {like} andere" if "others" in text else text)
    assert german.startswith("Wie ") and "{" not in german


def test_a_project_asks_first_what_most_others_are_like_that_it_doubts(pool: Pool) -> None:
    assert pool.project.strategy == DEFAULT == "coverage"
    found = pool.assets(state="unlabelled", order="queue")
    assert found[0].score == max(a.score for a in found)
    assert "without a label" in rank.why(found[0]) and found[0].alike > 1
    first = found[0].id
    pool.ask(1)
    rank.rank(pool.project)
    (asked,) = assets.get(pool.store, [first])
    assert asked.label and first not in queue_of(pool) and rank.why(asked) == ""
    after = {a.id: a for a in pool.assets(state="unlabelled")}
    alike = {a.id: a.alike for a in found[1:]}
    assert sum(a.alike for a in after.values()) < sum(alike.values())


def test_a_strategy_that_nobody_knows_is_refused_or_passed_over(pool: Pool) -> None:
    with pytest.raises(InputError, match="Unknown strategy “guess”"):
        pool.project.set_strategy("guess")
    manifest = pool.project.folder / "reloop3d.json"
    text = manifest.read_text()
    manifest.write_text(text.replace('"version"', '"strategy": "of tomorrow", "version"', 1))
    assert pool.project.strategy == DEFAULT and rank.rank(pool.project) == len(pool.truth)


def test_without_tables_and_models_all_is_asked_all_the_same(pool: Pool) -> None:
    pool.ask(10)
    pool.retrain()
    shutil.rmtree(pool.project.folder / "cache")
    for strategy in STRATEGIES:
        pool.project.set_strategy(strategy)
        again = Project(pool.project.folder)
        assert rank.rank(again) == len(pool.truth) - 10
        assert rank.why(pool.assets(state="unlabelled", order="queue")[0])


def test_what_is_new_follows_and_the_table_is_made_when_it_was_looked_at(pool: Pool) -> None:
    before = neighbours.read(pool.project)
    contents = {a.content for a in pool.assets()}
    assert set(before.contents) == contents and len(before.near) == len(contents)
    written = pool.project.neighbours.stat().st_mtime_ns
    pool.refresh()
    assert pool.project.neighbours.stat().st_mtime_ns == written  # nothing is new
    (pool.files / "late.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    pool.refresh()
    after = neighbours.read(pool.project)
    assert len(after.contents) == len(contents) + 1 and "late" in {
        a.name for a in pool.assets(state="unlabelled", order="queue")
    }
    pool.project.set_base("default")
    assert neighbours.read(pool.project) is None  # another network's eyes


def test_copies_are_one_and_what_is_passed_over_is_not_asked(pool: Pool) -> None:
    first, second, third = queue_of(pool)[:3]
    (one,) = assets.get(pool.store, [first])
    shutil.copy(one.path, pool.files / "a copy.glb")
    pool.refresh()
    label.mark(pool.store, [second], "skip")
    label.put(pool.store, {third: "tree"})
    gone = [a.id for a in pool.assets(state="unlabelled", order="queue") if a.strategy][-1]
    (last,) = assets.get(pool.store, [gone])
    last.path.unlink()
    pool.refresh()
    known = candidates.collect(pool.project, ())
    assert rank.rank(pool.project) == len(pool.truth) - 3
    asked = set(queue_of(pool)) - {a.id for a in pool.assets() if a.strategy == ""}
    assert not asked & {second, third, gone}
    assert len({first, *(a.id for a in pool.assets() if a.name == "a copy")} & asked) == 1
    rows = {number: row for row, number in enumerate(known.assets.tolist()) if number}
    assert set(rows) == asked and (known.known.labels >= 0).sum() == 1
    assert (known.known.labels == CLOSED).sum() == 1 + (len(pool.truth) in rows.values())


def test_seconds_are_those_between_a_person_s_labels(pool: Pool) -> None:
    ids = queue_of(pool)[:6]
    assert seconds.expected_seconds(pool.store, np.array([1, 2])) is None
    for number in ids:
        (asset,) = assets.get(pool.store, [number])
        label.put(pool.store, {number: pool.truth[asset.path.name]}, session="one")
    with sqlite3.connect(pool.store.path) as base:
        steps = base.execute("SELECT id FROM steps ORDER BY id").fetchall()
        for place, (step,) in enumerate(steps):
            at = f"2026-01-01T00:00:{7 * place:02d}.000+00:00"
            base.execute("UPDATE steps SET time = ? WHERE id = ?", (at, step))
    found = seconds.expected_seconds(pool.store, np.array([-1, 1, 10**6]))
    assert found is not None and found == pytest.approx([7, 7, 7])


# --- labels in doubt ---------------------------------------------------------------------------


def test_a_wrong_label_is_in_doubt_until_it_is_changed(labelled: Pool) -> None:
    wrong = wrong_label(labelled, assets.ids(labelled.store)[:-12])
    labelled.retrain()
    found = suspects.listed(labelled.store)
    assert found[0].asset == wrong and len(found) < 6
    assert (found[0].given, found[0].suggested) == ("sword", "table")
    assert found[0].own < 0.02 < 0.3 < found[0].other and "table 0." in str(found[0])
    assert wrong in assets.ids(labelled.store, assets.Filter("suspect"))
    step = label.put(labelled.store, {wrong: "table"}, session="one")
    assert wrong not in {s.asset for s in suspects.listed(labelled.store)}
    assert suspects.listed(labelled.store, asset=wrong) == []
    history.go_to(labelled.store, 0, session="one")
    assert step and suspects.listed(labelled.store, asset=wrong)[0].given == "sword"


def test_a_label_that_was_confirmed_is_not_in_doubt_again(labelled: Pool) -> None:
    wrong = wrong_label(labelled, assets.ids(labelled.store)[:-12])
    labelled.retrain()
    assert label.put(labelled.store, {wrong: "sword"}) == 0  # said again by accident
    assert suspects.listed(labelled.store, asset=wrong)
    assert label.put(labelled.store, {wrong: "sword"}, origin="confirmed")
    assert label.put(labelled.store, {wrong: "sword"}, origin="confirmed") == 0
    assert not suspects.listed(labelled.store, asset=wrong)
    labelled.retrain()
    assert not suspects.listed(labelled.store, asset=wrong)
    assert assets.get(labelled.store, [wrong])[0].label == "sword"


def test_few_labels_are_not_doubted(pool: Pool) -> None:
    pool.ask(8)
    pool.retrain()
    assert suspects.listed(pool.store) == [] and committee.read(pool.project) == []


# --- hints -------------------------------------------------------------------------------------


def test_rounds_tell_what_they_showed(pool: Pool) -> None:
    for _ in range(3):
        pool.ask(12)
        pool.retrain()
    trained = rounds.known(pool.store)
    for one in trained:
        assert 0.2 < one.expected <= 1 and one.accuracy is not None and one.agreement <= 1
        assert sum(count for *_, count in one.reliability) == one.labels
    hints = rounds.hints(trained)
    left = [a.confidence for a in pool.assets(state="unlabelled")]
    assert hints.expected == pytest.approx(np.mean(left), abs=1e-3)
    assert hints.right == pytest.approx(trained[-1].accuracy, abs=1e-3)
    assert hints.gain is not None and 0 <= hints.gain <= 1 - hints.expected


def test_hints_say_when_enough_is_labelled() -> None:
    def made(shares: list[float], agreed: list[float]) -> rounds.Hints:
        pairs = enumerate(zip(shares, agreed, strict=True), 1)
        return rounds.hints([Round(10 * n, 5, 0.8, "", "", s, a) for n, (s, a) in pairs])

    grows = made([0.5, 0.6, 0.67, 0.72, 0.76], [0.5, 0.7, 0.8, 0.9, 0.9])
    assert not grows.is_enough and 0.02 < grows.gain < 0.12
    ended = made([0.5, 0.8, 0.9, 0.901, 0.902, 0.9], [0.5, 0.9, 0.98, 0.995, 1, 0.99])
    assert ended.is_enough and ended.gain < 0.01
    assert ended.lines()[-1] == "More labels change hardly anything: you may stop"
    restless = made([0.5, 0.8, 0.9, 0.901, 0.902, 0.9], [0.5, 0.9, 0.98, 0.995, 1, 0.9])
    assert not restless.is_enough and restless.gain == ended.gain
    assert len(grows.lines()) == 2 and "20 more labels: about +" in grows.lines()[1]
    assert grows.lines(lambda text: text.upper())[0].startswith("IT THINKS IT TAKES 76%")
    assert rounds.hints([]) == rounds.Hints(None, None, False, None, None)
    assert made([0.5], [0.5]).gain is None


# --- a store of before -------------------------------------------------------------------------


def test_a_store_of_the_version_before_is_brought_up_to_date(pool: Pool) -> None:
    pool.ask(10)
    pool.retrain()
    before = {a.id: (a.label, a.top, a.mark) for a in pool.assets()}
    pool.store.close()
    path = pool.store.path
    with sqlite3.connect(path) as base:
        base.executescript(
            "DROP TABLE queue; DROP TABLE suspects;"
            "CREATE TABLE queue (asset INTEGER PRIMARY KEY REFERENCES assets,"
            " place INTEGER NOT NULL);"
            "CREATE INDEX queue_by_place ON queue (place);"
            "ALTER TABLE rounds DROP COLUMN expected; ALTER TABLE rounds DROP COLUMN agreement;"
            "ALTER TABLE rounds DROP COLUMN reliability; PRAGMA user_version = 1;"
        )
    again = Project(pool.project.folder)
    assert rank.serve(again.store, session="one") == []  # queued anew when somebody asks
    assert rank.rank(again) == rank.length(again.store) == len(before) - 10
    assert {a.id: (a.label, a.top, a.mark) for a in assets.page(again.store, count=-1)} == before
    (trained,) = rounds.known(again.store)
    assert trained.labels == 10 and trained.expected is None and trained.reliability == ()
    assert rounds.hints([trained]).gain is None and suspects.listed(again.store) == []
    with sqlite3.connect(path) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


def test_a_kept_table_that_is_damaged_is_no_table(pool: Pool, tmp_path: Path) -> None:
    pool.project.neighbours.write_bytes(b"PK\x03\x04 not a table")
    assert neighbours.read(pool.project) is None
    assert rank.rank(pool.project) == len(pool.truth)
    pool.refresh()
    assert neighbours.read(pool.project) is not None
