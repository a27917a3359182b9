"""Hub libraries follow what Blender allows, imported or not, and a person's own setting returns."""

import os

import pytest

from engine import deps


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.setattr(deps, "_own_offline", None)
    monkeypatch.setattr(os, "environ", os.environ.copy())
    os.environ.pop("HF_HUB_OFFLINE", None)
    yield
    deps.allow_network(True)


@pytest.mark.parametrize("own, is_offline", [(None, False), ("0", False), ("1", True)])
def test_a_persons_own_setting_comes_back_with_the_leave(own, is_offline) -> None:
    from huggingface_hub import constants

    if own is not None:
        os.environ["HF_HUB_OFFLINE"] = own
    deps.allow_network(False)
    deps.allow_network(False)
    assert os.environ["HF_HUB_OFFLINE"] == "1" and constants.HF_HUB_OFFLINE is True
    deps.allow_network(True)
    assert os.environ["HF_HUB_OFFLINE"] == (own or "") and constants.HF_HUB_OFFLINE is is_offline
    deps.allow_network(True)
    assert constants.HF_HUB_OFFLINE is is_offline
    assert os.environ["HF_HUB_DISABLE_TELEMETRY"] == "1"
