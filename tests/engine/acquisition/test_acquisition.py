"""What to ask next: held to scikit-activeml, plain loops and pools whose order is plain."""

import numpy as np
import pytest
from asked import (
    NONE,
    as_skactiveml,
    grouped,
    held_to_skactiveml,
    labels_of,
    normal,
    regrets,
    whole,
    without,
)

from engine.acquisition import neighbours, uncertainty
from engine.acquisition.candidates import Candidates
from engine.acquisition.coverage import coverage
from engine.acquisition.neighbours import Neighbours, find_neighbours, neighbours_of, unit
from engine.acquisition.strategies import DEFAULT, STRATEGIES, ask
from engine.errors import InputError
from engine.jobs import Progress, drain

each_draw = pytest.mark.parametrize("seed", range(4))
each_strategy = pytest.mark.parametrize("strategy", STRATEGIES)
BY_GUESSES = ["least_confidence", "margin", "entropy", "views", "bald", "badge", "density"]


EDGES = {
    "no label": lambda: whole(normal(0, 30)),
    "some labels": lambda: whole(normal(0, 30), np.array([3, 8, 9])),
    "a label on what nobody looked at": lambda: whole(without(normal(0, 30), 3), np.array([3])),
    "all labelled": lambda: whole(normal(0, 8), np.arange(8)),
    "one asset": lambda: whole(np.ones((1, 6), np.float32)),
    "two twins": lambda: whole(np.full((2, 6), 6**-0.5, np.float32)),
    "twins in their middle": lambda: whole(unit(np.ones((9, 6), np.float32))),
    "nobody looked at any": lambda: whole(without(normal(0, 5), *range(5))),
    "empty": lambda: whole(normal(0, 0)),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("edge", EDGES)
@each_strategy
def test_all_without_a_label_are_asked_once_and_equal_seeds_ask_alike(
    strategy: str, edge: str
) -> None:
    for count in (0, 1, 7, 1000):
        pool = EDGES[edge]()
        order = ask(pool, strategy, count=count, seed=5)
        assert order.strategy == strategy
        assert sorted(order.rows) == np.flatnonzero(pool.labels < 0).tolist()
        assert 0 <= order.picks <= min(count, len(order.rows))
        rest = order.scores[order.rows[order.picks :]]
        rest = rest[: np.isfinite(rest).sum()]  # what nothing is known of stands behind
        assert (np.diff(rest) <= 0).all()
        again = ask(EDGES[edge](), strategy, count=count, seed=5)
        np.testing.assert_array_equal(again.rows, order.rows)
        np.testing.assert_array_equal(again.scores, order.scores)


def test_chance_by_its_seed_decides_between_equal_ones() -> None:
    pool = whole(normal(0, 12), probs=np.full((12, 4), 0.25))
    for strategy in ("random", "entropy", "margin"):
        orders = {tuple(ask(pool, strategy, count=3, seed=seed).rows) for seed in range(4)}
        assert len(orders) == 4


@each_strategy
def test_what_nobody_looked_at_comes_last(strategy: str) -> None:
    pool = whole(without(normal(1, 40), 3, 7, 11), np.array([11, 20]))
    order = ask(pool, strategy, count=6)
    assert set(order.rows[-2:]) == {3, 7} and not {11, 20} & set(order.rows)
    assert np.isnan(order.scores[[3, 7, 11, 20]]).all()
    assert np.isfinite(order.scores[order.rows[:-2]]).all()


@pytest.mark.parametrize("strategy", BY_GUESSES)
def test_what_no_model_answered_about_comes_last(strategy: str) -> None:
    pool = whole(normal(1, 40), np.array([11, 20]))
    for rows in (pool.probs, pool.views, pool.committee.transpose(1, 0, 2)):
        rows[[3, 7]] = np.nan
    order = ask(pool, strategy, count=6)
    assert set(order.rows[-2:]) == {3, 7}
    assert np.isfinite(order.scores[order.rows[:-2]]).all()


def test_an_unknown_strategy_is_an_input_error() -> None:
    with pytest.raises(InputError, match="oracle"):
        ask(EDGES["no label"](), "oracle", count=1)


@each_strategy
def test_what_goes_by_things_that_are_not_there_yet_is_stood_in_for(strategy: str) -> None:
    vectors = normal(2, 20)
    table = neighbours_of(vectors)
    by_looks = {"random", "k_centre", "typiclust"}
    cases = [
        (Candidates(labels_of(20, NONE), vectors, table), by_looks | {DEFAULT, "prob_cover"}),
        (Candidates(labels_of(20, NONE), None, table), {DEFAULT, "random"}),
        (Candidates(labels_of(20, NONE), vectors), by_looks),
        (Candidates(labels_of(20, NONE)), {"random"}),
    ]
    for pool, possible in cases:
        order = ask(pool, strategy, count=4)
        instead = "random" if pool.neighbours is None else "coverage"
        assert order.strategy == (strategy if strategy in possible else instead)
        assert sorted(order.rows) == list(range(20))


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("least_confidence", [1, 0, 3, 2]),
        ("margin", [0, 1, 3, 2]),
        ("entropy", [1, 3, 0, 2]),
    ],
)
def test_doubt_by_hand(strategy: str, expected: list[int]) -> None:
    probs = [[0.5, 0.5, 0], [0.4, 0.3, 0.3], [0.9, 0.05, 0.05], [0.6, 0.2, 0.2]]
    pool = Candidates(labels_of(4, NONE), probs=np.array(probs))
    assert ask(pool, strategy, count=2).rows.tolist() == expected


