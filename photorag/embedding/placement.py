"""Where the image tower runs and in which numbers: the quickest way that still gives the same vectors.

Half precision is three to four times as fast on hardware that has it and useless or slower elsewhere, and some models
lose accuracy by it (small convolutional ones, quantised ones). So the choice is not made by name: each candidate's
vectors for a few drawn pictures are compared with the CPU's float32 ones, and the first that agrees is taken. That
also covers a GPU runtime that fails or computes nonsense.

Imports torch: only `open_clip_model` imports this.
"""

from __future__ import annotations

import copy
import logging
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from photorag.core.errors import ModelError
from photorag.core.model_input import ModelInput

log = logging.getLogger(__name__)

# The vectors must keep a cosine of 0.999 to float32. The probes are harsher than photos on models that suffer (0.994
# where photos give 0.998) and equal on those that do not (0.9999).
MIN_COSINE = 0.9995
_PROBES = 4


@dataclass(frozen=True, slots=True)
class Placement:
    """A torch device and the number format of the image tower on it."""

    device: torch.device
    dtype: torch.dtype

    @property
    def on_cpu(self) -> bool:
        return self.device.type == "cpu"

    def __str__(self) -> str:
        return f"{self.device.type} {str(self.dtype).removeprefix('torch.')}"


FLOAT32_ON_CPU = Placement(torch.device("cpu"), torch.float32)


def place(model: Any, wanted: ModelInput) -> Placement:
    """Moves ``model``, loaded in float32 on the CPU, to where its image tower is quickest and still right.

    The text tower stays in float32, on the same device: it sees one short text at a time. Raises `ModelError` when
    the weights give no numbers even in float32.
    """
    probes = probe_pictures(wanted)
    tower = model.visual
    truth = _vectors(model, probes, FLOAT32_ON_CPU)
    if not bool(torch.isfinite(truth).all()):
        raise ModelError("The model's weights are damaged: they give no numbers for a picture.")
    for candidate in candidates():
        try:
            model.visual = copy.deepcopy(tower).to(candidate.device, candidate.dtype)
            cosine = float((_vectors(model, probes, candidate) * truth).sum(-1).min())
            if cosine >= MIN_COSINE:
                del tower
                model.to(candidate.device)
                return candidate
            log.info("%s disagrees with float32 on the CPU (cosine %.5f): not used", candidate, cosine)
        except (RuntimeError, NotImplementedError) as error:  # out of memory, an operator that is missing
            log.info("%s can't run this model (%s): not used", candidate, error)
        model.visual = tower
    model.to(FLOAT32_ON_CPU.device)
    return FLOAT32_ON_CPU


def candidates() -> list[Placement]:
    """The placements worth trying on this computer before float32 on the CPU, quickest first."""
    found: list[Placement] = []
    if torch.cuda.is_available():
        device = torch.device("cuda")
        half = torch.bfloat16 if torch.cuda.get_device_capability()[0] >= 8 else torch.float16  # Ampere has bfloat16
        found += [Placement(device, half), Placement(device, torch.float32)]
    if torch.backends.mps.is_available():
        device = torch.device("mps")
        found += [Placement(device, torch.float16), Placement(device, torch.float32)]
    if cpu_has_bfloat16():
        found.append(Placement(torch.device("cpu"), torch.bfloat16))
    return found


def cpu_has_bfloat16() -> bool:
    """True when the processor multiplies bfloat16 itself (AVX512-BF16 or AMX); emulated, it is slower than float32."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return False
    capabilities = getattr(torch.cpu, "get_capabilities", None)
    if capabilities is not None:
        known = capabilities()
        return bool(known.get("avx512_bf16") or known.get("amx_bf16"))
    try:  # an older torch on Linux
        flags = Path("/proc/cpuinfo").read_text("ascii", errors="replace")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


def probe_pictures(wanted: ModelInput) -> torch.Tensor:
    """Drawn pictures as the image tower sees them, ``(4, 3, height, width)``: soft shapes, noise, and both mixed."""
    source = torch.Generator().manual_seed(7)
    size = (wanted.height, wanted.width)
    soft = functional.interpolate(torch.rand(_PROBES, 3, 7, 7, generator=source), size=size, mode="bilinear")
    noise = torch.rand(_PROBES, 3, *size, generator=source)
    share = torch.linspace(0, 1, _PROBES).view(-1, 1, 1, 1)
    mean = torch.tensor(wanted.mean).view(3, 1, 1)
    std = torch.tensor(wanted.std).view(3, 1, 1)
    return (((1 - share) * soft + share * noise) - mean) / std


def _vectors(model: Any, pixels: torch.Tensor, placement: Placement) -> torch.Tensor:
    with torch.inference_mode():
        shown = pixels.to(placement.device, placement.dtype)
        return functional.normalize(model.encode_image(shown).float(), dim=-1).cpu()
