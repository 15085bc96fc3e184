"""The whole way with the starter model: the sample library, and a folder of real and odd files."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.command import Photorag

_EMPTY, _DAMAGED = "the file is empty", "the picture is damaged"


def test_the_demo_prints_searches_and_keeps_to_its_home(
    photorag: Photorag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = tmp_path / "person"
    person.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(person))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    shown = photorag.ok("demo", "--no-window").out
    assert '$ photorag search "red circular product"' in shown
    assert '$ photorag similar "' in shown
    parts = shown.split("\n$ ")[1:]
    assert all(".png" in part or ".jpg" in part for part in parts), shown
    assert "widget-a.png" in parts[0].splitlines()[2]  # the red circle of the catalogue
    assert photorag.contents()
    assert all(path.startswith(str(photorag.home)) for path in photorag.contents())
    assert [each for each in person.rglob("*") if each.is_file()] == []
    assert photorag.ok("doctor").err == ""


@pytest.mark.shared
def test_real_and_odd_files(photorag: Photorag, shared: Path) -> None:
    """Every file is found, listed as a failure with its reason, or skipped for a stated reason; then nothing is new."""
    folder = shared / "photos"
    files = [Path(where) / name for where, _, names in os.walk(folder) for name in names]
    report = photorag.ok("index", folder, "--json").last
    assert report["added"] + len(report["failed"]) + report["skipped"] == len(files)
    assert sum(report["skipped_reasons"].values()) == report["skipped"]
    reasons = {Path(each["path"]).relative_to(folder): each["reason"] for each in report["failed"]}
    assert {path for path, reason in reasons.items() if reason == _EMPTY} == {
        path.relative_to(folder) for path in files if path.stat().st_size == 0 and path.suffix.lower() == ".jpg"
    }
    others = {path: reason for path, reason in reasons.items() if reason != _EMPTY}
    assert all(path.name.startswith(("crash-", "oom-", "decompression_bomb")) for path in others), others
    assert all(reason == _DAMAGED or reason.startswith("too large: 65535 × 66601") for reason in others.values())

    again = photorag.ok("index", "--json").last
    assert [again[name] for name in ("added", "updated", "moved", "removed", "failed")] == [0, 0, 0, 0, []]
    assert again["unchanged"] == report["added"]
    assert again["skipped"] == report["skipped"] + len(report["failed"])
    listed = photorag.ok("status", "--failures", "--json").objects
    assert {each["path"]: each["reason"] for each in listed} == {
        str(folder / path): reason for path, reason in reasons.items()
    }
    assert photorag.ok("doctor").err == ""


@pytest.mark.shared
def test_failures_are_few_and_understood(photorag: Photorag, shared: Path) -> None:
    """A person's folder of ordinary photos has none."""
    captions = json.loads((shared / "photos" / "coco_captions.json").read_text())
    assert captions
    report = photorag.ok("index", shared / "photos" / "coco-mini", "--json").last
    assert report["failed"] == []
    assert Counter(Path(path).suffix for path in photorag.contents()) == Counter({".jpg": report["added"]})