def test_given_margins_count_more_than_probabilities_and_do_without_them() -> None:
    margins, labels = np.array([0.9, 0.1, 0.5]), labels_of(3, NONE)
    for probs in (None, np.array([[0.5, 0.5], [0.9, 0.1], [1, 0]])):
        order = ask(Candidates(labels, probs=probs, margins=margins), "margin", count=1)
        assert order.strategy == "margin" and order.rows.tolist() == [1, 2, 0]


@held_to_skactiveml
@each_draw
def test_doubt_equals_scikit_activemls(seed: int) -> None:
    from skactiveml.pool import uncertainty_scores

    probs = np.random.default_rng(seed).dirichlet(np.ones(5), 200)
    ours = {
        "least_confident": uncertainty.least_confidence(probs),
        "margin_sampling": Candidates(labels_of(200, NONE), probs=probs).unsure,
        "entropy": uncertainty.entropy(probs),
    }
    for method, scores in ours.items():
        np.testing.assert_allclose(scores, uncertainty_scores(probs, method=method), atol=1e-9)


def test_disagreement_is_nothing_of_equal_answers_and_ln_2_of_two_that_contradict() -> None:
    same = np.repeat(np.random.default_rng(0).dirichlet(np.ones(4), (1, 300)), 3, axis=0)
    found = uncertainty.disagreement(same)
    assert (found >= 0).all() and found.max() < 1e-12
    two = np.array([[[1.0, 0.0]], [[0.0, 1.0]]])
    assert uncertainty.disagreement(two) == pytest.approx([np.log(2)])
    views = np.array([same[:2, 0], two[:, 0].repeat(2, axis=1) / 2])
    order = ask(Candidates(labels_of(2, NONE), views=views), "views", count=1)
    assert order.rows.tolist() == [1, 0]
    np.testing.assert_allclose(order.scores, [0, np.log(2)], atol=1e-12)


@held_to_skactiveml
@each_draw
def test_disagreement_equals_bald_of_scikit_activeml(seed: int) -> None:
    from skactiveml.pool import batch_bald

    committee = np.random.default_rng(seed).dirichlet(np.ones(4), (5, 60))
    expected = batch_bald(committee.copy(), batch_size=1)[0]  # it clips what it is given
    np.testing.assert_allclose(uncertainty.disagreement(committee), expected, atol=1e-5)
    pool = Candidates(labels_of(60, NONE), committee=committee)
    assert ask(pool, "bald", count=1).rows[0] == expected.argmax()


@each_strategy
def test_the_order_of_the_classes_does_not_matter(strategy: str) -> None:
    pool = whole(normal(3, 50), np.array([2, 30, 31, 40, 41]))
    to = np.array([2, 0, 3, 1])
    known = {"probs": pool.probs, "views": pool.views, "committee": pool.committee}
    renamed = {name: answers[..., np.argsort(to)] for name, answers in known.items()}
    labels = np.where(pool.labels < 0, -1, to[pool.labels])
    other = Candidates(labels, pool.vectors, pool.neighbours, costs=pool.costs, **renamed)
    expected = ask(pool, strategy, count=8).rows
    np.testing.assert_array_equal(ask(other, strategy, count=8).rows, expected)


