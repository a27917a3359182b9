"""The loop on real models: look, ask, label, retrain, and what upstream got wrong in it.

The network under the head never saw these assets' author.
"""

import math
import shutil

import numpy as np
import pytest
from looped import BASE, Pool

from engine.jobs import drain
from engine.models import checkpoint
from engine.pool import assets, classes, label, rank, retrain, rounds, scan, score
from engine.pool.assets import Filter
from engine.pool.project import Project
from engine.pool.scorer import scorer_of
from engine.train import head_backend


def head_of(project: Project) -> dict[str, bytes]:
    """The weights of the model's last layer, bit for bit."""
    _, state = checkpoint.read(project.model)
    return {name: np.asarray(state[f"classifier.{name}"]).tobytes() for name in ("weight", "bias")}


def test_each_round_makes_a_better_model_and_asks_nothing_twice(pool: Pool) -> None:
    began = {a.id: a.top[0][0] == pool.truth[a.path.name] for a in pool.assets()}
    asked, files, queues = [], [], []
    for number in (1, 2, 3):
        queues.append(assets.ids(pool.store, Filter(state="unlabelled")))
        asked += pool.ask(8)
        made = pool.retrain()
        assert made.labels == 8 * number and f"round {number}" in made.model
        assert {a.model for a in pool.assets()} == {made.model}
        files.append(pool.project.model.read_bytes())
        assert pool.project.made("model") == [pool.project.model]
    assert len(set(asked)) == len(asked) == 24 and len(set(files)) == 3
    left = set(began) - set(asked)
    queues.append(assets.ids(pool.store, Filter(state="unlabelled")))
    for before, after in zip(queues, queues[1:], strict=False):
        assert after != [number for number in before if number in after]  # asked anew
    assert rank.length(pool.store) == len(left) and set(queues[-1]) == left
    assert pool.right(left) >= np.mean([began[number] for number in left])
    assert pool.right(left) > np.mean([*began.values()])
    assert all(asset.path.is_file() for asset in pool.assets())
    assert [made.labels for made in rounds.known(pool.store)] == [8, 16, 24]
    assert rounds.known(pool.store)[2].accuracy > 0.5


def test_equal_labels_give_equal_heads_whoever_gave_them_and_when(pool: Pool, tmp_path) -> None:
    strips = "cache/strips"
    shutil.copytree(pool.project.folder / strips, tmp_path / "other" / strips)
    other = Pool(Project(tmp_path / "other"), pool.files, pool.truth)
    keys = [score.embedding_key(a.content, pool.project.network) for a in pool.assets()]
    for key in sorted(keys, reverse=True):  # seen in another order
        other.project.embeddings.put(key, pool.project.embeddings.get(key))
    other.project.set_base(BASE)
    other.refresh()
    asked = [asset.path for asset in assets.get(pool.store, pool.ask(12))]
    pool.retrain()
    for path in reversed(asked):
        asset = assets.find(other.store, path)
        label.put(other.store, {asset.id: "rock"}, who="bea")
        label.put(other.store, {asset.id: pool.truth[path.name]}, who="bea")
    other.retrain()
    assert head_of(pool.project) == head_of(other.project)
    assert pool.project.model.read_bytes() == other.project.model.read_bytes()
    (before,) = {a.model for a in other.assets()}
    other.retrain()
    assert head_of(pool.project) == head_of(other.project)
    assert {a.model for a in other.assets()} != {before}


# --- what upstream got wrong -------------------------------------------------------------------


def test_upstream_left_the_last_round_s_labels_out_of_the_next_training(pool: Pool) -> None:
    pool.ask(8)
    pool.retrain()
    last = pool.ask(8)
    targets = {a.name: pool.truth[a.path.name] for a in assets.get(pool.store, last)}
    rows = [n for n, a in enumerate(pool.assets(order="name")) if a.name in targets]
    head, (places, before) = head_of(pool.project), pool.probs()
    columns = [places[targets[a.name]] for a in pool.assets(order="name") if a.name in targets]
    assert pool.retrain().labels == 16 and head_of(pool.project) != head
    _, after = pool.probs()
    assert (after[rows, columns] > before[rows, columns]).mean() > 0.8


def test_upstream_kept_the_old_path_of_a_file_that_it_moved(pool: Pool) -> None:
    asked = pool.ask(10)
    for asset in assets.get(pool.store, asked):
        place = pool.files / asset.label / asset.path.name
        place.parent.mkdir(exist_ok=True)
        asset.path.rename(place)
    pool.refresh()
    found = assets.get(pool.store, asked)
    assert all(a.path.is_file() and a.path.parent.name == a.label for a in found)
    assert len(found) == 10 and {a.origin for a in found} == {"person"}
    assert pool.retrain().labels == 10
    assert all(a.path.is_file() and a.top for a in pool.assets())


@pytest.mark.parametrize("is_trained", [False, True])
def test_upstream_forgot_everything_when_a_class_was_added(pool: Pool, is_trained: bool) -> None:
    if is_trained:
        pool.ask(12)
        pool.retrain()
    places, before = pool.probs()
    classes.add(pool.store, ["aardvark", "monument", "zeppelin"])
    classes.rename(pool.store, "tower", "castle")
    new_places, after = pool.probs()
    new = [new_places[name] for name in ("aardvark", "monument", "zeppelin")]
    order = [new_places["castle" if name == "tower" else name] for name in places]
    assert sorted(order + new) == list(range(after.shape[1]))
    assert after[:, new].max() < 0.1  # nothing is known of them
    assert (after.argmax(axis=1) == np.array(order)[before.argmax(axis=1)]).all()
    kept = after[:, order] / after[:, order].sum(axis=1, keepdims=True)
    np.testing.assert_allclose(kept, before, atol=1e-5)


