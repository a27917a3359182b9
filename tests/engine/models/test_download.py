"""Models of a hub onto the shelf: brought, gone on with, compared, refused."""

import json
from pathlib import Path

import pytest
from hub import Hub, running

from engine.errors import DataError, InputError, ModelNotAvailable
from engine.jobs import drain
from engine.models import shelf
from engine.models.download import download

SOURCE = "somebody/depth"
WEIGHTS = bytes(range(256)) * 4096  # a megabyte
FILES = {
    "config.json": b'{"model_type": "depth_anything"}',
    "model.safetensors": WEIGHTS,
    "pytorch_model.bin": b"the same once more",
    "onnx/model.onnx": b"and once more",
    "README.md": b"what it is",
}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch):
    with running(Hub(SOURCE, dict(FILES))) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
        monkeypatch.setenv("RELOOP3D_MODELS", str(tmp_path / "models"))
        monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
        yield hub


def test_a_model_is_brought_compared_and_found_by_its_name(hub) -> None:
    told = []
    folder = drain(download(SOURCE), told.append)
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    assert not (folder / "pytorch_model.bin").exists() and not (folder / "onnx").exists()
    assert {"config.json", "README.md"} <= {path.name for path in folder.iterdir()}
    assert shelf.local(SOURCE) == folder
    assert shelf.state_of(SOURCE).kind == shelf.DOWNLOADED
    assert shelf.used() >= len(WEIGHTS)
    assert json.loads((folder / shelf.LIST).read_text())["commit"].startswith("0123")
    assert any("model.safetensors" in progress.message for progress in told)
    assert drain(shelf.verify(SOURCE)) == []


def test_a_download_that_was_stopped_goes_on_where_it_was(hub) -> None:
    hub.files["model.safetensors"] = weights = WEIGHTS * 30  # its library writes ten at a time
    hub.pause = 0.1
    steps = download(SOURCE)
    while next(steps).done < 10:
        pass
    steps.close()  # as Esc does
    assert shelf.state_of(SOURCE).kind == shelf.PARTIAL
    with pytest.raises(ModelNotAvailable, match="only in part"):
        shelf.local(SOURCE)
    hub.pause = 0.0
    hub.served.clear()
    folder = drain(download(SOURCE))
    assert (folder / "model.safetensors").read_bytes() == weights
    begun = dict(hub.served)
    assert begun["model.safetensors"] >= 10 * 2**20  # not from the start
    assert "config.json" not in begun  # which was there


def test_another_hash_than_was_promised_is_refused(hub) -> None:
    hub.lies = True
    with pytest.raises(DataError, match="not what the hub promised"):
        drain(download(SOURCE))
    assert shelf.state_of(SOURCE).kind == shelf.PARTIAL
    with pytest.raises(ModelNotAvailable):
        shelf.local(SOURCE)


def test_a_changed_byte_is_found_and_deleting_frees_all(hub) -> None:
    folder = drain(download(SOURCE))
    content = bytearray(WEIGHTS)
    content[500_000] ^= 1
    (folder / "model.safetensors").write_bytes(content)
    assert drain(shelf.verify(SOURCE)) == ["model.safetensors"]
    (folder / "model.safetensors").unlink()
    assert shelf.state_of(SOURCE).kind == shelf.PARTIAL
    drain(download(SOURCE))
    assert drain(shelf.verify(SOURCE)) == []
    assert shelf.delete(SOURCE) >= len(WEIGHTS) and shelf.used() == 0
    with pytest.raises(InputError, match="not on this machine"):
        shelf.delete(SOURCE)


def test_without_leave_to_go_online_nothing_is_asked(hub, monkeypatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelNotAvailable, match="online access"):
        drain(download(SOURCE))
    assert hub.served == [] and not shelf.shelf().exists()


def test_a_name_that_the_hub_does_not_have_is_said(hub) -> None:
    with pytest.raises(DataError, match="somebody/other could not be downloaded"):
        drain(download("somebody/other"))
    with pytest.raises(InputError, match="not a model's name"):
        drain(download("../somewhere"))