@pytest.mark.parametrize("block", [1, 7, 256])
@pytest.mark.parametrize("count", [5, 39, 100])
def test_neighbours_are_those_of_the_whole_table_whatever_the_block(
    monkeypatch, block: int, count: int
) -> None:
    monkeypatch.setattr(neighbours, "_BLOCK", block)
    vectors = without(normal(4, 40), 6, 17)
    told: list[Progress] = []
    found = drain(find_neighbours(vectors, count=count), told.append)
    assert [step.done for step in told] == list(range(0, 40, block))
    assert {step.total for step in told} == {40}
    kept = min(count, 39)
    for row in range(40):
        table = vectors @ vectors[row]
        order = [i for i in np.argsort(-table) if i not in (row, 6, 17)][:kept]
        order = [] if row in (6, 17) else order
        gaps = kept - len(order)
        assert found.rows[row].tolist() == order + [-1] * gaps
        expected = np.append(table[order], np.zeros(gaps))
        np.testing.assert_allclose(found.cosines[row], expected, atol=1e-6)
        assert (found.likeness[row] > 0).tolist() == [True] * len(order) + [False] * gaps
        places = found.places[found.starts[row] : found.starts[row + 1]]
        assert sorted(places) == np.flatnonzero(found.rows.ravel() == row).tolist()
    assert found.starts[-1] == len(found.places) == (found.rows >= 0).sum()


def test_a_likeness_is_one_of_twins_and_1_by_e_at_the_tenth_neighbour() -> None:
    vectors = normal(5, 60)
    vectors[1] = vectors[0]
    near = neighbours_of(vectors)
    assert near.rows[0, 0] == 1 and near.likeness[0, 0] == pytest.approx(1, abs=1e-5)
    assert np.median(near.likeness[:, 9]) == pytest.approx(np.exp(-1), abs=1e-5)
    np.testing.assert_allclose(near.density, near.likeness.mean(axis=1), rtol=1e-6)


def kernel(near: Neighbours) -> np.ndarray:
    """The whole table (N, N) of how like i is j, 1 on the diagonal."""
    table = np.zeros((len(near), len(near) + 1))
    np.put_along_axis(table, near.rows.astype(np.int64), near.likeness.astype(np.float64), axis=1)
    table = table[:, :-1].copy()  # -1 went into the last column
    np.fill_diagonal(table, 1)
    return table


@pytest.mark.parametrize(("size", "count"), [(150, 40), (300, 3)])
@pytest.mark.parametrize("strategy", ["coverage", "cost"])
@each_draw
def test_coverage_picks_what_a_plain_greedy_loop_picks(
    strategy: str, size: int, count: int, seed: int
) -> None:
    labelled = np.arange(0, size, 20)
    pool = whole(without(normal(seed, size), 5), labelled, near=12)
    order = ask(pool, strategy, count=count)
    table = kernel(pool.neighbours)
    weights = np.nan_to_num(pool.unsure) ** 2
    cost = pool.costs if strategy == "cost" else np.ones(size)
    cover = table[:, labelled].max(axis=1)
    like = ((table >= np.exp(-1.0)) & (table > cover[:, None])).sum(axis=0) - (cover < 1)
    np.testing.assert_array_equal(order.like, like)
    for turn, row in enumerate(order.rows[:count]):
        raised = np.maximum(table - cover[:, None], 0)
        gains = np.where(pool.is_open, weights @ raised / cost, np.nan)
        if turn == 0:
            np.testing.assert_allclose(order.scores, gains, rtol=1e-5, atol=1e-6)
        gains[order.rows[:turn]] = np.nan
        assert row == np.nanargmax(gains)
        cover = np.maximum(cover, table[:, row])
    assert order.picks == count


