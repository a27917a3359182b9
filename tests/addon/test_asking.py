"""Which asset is asked, and why: the way that is chosen, and labels that are in doubt."""

import bpy
import numpy as np
import pytest
from pools import labels


@pytest.fixture
def shown():
    """What the pool's panels show and ask."""
    return bpy.context.window_manager.reloop3d.pool


def queue(addon, pool) -> list[int]:
    """The assets to ask, in their order."""
    with pool.project(bpy.context).store.reading() as base:
        return [row[0] for row in base.execute("SELECT asset FROM queue ORDER BY place")]


def reopened(addon, pool) -> dict[str, str]:
    """The labels that are on the disk."""
    pool.forget()
    return labels(addon, pool)


def dead(name: str) -> str:
    """Why a button cannot be pressed."""
    with pytest.raises(RuntimeError) as error:
        getattr(bpy.ops.reloop3d, name)()
    return str(error.value)


@pytest.fixture
def wrong(addon, pool, truth) -> str:
    """The file of a car that is labelled as a tree; the other labels are right."""
    assets = addon("engine.pool.assets")
    label = addon("engine.pool.label")
    project = pool.project(bpy.context)
    found = {a.path.name: a for a in assets.page(project.store, count=-1)}
    said = {asset.id: truth[str(asset.path)] for asset in found.values()}
    said[found["car02.glb"].id] = "tree"
    label.put(project.store, said)
    pool.changed()
    assert bpy.ops.reloop3d.retrain() == {"FINISHED"}
    return "car02.glb"


# --- the way to ask ---------------------------------------------------------------------------


def test_the_way_that_is_chosen_is_the_projects_and_the_queue_follows(
    addon, pool, truth, shown
) -> None:
    strategies = addon("engine.acquisition.strategies")
    assets, rank = addon("engine.pool.assets"), addon("engine.pool.rank")
    project = pool.project(bpy.context)
    items = shown.bl_rna.properties["strategy"].enum_items
    assert items[0].identifier == shown.strategy == project.strategy == strategies.DEFAULT
    assert {item.identifier for item in items} == set(strategies.STRATEGIES)
    assert {items["badge"].name, items["k_centre"].name} == {"BADGE", "K-Centre"}
    before, answers = queue(addon, pool), pool.answers()
    shown.strategy = "margin"
    assert shown.strategy == project.strategy == "margin"
    assert pool.answers() == answers + 1
    after = queue(addon, pool)
    assert after != before and set(after) == set(before)
    margins = [np.subtract(*(p for _, p in asset.top[:2])) for asset in assets.get(
        project.store, after
    )]  # fmt: skip
    assert margins == sorted(margins)
    rank.rank(project)
    assert queue(addon, pool) == after
    session = addon("reloop3d_addon.labelling.session")
    bpy.ops.reloop3d.start_labelling()
    assert session.asset().id == after[0]
    shown.strategy = "k_centre"
    assert session.asset().id == after[0]  # nobody's asset is taken from under their hands
    bpy.ops.reloop3d.label(label="thing")
    assert session.asset().id == next(one for one in queue(addon, pool) if one != after[0])
    pool.forget()
    assert shown.strategy == "k_centre"


def test_every_way_makes_a_queue_of_all_and_says_why(addon, pool, truth, shown) -> None:
    session = addon("reloop3d_addon.labelling.session")
    bpy.ops.reloop3d.start_labelling()
    for _ in range(3):
        bpy.ops.reloop3d.label(label=truth[str(session.asset().path)])
    bpy.ops.reloop3d.retrain()
    left, reasons = set(queue(addon, pool)), {}
    assert len(left) == 21
    for item in shown.bl_rna.properties["strategy"].enum_items:
        shown.strategy = item.identifier
        assert set(queue(addon, pool)) == left
        assert session.asset().id in left
        reasons[item.identifier] = session.why()
    assert all(reasons.values())
    assert reasons["random"] == "By chance"
    assert reasons["margin"].startswith(session.asset().top[0][0])
    assert len(set(reasons.values())) > 6