def test_upstream_permuted_the_classes_when_their_list_changed(pool: Pool) -> None:
    pool.ask(12)
    pool.retrain()
    ids = {a.id for a in pool.assets()}
    before = pool.right(ids)
    # As many classes as there were, but others, and in another order.
    classes.rename(pool.store, "tower", "a tower")
    classes.rename(pool.store, "plant", "z plant")
    pool.truth = {
        name: {"tower": "a tower", "plant": "z plant"}.get(text, text)
        for name, text in pool.truth.items()
    }
    assert pool.right(ids) == before
    pool.ask(2)
    pool.retrain()
    assert pool.right(ids) >= before - 0.05
    spec, _ = checkpoint.read(pool.project.model)
    assert {"a tower", "z plant"} < set(spec.classes) and "tower" not in spec.classes


def test_upstream_used_a_retrained_model_only_after_a_restart(pool: Pool) -> None:
    before, (_, probs) = scorer_of(pool.project), pool.probs()
    pool.ask(12)
    made = drain(retrain.retrain(Project(pool.project.folder)))  # as another Blender does
    after = scorer_of(pool.project)
    assert after.model == made.model != before.model
    assert np.abs(pool.probs()[1] - probs).max() > 0.05
    (pool.files / "late.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    pool.refresh()
    assert assets.find(pool.store, pool.files / "late.obj").model == made.model


BAD = {
    "empty.obj": b"",
    "noise.glb": bytes(range(256)) * 8,
    "text.ply": b"this is no model",
    "points.obj": b"v 0 0 0\nv 1 1 1\n",
    "nothing.obj": b"v nan nan nan\nv 1 0 0\nv 0 1 0\nf 1 2 3\n",
    "endless.obj": b"v 1e38 0 0\nv -1e38 0 0\nv 0 1e38 0\nf 1 2 3\n",
    "flat.obj": b"v 0 0 0\nv 0 0 0\nv 0 0 0\nf 1 2 3\n",
    "noise.gltf": b'{"buffers": 3}',
}


def test_upstream_said_nothing_of_a_bad_file_and_sorted_by_not_a_number(pool: Pool) -> None:
    before = {a.id for a in pool.assets()}
    for name, content in BAD.items():
        (pool.files / name).write_bytes(content)
    pool.refresh()
    found = {a.path.name: a for a in pool.assets()}
    for name in BAD:
        asset = found[name]
        assert bool(asset.reason) != bool(asset.top), name
        assert "Internal error" not in asset.reason, name
        assert asset.confidence is None or 0 <= asset.confidence <= 1, name
    failed = [a for a in found.values() if a.reason]
    assert len(failed) >= 5 and not before & {a.id for a in failed}
    assert all(found[name].top for name in pool.truth)
    pool.ask(6)
    assert pool.retrain().labels == 6


def test_upstream_s_failed_assets_came_first_in_its_queue(pool: Pool) -> None:
    (pool.files / "a bad one.obj").write_bytes(BAD["noise.glb"])
    pool.refresh()
    new = pool.files.with_name("new")
    new.mkdir()
    (new / "an unseen one.obj").write_bytes(b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    drain(scan.scan_folder(pool.store, scan.add_source(pool.store, "folder", str(new)), new))
    assert rank.rank(pool.project) == len(pool.truth) + 2
    order = [a.name for a in pool.assets(state="unlabelled", order="queue")]
    assert order[-2:] == ["an unseen one", "a bad one"] and len(order) == len(pool.truth) + 2


def test_upstream_had_three_formulas_for_what_to_ask(pool: Pool) -> None:
    pool.project.set_strategy("margin")
    rank.rank(pool.project)
    for _ in range(2):
        with pool.store.reading() as base:
            rows = base.execute(
                "SELECT p.margin, p.top FROM queue q JOIN predictions p ON p.asset = q.asset"
                " ORDER BY q.place"
            ).fetchall()
        margins = [row["margin"] for row in rows]
        assert margins == sorted(margins) and len(margins) == rank.length(pool.store)
        assert not any(math.isnan(margin) for margin in margins)
        queue = pool.assets(state="unlabelled", order="queue")
        assert [a.top[0][1] - a.top[1][1] for a in queue] == pytest.approx(margins, abs=1e-6)
        served = rank.serve(pool.store, session="one", count=len(queue))
        assert [a.id for a in served] == [a.id for a in queue]
        pool.ask(8)
        pool.retrain()


def test_upstream_trained_on_other_pictures_than_it_scored(pool: Pool, monkeypatch) -> None:
    shutil.rmtree(pool.project.folder / "cache")  # so that all is looked at anew
    for path in sorted(pool.files.iterdir())[8:]:
        path.unlink()
    fresh = Pool(Project(pool.project.folder.with_name("fresh")), pool.files, pool.truth)
    fresh.project.set_base(BASE)
    answers, scored = score.answers, []
    monkeypatch.setattr(score, "answers", lambda m, s: scored.extend(m) or answers(m, s))
    fresh.refresh()
    assert len(scored) == 8
    train, trained = head_backend.train_head, []
    monkeypatch.setattr(
        head_backend, "train_head", lambda s, d, *o: trained.extend(d.embeddings) or train(s, d, *o)
    )
    fresh.ask(8)
    fresh.retrain()
    assert {row.tobytes() for row in trained} == {row.tobytes() for row in scored}