@held_to_skactiveml
@each_draw
@pytest.mark.parametrize("labelled", [0, 5])
def test_coverage_without_doubt_equals_max_herding(seed: int, labelled: int) -> None:
    from skactiveml.pool import MaxHerding

    vectors = normal(seed, 60)
    pool = Candidates(labels_of(60, np.arange(labelled)), vectors, neighbours_of(vectors, count=59))
    kind = {"gamma": 1 / pool.neighbours.scale}
    peer = MaxHerding(normalize_samples=False, metric_dict=kind)
    scores, picked, _ = coverage(pool, 20, np.random.default_rng(0))
    _, utilities = peer.query(vectors, as_skactiveml(pool), None, 1, True)
    np.testing.assert_allclose(scores / (60 - labelled), utilities[0], rtol=1e-4)
    assert len(set(picked)) == 20
    assert max(regrets(pool, picked, peer.query)) <= 1e-4


def test_coverage_asks_typical_ones_first_and_doubtful_ones_later() -> None:
    vectors, groups = grouped([30, 12, 12])
    near, alone = neighbours_of(vectors), len(groups) - 1
    order = ask(Candidates(labels_of(54, NONE), vectors, near), count=1)
    assert order.rows[0] in np.argsort(-near.density)[:3]
    doubt = np.where(groups == 2, 0.3, 0.8)
    doubt[alone] = 0.99
    few = labels_of(54, np.flatnonzero(groups == 2)[:1])
    pool = Candidates(few, vectors, near, margins=1 - doubt)
    assert groups[ask(pool, count=1).rows[0]] == 0
    assert ask(pool, "margin", count=1).rows[0] == alone
    doubt = np.where(groups == 1, 0.8, 0.1)
    doubt[alone] = 0.99
    many = labels_of(54, np.flatnonzero(np.arange(54) % 2 == 0))
    rows = ask(Candidates(many, vectors, near, margins=1 - doubt), count=4).rows[:4]
    assert alone in rows and sorted(groups[rows]) == [1, 1, 1, 2]


def test_of_equally_doubtful_ones_density_asks_those_in_the_crowd() -> None:
    vectors, groups = grouped([20, 1, 1, 1])
    pool = Candidates(
        labels_of(23, NONE), vectors, neighbours_of(vectors, count=12), margins=np.full(23, 0.3)
    )
    order = ask(pool, "density", count=1)
    assert (groups[order.rows[:20]] == 0).all() and (order.like[20:] == 0).all()
    np.testing.assert_allclose(order.scores, 0.7 * (kernel(pool.neighbours).sum(axis=1) - 1) / 12)


def test_of_two_equal_groups_cost_asks_the_quicker_one() -> None:
    random = np.random.default_rng(6)
    half = random.normal(size=(12, 3)).astype(np.float32) * 0.1 + 1
    vectors = np.block([[half, 0 * half], [0 * half, half]])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for quick in (0, 1):
        costs = np.where(np.arange(24) // 12 == quick, 2.0, 2.5)
        pool = whole(vectors, near=11, costs=costs, probs=np.full((24, 2), 0.5))
        asked = ask(pool, "cost", count=2).rows[:2] // 12
        assert asked.tolist() == [quick, 1 - quick]


@each_draw
def test_where_all_take_as_long_cost_is_coverage(seed: int) -> None:
    pool = whole(normal(seed, 60), np.arange(4), costs=np.full(60, 4.0))
    orders = [ask(pool, strategy, count=9, seed=seed) for strategy in ("cost", "coverage")]
    np.testing.assert_array_equal(orders[0].rows, orders[1].rows)
    np.testing.assert_allclose(orders[0].scores * 4, orders[1].scores)


@pytest.mark.parametrize("strategy", ["coverage", "k_centre", "typiclust", "prob_cover"])
@each_draw
def test_a_batch_of_four_touches_all_of_four_groups(strategy: str, seed: int) -> None:
    vectors, groups = grouped([40, 25, 18, 12], seed, 0.01)
    pool = whole(vectors, near=94, probs=np.full((95, 4), 0.25))
    assert sorted(groups[ask(pool, strategy, count=4, seed=seed).rows[:4]]) == [0, 1, 2, 3]
    if strategy == "typiclust":
        return  # four labels and four picks are eight clusters: it may ask two of one group
    pool = whole(vectors, np.flatnonzero(groups == 0)[:4], 94, probs=np.full((95, 4), 0.25))
    assert {1, 2, 3} <= set(groups[ask(pool, strategy, count=4, seed=seed).rows[:4]])