def test_a_new_way_is_ranked_in_the_background_and_only_the_last_one_counts(
    addon, pool, truth, shown, bench, monkeypatch
) -> None:
    ranking = addon("reloop3d_addon.pool.ranking")
    monkeypatch.setattr(ranking, "bpy", Windowed(bpy))
    shown.strategy = "entropy"
    shown.strategy = "margin"
    assert shown.strategy == "margin"
    assert [job.title for job in bench.lanes.background()] == ["Rank"]
    bench.pump(lambda: not bench.lanes.background(), 60)
    assert bench.lanes.ended("Rank").outcome == "done"
    after = queue(addon, pool)
    addon("engine.pool.rank").rank(pool.project(bpy.context))
    assert queue(addon, pool) == after
    with pool.project(bpy.context).store.reading() as base:
        assert base.execute("SELECT DISTINCT strategy FROM queue").fetchall()[0][0] == "margin"


class Windowed:
    """bpy as it is where there is a window."""

    def __init__(self, module) -> None:
        self.context, self.app = bpy.context, type("app", (), {"background": False})


def test_skipped_ones_are_asked_again_in_the_way_that_was_chosen(addon, pool, truth, shown) -> None:
    session = addon("reloop3d_addon.labelling.session")
    shown.strategy = "margin"
    first = queue(addon, pool)[0]
    bpy.ops.reloop3d.start_labelling()
    bpy.ops.reloop3d.mark(what="skip")
    assert session.asset().id != first
    addon("engine.pool.rank").rank(pool.project(bpy.context))
    assert first not in queue(addon, pool)
    bpy.ops.reloop3d.ask_again(what="skip")
    assert queue(addon, pool)[0] == first
    assert pool.snapshot(bpy.context).status.marked == 0


def test_a_queue_that_was_never_made_is_made_when_labelling_begins(addon, pool, truth) -> None:
    with pool.project(bpy.context).store.writing() as base:
        base.execute("DELETE FROM queue")
    assert bpy.ops.reloop3d.start_labelling() == {"FINISHED"}
    assert len(queue(addon, pool)) == 24


# --- labels in doubt --------------------------------------------------------------------------


def test_a_wrong_label_is_asked_first_and_relabelled_for_good(addon, pool, truth, wrong) -> None:
    session, suspects = addon("reloop3d_addon.labelling.session"), addon("engine.pool.suspects")
    listed = suspects.listed(pool.project(bpy.context).store)
    assert listed[0].given == "tree" and listed[0].suggested == "car"
    assert pool.snapshot(bpy.context).suspects == len(listed)
    assert bpy.ops.reloop3d.start_suspects() == {"FINISHED"}
    asked = session.asset()
    assert (asked.path.name, asked.label) == (wrong, "tree")
    names = [name for name, _ in session.choices()]
    assert names[:2] == ["car", "tree"] and len(names) == len(set(names)) == 5
    assert "car" in session.why() and "tree" in session.why()
    bpy.ops.reloop3d.label()  # as Enter: the first guess
    assert labels(addon, pool)[wrong] == "car"
    assert session.asset() is None or session.asset().id == listed[1].asset
    assert pool.snapshot(bpy.context).suspects == len(listed) - 1
    bpy.ops.reloop3d.stop_labelling()
    kept = reopened(addon, pool)
    assert kept == {name: truth[path] for path in truth for name in [path.rpartition("/")[2]]}


def test_saying_it_again_confirms_a_label_and_undo_brings_the_doubt_back(
    addon, pool, truth, wrong
) -> None:
    session, suspects = addon("reloop3d_addon.labelling.session"), addon("engine.pool.suspects")
    store = pool.project(bpy.context).store
    before = [one.asset for one in suspects.listed(store)]
    bpy.ops.reloop3d.start_suspects()
    number = session.asset().id
    bpy.ops.reloop3d.label(label="tree")
    assert labels(addon, pool)[wrong] == "tree"
    assert [one.asset for one in suspects.listed(store)] == before[1:]
    (asset,) = addon("engine.pool.assets").get(store, [number])
    assert asset.origin == "confirmed"
    bpy.ops.ed.undo()
    assert [one.asset for one in suspects.listed(store)] == before
    assert session.asset().id == number and session.choices()[0][0] == "car"
    assert session.asset().origin == "person"
    bpy.ops.ed.redo()
    assert [one.asset for one in suspects.listed(store)] == before[1:]
    bpy.ops.ed.undo()
    bpy.ops.reloop3d.label(label="car")
    bpy.ops.ed.undo()
    assert labels(addon, pool)[wrong] == "tree"
    assert session.asset().id == number and "car" in session.why()


