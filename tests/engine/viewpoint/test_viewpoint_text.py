"""Text as an objective: tiny random CLIP and SigLIP models, saved and read by transformers."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
import transformers
from rendered import bumpy, two_boxes
from tokenizers import Tokenizer, models, pre_tokenizers

from engine.errors import DataError, ModelNotAvailable, ReLoopError
from engine.render.differentiable.contract import make_renderer
from engine.viewpoint.pose_backend import Pose
from engine.viewpoint.solve_backend import Stage, adam
from engine.viewpoint.terms_backend import Objective, color_term
from engine.viewpoint.text_backend import class_term, load, text_term

LETTERS = [*"abcdefghijklmnopqrstuvwxyz"]
TOWER = {
    "hidden_size": 16,
    "intermediate_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
}
EYES = {**TOWER, "image_size": 32, "patch_size": 8}
WORDS = 12  # tokens at most
SIZE = (40, 30)


def save_clip(folder: Path) -> None:
    """A CLIP that knows letters."""
    names = [*LETTERS, *(f"{letter}</w>" for letter in LETTERS), "<|startoftext|>", "<|endoftext|>"]
    last = len(names) - 1
    tokens = transformers.CLIPTokenizer(
        vocab={name: place for place, name in enumerate(names)}, merges=[], model_max_length=WORDS
    )
    text = {**TOWER, "vocab_size": len(names), "max_position_embeddings": WORDS}
    text |= {"bos_token_id": last - 1, "eos_token_id": last, "pad_token_id": last}
    config = transformers.CLIPConfig(text_config=text, vision_config=EYES, projection_dim=16)
    transformers.CLIPModel(config).save_pretrained(folder)
    crop = {"height": 32, "width": 32}
    pictures = transformers.CLIPImageProcessor(size={"shortest_edge": 32}, crop_size=crop)
    transformers.CLIPProcessor(pictures, tokens).save_pretrained(folder)


def save_siglip(folder: Path) -> None:
    """A SigLIP that knows letters."""
    names = ["<pad>", "</s>", "<unk>", *LETTERS]
    vocabulary = {name: place for place, name in enumerate(names)}
    raw = Tokenizer(models.BPE(vocab=vocabulary, merges=[], unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.Whitespace()
    tokens = transformers.PreTrainedTokenizerFast(
        tokenizer_object=raw,
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=WORDS,
    )
    text = {**TOWER, "vocab_size": len(names), "max_position_embeddings": WORDS}
    text |= {"projection_size": 16, "bos_token_id": 1, "eos_token_id": 1, "pad_token_id": 0}
    config = transformers.SiglipConfig(text_config=text, vision_config=EYES)
    transformers.SiglipModel(config).save_pretrained(folder)
    pictures = transformers.SiglipImageProcessor(size={"height": 32, "width": 32})
    transformers.SiglipProcessor(pictures, tokens).save_pretrained(folder)


SAVE: dict[str, Callable[[Path], None]] = {"clip": save_clip, "siglip": save_siglip}


@pytest.fixture(autouse=True)
def offline(monkeypatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="module", params=SAVE)
def folder(request, tmp_path_factory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp(request.param)
    SAVE[request.param](path)
    return path


def noise(count: int = 2) -> torch.Tensor:
    return torch.rand(count, 50, 40, 3, generator=torch.Generator().manual_seed(0))


def test_scores_are_cosines_that_know_pictures_and_words_apart(folder: Path) -> None:
    scorer = load(folder, device="cpu")
    words, pictures = scorer.words("a chair"), scorer.pictures(noise())
    assert torch.isclose(words.norm(), torch.ones(())) and words.shape == (16,)
    assert torch.allclose(pictures.norm(dim=1), torch.ones(2))
    scores = scorer.score(noise(), "a chair")
    assert torch.allclose(scores, pictures @ words) and scores.abs().max() <= 1
    assert scores[0] != scores[1]
    assert not torch.allclose(scores, scorer.score(noise(), "zebra"), atol=1e-4)
    assert torch.allclose(scores[1:], scorer.score(noise()[1:], "a chair"), atol=1e-5)


def test_words_without_end_are_read_as_far_as_the_model_can(folder: Path) -> None:
    scorer = load(folder, device="cpu")
    assert torch.isfinite(scorer.words("a very long sentence " * 40)).all()
    assert torch.isfinite(scorer.words("")).all()


def test_what_the_model_is_shown_is_what_its_own_processor_makes(folder: Path) -> None:
    scorer = load(folder, device="cpu")
    square = torch.rand(32, 32, 3, generator=torch.Generator().manual_seed(1))
    made = transformers.AutoProcessor.from_pretrained(folder)(
        text=["a chair"], images=[(square * 255).round().byte().numpy()], padding="max_length",
        return_tensors="pt",
    )  # fmt: skip
    model = transformers.AutoModel.from_pretrained(folder).eval()
    with torch.no_grad():
        wanted = model(**made)
        found = scorer.score(square[None], "a chair")
    cosine = (wanted.text_embeds * wanted.image_embeds).sum()
    assert torch.isclose(found[0], cosine, atol=2e-3)


def test_the_gradient_reaches_the_camera_through_the_picture(folder: Path) -> None:
    pose, renderer = Pose(("free",), *SIZE), make_renderer(bumpy())
    term = text_term(load(folder, device="cpu"), "a chair")
    state = torch.tensor([[0.6, 0.4, 0.5, 0.1, 0.0, 0.0, 0.3]], requires_grad=True)
    cameras = pose.cameras(state)
    loss = term(renderer.render(cameras), cameras)
    (gradient,) = torch.autograd.grad(loss.sum(), state)
    assert loss.shape == (1,) and 0 <= float(loss) <= 2
    assert torch.isfinite(gradient).all() and (gradient[0, :4].abs() > 0).all()


def test_a_camera_gets_nearer_to_words(folder: Path) -> None:
    pose, renderer = Pose(("azimuth", "elevation", "distance"), *SIZE), make_renderer(two_boxes())
    term = text_term(load(folder, device="cpu"), "a red box")
    stage = Stage(pose, renderer, Objective({"text": (1.0, term)}), (0, 0, *SIZE), *SIZE)
    begin = torch.tensor([[0.6, 0.4, 0.5, 0.0, 0.0, 0.0, 0.3]])
    with torch.no_grad():
        before = stage.loss(begin)
    *_, (_, after) = adam(stage, begin, steps=12)
    assert after < before - 1e-4


def test_a_class_is_an_objective_like_words() -> None:
    def probabilities(rgb: torch.Tensor) -> torch.Tensor:
        return (20 * rgb.mean((1, 2))).softmax(1)

    pose, renderer = Pose(("azimuth", "elevation"), *SIZE), make_renderer(two_boxes())
    terms = {"red": (1.0, class_term(probabilities, 0))}
    stage = Stage(pose, renderer, Objective(terms), (0, 0, *SIZE), *SIZE)
    begin = torch.tensor([[-1.0, 0.4, 0.5, 0.0, 0.0, 0.0, 0.3]])
    with torch.no_grad():
        before, picture = stage.loss(begin), stage.draw(begin)[0]
        assert torch.allclose(before, -probabilities(picture.rgb)[:, 0].log())
    *_, (_, after) = adam(stage, begin, steps=15)
    assert after < before - 0.01


def test_words_and_a_target_add_up_and_leave_no_residuals(folder: Path) -> None:
    term = text_term(load(folder, device="cpu"), "a chair")
    target = color_term(torch.ones(30, 40, 3))
    assert not Objective({"text": (1.0, term), "color": (1.0, target)}).has_residuals


def test_a_folder_that_holds_no_such_model_is_an_error_in_words(tmp_path: Path) -> None:
    for name, config in (("empty", None), ("broken", "{"), ("other", '{"model_type": "zebra"}')):
        (tmp_path / name).mkdir()
        if config:
            (tmp_path / name / "config.json").write_text(config)
        with pytest.raises(DataError) as caught:
            load(tmp_path / name)
        assert name in str(caught.value) and caught.value.hint
    bert = transformers.BertConfig(**TOWER, vocab_size=30)
    transformers.BertModel(bert).save_pretrained(tmp_path / "bert")
    with pytest.raises(DataError):
        load(tmp_path / "bert")


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "processor_config.json"])
def test_a_cut_off_file_is_an_error_in_words(tmp_path: Path, name: str) -> None:
    save_clip(tmp_path)
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    assert caught.value.hint


def test_a_tokenizer_that_needs_another_package_is_read_without_it_or_said(tmp_path: Path) -> None:
    save_siglip(tmp_path)
    config = tmp_path / "tokenizer_config.json"
    text = config.read_text()
    config.write_text(text.replace("TokenizersBackend", "SiglipTokenizer"))  # as it is published
    assert config.read_text() != text
    try:
        score = load(tmp_path, device="cpu").score(noise(), "a chair")
    except ReLoopError as error:
        assert error.hint
    else:
        assert torch.isfinite(score).all()


def test_a_name_of_the_hub_needs_online_access() -> None:
    with pytest.raises(ModelNotAvailable) as caught:
        load("openai/clip-vit-base-patch32")
    assert "online" in str(caught.value) and caught.value.hint
