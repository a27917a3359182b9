"""The subject of a picture by models of others: tiny random ones, read by transformers."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
import transformers

from engine.errors import DataError, ModelNotAvailable, ResultError
from engine.masks import hub_backend
from engine.masks.subject import find_subject

SWIN = {"image_size": 64, "patch_size": 4, "embed_dim": 8, "depths": [1, 1, 1, 1]}
SWIN |= {"num_heads": [1, 1, 2, 2], "window_size": 2, "drop_path_rate": 0.0}
STAGES = ["stage1", "stage2", "stage3", "stage4"]
LABELS = {0: "thing", 1: "other"}
RGB = np.random.default_rng(0).random((50, 70, 3), np.float32)
RGB[15:40, 20:55] = (0.9, 0.2, 0.1)
BOX = (18, 12, 58, 42)


def save_sam(folder: Path) -> None:
    vision = {"hidden_size": 16, "output_channels": 8, "num_hidden_layers": 2, "mlp_dim": 32}
    vision |= {"num_attention_heads": 2, "image_size": 64, "patch_size": 8, "window_size": 4}
    vision |= {"global_attn_indexes": [1], "num_pos_feats": 4, "initializer_range": 0.5}
    prompt = {"hidden_size": 8, "image_size": 64, "patch_size": 8, "mask_input_channels": 4}
    decoder = {"hidden_size": 8, "mlp_dim": 16, "num_attention_heads": 2, "iou_head_hidden_dim": 8}
    config = transformers.SamConfig(
        vision_config=vision, prompt_encoder_config=prompt, mask_decoder_config=decoder
    )
    transformers.SamModel(config).save_pretrained(folder)
    side = {"height": 64, "width": 64}
    pictures = transformers.SamImageProcessor(
        size={"longest_edge": 64}, pad_size=side, mask_size={"longest_edge": 16}, mask_pad_size=side
    )
    transformers.SamProcessor(pictures).save_pretrained(folder)


def save_sam2(folder: Path) -> None:
    seen = {"hidden_size": 8, "image_size": [64, 64], "blocks_per_stage": [1, 1, 2, 1]}
    seen |= {"embed_dim_per_stage": [8, 16, 32, 64], "num_attention_heads_per_stage": [1, 1, 2, 2]}
    seen |= {"window_size_per_stage": [4, 2, 4, 2], "global_attention_blocks": [3]}
    vision = {
        "backbone_config": {"model_type": "sam2_hiera_det_model", **seen},
        "backbone_channel_list": [64, 32, 16, 8],
        "backbone_feature_sizes": [[16, 16], [8, 8], [4, 4]],
        "fpn_hidden_size": 16,
    }
    prompt = {"hidden_size": 16, "image_size": 64, "patch_size": 16, "mask_input_channels": 4}
    decoder = {"hidden_size": 16, "mlp_dim": 16, "num_attention_heads": 2}
    decoder |= {"iou_head_hidden_dim": 8, "dynamic_multimask_via_stability": False}
    config = transformers.Sam2Config(
        vision_config=vision, prompt_encoder_config=prompt, mask_decoder_config=decoder
    )
    transformers.Sam2Model(config).save_pretrained(folder)
    pictures = transformers.Sam2ImageProcessor(size={"height": 64, "width": 64})
    transformers.Sam2Processor(pictures).save_pretrained(folder)


def save_mask2former(folder: Path) -> None:
    config = transformers.Mask2FormerConfig(
        backbone_config=transformers.SwinConfig(**SWIN, out_features=STAGES),
        feature_size=32,
        mask_feature_size=32,
        hidden_dim=32,
        encoder_feedforward_dim=16,
        dim_feedforward=16,
        encoder_layers=1,
        decoder_layers=2,
        num_attention_heads=2,
        num_queries=1,
        id2label=LABELS,
    )
    model = transformers.Mask2FormerForUniversalSegmentation(config)
    model.class_predictor.bias.data[0] = 9  # sure of what it says, as a trained one is
    model.save_pretrained(folder)
    transformers.Mask2FormerImageProcessor(size={"height": 64, "width": 64}).save_pretrained(folder)


def save_maskformer(folder: Path) -> None:
    config = transformers.MaskFormerConfig(
        backbone_config=transformers.SwinConfig(**SWIN, out_features=STAGES),
        decoder_config=transformers.DetrConfig(
            d_model=32,
            encoder_layers=1,
            decoder_layers=1,
            encoder_attention_heads=2,
            decoder_attention_heads=2,
            encoder_ffn_dim=16,
            decoder_ffn_dim=16,
            num_queries=5,
        ),
        fpn_feature_size=32,
        mask_feature_size=32,
        id2label=LABELS,
    )
    model = transformers.MaskFormerForInstanceSegmentation(config)
    model.class_predictor.bias.data[0] = 9
    model.save_pretrained(folder)
    transformers.MaskFormerImageProcessor(size={"height": 64, "width": 64}).save_pretrained(folder)


def save_oneformer(folder: Path) -> None:
    letters = [*"abcdefghijklmnopqrstuvwxyz"]
    names = [*letters, *(f"{each}</w>" for each in letters), "<|startoftext|>", "<|endoftext|>"]
    tokens = transformers.CLIPTokenizer(
        vocab={name: place for place, name in enumerate(names)}, merges=[], model_max_length=77
    )
    config = transformers.OneFormerConfig(
        backbone_config=transformers.SwinConfig(**SWIN, out_features=STAGES),
        conv_dim=32,
        mask_dim=32,
        hidden_dim=32,
        encoder_feedforward_dim=16,
        dim_feedforward=16,
        encoder_layers=1,
        decoder_layers=3,
        num_attention_heads=2,
        num_queries=5,
        text_encoder_width=8,
        text_encoder_num_layers=1,
        text_encoder_vocab_size=len(names),
        id2label=LABELS,
    )
    model = transformers.OneFormerForUniversalSegmentation(config)
    model.model.transformer_module.decoder.class_embed.bias.data[0] = 9
    model.save_pretrained(folder)
    known = {str(key): {"name": name, "isthing": 1} for key, name in LABELS.items()}
    (folder / "classes.json").write_text(json.dumps(known), encoding="utf-8")
    pictures = transformers.OneFormerImageProcessor(
        size={"height": 64, "width": 64}, repo_path=str(folder), class_info_file="classes.json"
    )
    transformers.OneFormerProcessor(pictures, tokens).save_pretrained(folder)


SAVE: dict[str, Callable[[Path], None]] = {
    "sam": save_sam,
    "sam2": save_sam2,
    "mask2former": save_mask2former,
    "maskformer": save_maskformer,
    "oneformer": save_oneformer,
}


@pytest.fixture(autouse=True)
def offline(monkeypatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="module", params=SAVE)
def folder(request, tmp_path_factory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp(request.param)
    SAVE[request.param](path)
    return path


def test_every_kind_tells_a_mask_in_the_pictures_size_inside_the_box(folder: Path) -> None:
    found = find_subject(RGB, model=folder, box=BOX, device="cpu")
    assert found.shape == (50, 70) and found.dtype == bool and found.any()
    outside = found.copy()
    outside[BOX[1] : BOX[3], BOX[0] : BOX[2]] = False
    assert not outside.any()
    assert np.array_equal(found, find_subject(RGB, model=str(folder), box=BOX, device="cpu"))


def test_without_a_box_every_kind_answers_or_says_that_it_sees_nothing(folder: Path) -> None:
    model = hub_backend.load(folder, device="cpu")
    try:
        found = model.find(RGB, None)
    except ResultError as error:
        assert "box" in error.hint
    else:
        assert found.shape == (50, 70) and found.any() and not found.all()


def test_the_surest_mask_that_is_not_the_background_is_taken() -> None:
    masks = np.zeros((4, 20, 30), bool)
    masks[0], masks[1, 8:12, 10:20], masks[2, 5:15, 5:25] = True, True, True
    scores = np.array([0.99, 0.7, 0.9, 1.0])
    assert np.array_equal(hub_backend._best(masks, scores, None), masks[2])
    assert hub_backend._best(masks, scores, (0, 0, 4, 4)).sum() == 16  # the first, cut to the box
    with pytest.raises(ResultError, match="no subject"):
        hub_backend._best(masks[[0, 3]], scores[[0, 3]], None)


def test_of_segments_the_large_one_in_the_middle_or_the_one_in_the_box_fits() -> None:
    masks = np.zeros((3, 20, 30), bool)
    masks[0, :, :8], masks[1, 6:14, 10:20], masks[2, 9:11, 14:16] = True, True, True
    assert np.argmax(hub_backend._fits(masks, None)) == 1
    assert np.argmax(hub_backend._fits(masks, (0, 0, 8, 20))) == 0
    assert np.argmax(hub_backend._fits(masks, (13, 8, 17, 12))) == 2


def test_folders_without_such_a_model_are_refused_and_the_hub_wants_leave(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no model that tells masks"):
        find_subject(RGB, model=tmp_path, device="cpu")
    transformers.ViTConfig(hidden_size=8, num_hidden_layers=1).save_pretrained(tmp_path)
    with pytest.raises(DataError, match="of type “vit”") as caught:
        find_subject(RGB, model=tmp_path, device="cpu")
    assert "SAM" in caught.value.hint
    with pytest.raises(ModelNotAvailable, match="online access"):
        find_subject(RGB, model="somebody/masks", device="cpu")
