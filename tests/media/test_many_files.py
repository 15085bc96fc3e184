"""Real, odd, broken and hostile files, through the worker processes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from photorag.media.decoders import register_decoders
from photorag.media.formats import is_picture_name
from photorag.media.outcome import Done, Refused
from photorag.media.worker_pool import SupervisedPool
from tests.media.decode_jobs import measure
from tests.media.pictures import SHARED_PHOTOS, scene

EMPTY, DAMAGED = "the file is empty", "the picture is damaged"
EXPECTED_FAILURES = {
    "DSC_0238(1).JPG": EMPTY,
    "DSC_0238.JPG": EMPTY,
    "DSC_0238_1.JPG": EMPTY,
    "crash-0c7e0e8e11ce787078f00b5b0ca409a167f070e0.tif": DAMAGED,
    "crash-1185209cf7655b5aed8ae5e77784dfdd18ab59e9.tif": DAMAGED,
    "crash-2020-10-test.tif": DAMAGED,
    "crash-338516dbd2f0e83caddb8ce256c22db3bd6dc40f.tif": DAMAGED,
    "crash-4f085cc12ece8cde18758d42608bed6a2a2cfb1c.tif": DAMAGED,
    "crash-4fb027452e6988530aa5dabee76eecacb3b79f8a.j2k": DAMAGED,
    "crash-ccca68ff40171fdae983d924e127a721cab2bd50.j2k": DAMAGED,
    "crash-d2c93af851d3ab9a19e34503626368b2ecde9c03.j2k": DAMAGED,
    "crash-f46f5b2f43c370fe65706c11449f567ecc345e74.tif": DAMAGED,
    "decompression_bomb.gif": "too large: 65535 × 66601 pixels (limit 300 megapixels)",
    "oom-225817ca0f8c663be7ab4b9e717b02c661e66834.tif": DAMAGED,
}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED_PHOTOS.is_dir(), reason="no shared photos beside this checkout")
def test_all_shared_photos_decode_but_the_broken_ones() -> None:
    paths = [path for path in sorted(SHARED_PHOTOS.rglob("*")) if path.is_file() and is_picture_name(path.name)]
    failures, partial = {}, set()
    with SupervisedPool(measure, workers=2) as pool:
        for outcome in pool.map_unordered(paths):
            if isinstance(outcome, Done):
                assert min(outcome.result[0]) >= min(128, *outcome.result[1])
                if outcome.result[2]:
                    partial.add(outcome.job.name)
            else:
                assert isinstance(outcome, Refused), outcome
                failures[outcome.job.name] = outcome.reason
    assert failures == EXPECTED_FAILURES
    assert partial == {"truncated_image.png"}


@pytest.mark.parametrize("suffix", ["jpg", "png", "gif", "webp", "tif", "bmp", "heic", "avif", "jp2"])
def test_damage_anywhere_ends_in_a_picture_or_a_reason(suffix: str, tmp_path: Path) -> None:
    register_decoders()
    good = tmp_path / f"good.{suffix}"
    scene().save(good)
    content = good.read_bytes()
    dice = random.Random(suffix)
    paths = []
    for number in range(25):
        damaged = bytearray(content)
        for _ in range(dice.choice([1, 4, 30])):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        paths.append(tmp_path / f"{number}.{suffix}")
        paths[-1].write_bytes(damaged)
    with SupervisedPool(measure, workers=1) as pool:
        outcomes = list(pool.map_unordered(paths))
    assert len(outcomes) == 25
    for outcome in outcomes:
        assert isinstance(outcome, (Done, Refused)), outcome