def test_the_list_comes_to_its_end_skipped_ones_stay_in_doubt(addon, pool, truth, wrong) -> None:
    session = addon("reloop3d_addon.labelling.session")
    total = pool.snapshot(bpy.context).suspects
    bpy.ops.reloop3d.start_suspects()
    bpy.ops.reloop3d.mark(what="skip")
    for _ in range(total - 1):
        bpy.ops.reloop3d.label(label=truth[str(session.asset().path)])
    assert session.current() is not None and session.asset() is None
    assert pool.snapshot(bpy.context).suspects == 0
    bpy.ops.reloop3d.label_back()
    assert session.asset() is not None
    bpy.ops.reloop3d.stop_labelling()
    assert "No label is in doubt" in dead("start_suspects")
    bpy.ops.reloop3d.ask_again(what="skip")
    assert pool.snapshot(bpy.context).suspects == 1
    bpy.ops.reloop3d.start_suspects()
    assert session.asset().path.name == wrong


def test_look_alikes_of_a_suspect_confirm_it_in_the_same_undo(addon, pool, truth, wrong) -> None:
    session, suspects = addon("reloop3d_addon.labelling.session"), addon("engine.pool.suspects")
    store = pool.project(bpy.context).store
    assets, label = addon("engine.pool.assets"), addon("engine.pool.label")
    free = [a.id for a in assets.page(store, count=-1) if a.path.name in ("tre00.glb", "car00.glb")]
    label.put(store, dict.fromkeys(free, ""))
    pool.changed()
    before = labels(addon, pool)
    bpy.ops.reloop3d.start_suspects()
    number = session.asset().id
    session.put(bpy.context, {number: "tree", free[0]: "tree"}, origin="accepted")
    assert number not in [one.asset for one in suspects.listed(store)]
    bpy.ops.ed.undo()
    assert labels(addon, pool) == before
    assert number in [one.asset for one in suspects.listed(store)]


def test_a_label_that_is_said_again_anywhere_is_confirmed(addon, pool, truth) -> None:
    assets = addon("engine.pool.assets")
    store = pool.project(bpy.context).store
    number = queue(addon, pool)[0]
    for expected in ("person", "confirmed"):
        bpy.ops.reloop3d.label(asset=number, label="chair")
        assert assets.get(store, [number])[0].origin == expected
    bpy.ops.ed.undo()
    assert assets.get(store, [number])[0].origin == "person"


def test_the_button_is_dead_with_a_reason(addon, pool, truth) -> None:
    assert "Retrain with ten labels or more first" in dead("start_suspects")
    session = addon("reloop3d_addon.labelling.session")
    bpy.ops.reloop3d.start_labelling()
    assert "You are labelling already" in dead("start_suspects")
    for _ in range(9):
        bpy.ops.reloop3d.label(label=truth[str(session.asset().path)])
    bpy.ops.reloop3d.stop_labelling()
    bpy.ops.reloop3d.retrain()  # from nine labels nothing is measured
    assert "Retrain with ten labels or more first" in dead("start_suspects")


def test_without_a_pool_the_button_says_so(addon, pool) -> None:
    assert "The pool is empty" in dead("start_suspects")
    assert bpy.context.window_manager.reloop3d.pool.strategy  # and asking harms nobody


# --- what the labels taught -------------------------------------------------------------------


def test_the_panel_knows_how_far_to_trust_and_what_lacks_labels(addon, pool, truth, wrong) -> None:
    known = pool.snapshot(bpy.context)
    assert known.hints.said is not None and 0 < known.hints.right <= 1
    assert known.hints.gain is None  # one round tells nothing
    assert known.status.fewest == [("car", 5), ("chair", 6), ("table", 6)]
    assert known.status.only_guessed == []
    curve = addon("reloop3d_addon.curve")
    picture = curve.reliability_picture(list(known.rounds[-1].reliability))
    assert picture.shape == (192, 192, 4) and (picture[..., 2] == 1).sum() > 100
    grey = curve.reliability_picture([])
    assert (grey[..., 2] == 1).sum() == 0 and grey[96, 96, 3] > 0
