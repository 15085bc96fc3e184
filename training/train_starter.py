"""Train the starter model from scratch on drawings this repository makes itself.

Run from the repository root:

    python training/train_starter.py --out resources/starter

Deterministic: fixed seeds, a fixed number of threads, no data but what `photorag.sample` draws. Bit-for-bit the
same on the same kind of processor and torch; elsewhere bfloat16 sums differ in their last bits, and so do the
weights. README.md beside this file says what it costs and how the measuring is done.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from photorag.sample.captions import Caption, Drawing, caption
from photorag.sample.mixture import canvas, distinct_set, random_drawing, random_family

SEED = 20240607
THREADS = 1
SIDE = 96
CONTEXT = 32
BATCH = 192
CAPTIONS_EACH = 6
DRAWINGS = 36_000
STEPS = 1_200
RATE = 1.5e-3
WARM_STEPS = 60
#: Drawings come in blocks that stay together in a batch: this part of them are families, alike but for one thing.
#: Without them colour alone gets far, and stripes, dots and checks are never told apart.
FAMILIES = 0.4
BLOCK = 4
#: This part of the captions says everything there is to say: where, how many, how large and on what.
FULL_CAPTIONS = 0.35
WEIGHTS = "open_clip_model.safetensors"
MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)


MODEL_CONFIG: dict[str, Any] = {
    "embed_dim": 128,
    # Convolutions, not patches: a small ViT took more than twice the work for each picture, had learnt less after
    # more steps, and could not tell stripes from dots.
    "vision_cfg": {"image_size": SIDE, "layers": [1, 2, 2, 1], "width": 16, "head_width": 64},
    # The standard tokenizer has 49,408 rows: a narrow text tower is what keeps the file small.
    "text_cfg": {"context_length": CONTEXT, "vocab_size": 49408, "width": 64, "heads": 2, "layers": 3},
}  # fmt: skip
PREPROCESS_CONFIG: dict[str, Any] = {
    "size": SIDE, "mode": "RGB", "mean": list(MEAN), "std": list(STD), "interpolation": "bicubic",
    # The whole picture, not its middle: on a wide card or landscape the sides matter more than the proportions.
    "resize_mode": "squash", "fill_color": 0,
}  # fmt: skip


def shrink(picture: Image.Image) -> Image.Image:
    """What the model's own preprocessing does to a picture before normalising it."""
    return picture.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BICUBIC)


def weather(picture: Image.Image, rng: random.Random) -> Image.Image:
    """What happens to pictures in life: blur, JPEG compression."""
    if rng.random() < 0.25:
        picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.6)))
    if rng.random() < 0.4:
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=rng.randint(25, 90))
        picture = Image.open(io.BytesIO(buffer.getvalue()))
    return picture


def describe_all(count: int) -> list[tuple[Drawing, random.Random]]:
    """What the training drawings show, and for each the generator of its accidents."""
    found: list[tuple[Drawing, random.Random]] = []
    for index in range(count // BLOCK):
        rng = random.Random(SEED * 1_000_003 + index)
        together = rng.random() < FAMILIES
        block = random_family(rng) if together else [random_drawing(rng) for _ in range(BLOCK)]
        found += [(drawing, random.Random(rng.getrandbits(64))) for drawing in block]
    return found


def draw_all(count: int, cache: Path) -> tuple[NDArray[np.uint8], list[Drawing]]:
    """The training drawings. Pixels are cached, as drawing takes minutes; descriptions are quick to make again."""
    described = describe_all(count)
    drawings = [drawing for drawing, _ in described]
    if cache.is_file():
        pixels: NDArray[np.uint8] = np.load(cache)
        if pixels.shape == (count, SIDE, SIDE, 3):
            return pixels, drawings
    pixels = np.empty((count, SIDE, SIDE, 3), dtype=np.uint8)
    started = time.monotonic()
    for index, (drawing, rng) in enumerate(described):
        picture = drawing.draw(*canvas(drawing, rng, rng.randint(112, 208)))
        pixels[index] = np.asarray(shrink(weather(picture, rng)))
        if (index + 1) % 8000 == 0:
            print(f"drawn {index + 1} of {count}, {time.monotonic() - started:.0f} s", flush=True)
    cache.parent.mkdir(parents=True, exist_ok=True)
    np.save(cache, pixels)
    return pixels, drawings


class Words:
    """Captions as tokens, over a small table: the tokens that occur, and one neutral row for all that do not."""

    def __init__(self, captions: list[list[Caption]]) -> None:
        tokenizer = open_clip.SimpleTokenizer(context_length=CONTEXT)
        known: dict[str, list[int]] = {}
        for each in captions:
            for words in each:
                if words.text not in known:
                    known[words.text] = [*tokenizer.encode(words.text)][: CONTEXT - 2]
        used = sorted({token for tokens in known.values() for token in tokens} | {0})
        # Row 1 is the neutral one. The end token must keep the highest number: the model reads there.
        self.original: list[int] = [0, -1, *used[1:], tokenizer.sot_token_id, tokenizer.eot_token_id]
        small = {token: row for row, token in enumerate(self.original)}
        self.start, self.end = len(self.original) - 2, len(self.original) - 1
        self._known = {text: [small[token] for token in tokens] for text, tokens in known.items()}

    def batch(self, captions: list[Caption], rng: random.Random | None) -> Tensor:
        """Rows of token numbers. With `rng`, neutral tokens are strewn in: words never seen must do no harm."""
        out = torch.zeros(len(captions), CONTEXT, dtype=torch.long)
        for row, words in enumerate(captions):
            tokens = list(self._known[words.text])
            if rng is not None and rng.random() < 0.2:
                for _ in range(rng.randint(1, 3)):
                    tokens.insert(rng.randint(0, len(tokens)), 1)
            tokens = [self.start, *tokens[: CONTEXT - 2], self.end]
            out[row, : len(tokens)] = torch.tensor(tokens)
        return out


def augment(pixels: Tensor, generator: torch.Generator) -> Tensor:
    """Small changes of place, scale, light and colour; `pixels` between 0 and 1."""

    def uniform(shape: tuple[int, ...], low: float, high: float) -> Tensor:
        return torch.rand(shape, generator=generator) * (high - low) + low

    count = pixels.shape[0]
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0], theta[:, 1, 1] = uniform((count,), 0.92, 1.08), uniform((count,), 0.92, 1.08)
    theta[:, :, 2] = uniform((count, 2), -0.06, 0.06)
    grid = functional.affine_grid(theta, list(pixels.shape), align_corners=False)
    pixels = functional.grid_sample(pixels, grid, padding_mode="border", align_corners=False)
    pixels = pixels * uniform((count, 1, 1, 1), 0.82, 1.12) * uniform((count, 3, 1, 1), 0.95, 1.05)
    pixels = pixels + uniform((count, 1, 1, 1), -0.04, 0.06)
    noise = torch.randn(pixels.shape, generator=generator) * uniform((count, 1, 1, 1), 0.0, 0.03)
    return (pixels + noise).clamp(0, 1)


def normalise(pixels: Tensor) -> Tensor:
    return (pixels - torch.tensor(MEAN).view(1, 3, 1, 1)) / torch.tensor(STD).view(1, 3, 1, 1)


def contrast(images: Tensor, texts: Tensor, scale: Tensor, also_true: Tensor) -> Tensor:
    """CLIP's loss, leaving out the pairs of a picture and another picture's caption that are true of it too."""
    logits = (scale * images @ texts.T).masked_fill(also_true, float("-inf"))
    target = torch.arange(len(logits))
    return (functional.cross_entropy(logits, target) + functional.cross_entropy(logits.T, target)) / 2


def true_pairs(drawings: list[Drawing], captions: list[Caption]) -> Tensor:
    """[i, j] is true where caption j, belonging to another drawing, holds for drawing i as well."""
    facts = [words.facts for words in captions]
    rows = [[stated <= drawing.facts for stated in facts] for drawing in drawings]
    return torch.tensor(rows).fill_diagonal_(False)


@torch.no_grad()
def recall(model: nn.Module, words: Words, count: int, seed: int) -> float:
    """Text-to-image recall@1 over held-out drawings, to watch the training by. The final measuring has other seeds."""
    model.eval()
    pairs = distinct_set(count, seed)
    rng = random.Random(seed)
    pixels = np.stack([np.asarray(shrink(drawing.draw(*canvas(drawing, rng, 256)))) for drawing, _ in pairs])
    images = model.encode_image(normalise(torch.from_numpy(pixels).permute(0, 3, 1, 2) / 255), normalize=True)  # type: ignore[operator]
    texts = model.encode_text(words.batch([said for _, said in pairs], None), normalize=True)  # type: ignore[operator]
    model.train()
    return float(((texts @ images.T).argmax(1) == torch.arange(count)).float().mean())


def export(model: nn.Module, words: Words, folder: Path) -> None:
    """Write the model as open_clip stores them: half precision, the token table spread out to its full height."""
    state = {name: value.detach().clone() for name, value in model.state_dict().items() if name != "attn_mask"}
    small = state["token_embedding.weight"]
    full = small[1].repeat(49408, 1)
    for row, token in enumerate(words.original):
        if token >= 0:
            full[token] = small[row]
    state["token_embedding.weight"] = full
    folder.mkdir(parents=True, exist_ok=True)
    # Matrices in half precision; norms, their running averages and counters are tiny and stay as they are.
    halves = {name: (value.half() if value.ndim > 1 else value).contiguous() for name, value in state.items()}
    weights = folder / WEIGHTS
    save_file(halves, weights, metadata={"format": "pt"})
    weights.chmod(0o644)
    config = {"model_cfg": MODEL_CONFIG, "preprocess_cfg": PREPROCESS_CONFIG}
    (folder / "open_clip_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def optimiser_for(model: nn.Module, rate: float) -> torch.optim.AdamW:
    """AdamW; matrices decay, norms, biases, positions and tokens do not."""
    decayed: list[nn.Parameter] = []
    free: list[nn.Parameter] = []
    for name, parameter in model.named_parameters():
        plain = parameter.ndim < 2 or "embedding" in name
        (free if plain else decayed).append(parameter)
    groups = [{"params": decayed, "weight_decay": 0.05}, {"params": free, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), eps=1e-6)


def say_all(drawings: list[Drawing]) -> list[list[Caption]]:
    """Some captions for every drawing."""
    rng = random.Random(SEED + 1)
    return [
        [caption(drawing, rng, all_of_it=rng.random() < FULL_CAPTIONS) for _ in range(CAPTIONS_EACH)]
        for drawing in drawings
    ]


def rate_at(step: int, steps: int) -> float:
    """A short rise, then a cosine down to almost nothing."""
    warm = min(1.0, (step + 1) / WARM_STEPS)
    return RATE * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / steps)))


def train(options: argparse.Namespace) -> None:
    """Train from scratch and export."""
    started = time.monotonic()
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    count = options.drawings // BLOCK * BLOCK
    pixels, drawings = draw_all(count, options.cache / f"drawings-{SIDE}-{count}.npy")
    captions = say_all(drawings)
    words = Words([*captions, [said for _, said in distinct_set(250, SEED + 2)]])
    print(f"{len(drawings)} drawings, {len(words.original)} tokens, {time.monotonic() - started:.0f} s", flush=True)

    small_config = {**MODEL_CONFIG, "text_cfg": {**MODEL_CONFIG["text_cfg"], "vocab_size": len(words.original)}}
    model = open_clip.CLIP(**small_config).to(memory_format=torch.channels_last)
    optimiser = optimiser_for(model, RATE)
    rng = random.Random(SEED + 3)
    generator = torch.Generator().manual_seed(SEED + 4)
    order: list[int] = []
    mean_loss = 0.0
    for step in range(options.steps):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, options.steps)
        if len(order) < BATCH:
            blocks = list(range(count // BLOCK))
            rng.shuffle(blocks)
            order = [block * BLOCK + part for block in blocks for part in range(BLOCK)]
        chosen, order = order[:BATCH], order[BATCH:]
        said = [rng.choice(captions[index]) for index in chosen]
        batch = torch.from_numpy(pixels[chosen]).permute(0, 3, 1, 2).float() / 255
        batch = normalise(augment(batch, generator)).to(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            images, texts, scale = model(batch, words.batch(said, rng))
        also_true = true_pairs([drawings[index] for index in chosen], said)
        loss = contrast(images.float(), texts.float(), scale.float(), also_true)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        with torch.no_grad():
            model.logit_scale.clamp_(0, math.log(100))
        mean_loss = loss.item() if step == 0 else 0.95 * mean_loss + 0.05 * loss.item()
        if (step + 1) % 25 == 0:
            seconds = time.monotonic() - started
            print(f"step {step + 1} loss {mean_loss:.3f} scale {scale.item():.1f} {seconds:.0f} s", flush=True)
        if (step + 1) % options.every == 0 or step + 1 == options.steps:
            print(f"step {step + 1} recall@1 of 250 held out: {recall(model, words, 250, SEED + 2):.3f}", flush=True)
            export(model, words, options.out)
    minutes, busy = (time.monotonic() - started) / 60, time.process_time() / 60
    print(
        f"trained in {minutes:.1f} minutes, {busy:.1f} of them computing: {options.steps} steps of {BATCH}", flush=True
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--cache", type=Path, default=Path("build/starter"), help="folder for the drawn pictures")
    parser.add_argument("--drawings", type=int, default=DRAWINGS)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--every", type=int, default=150, help="measure and save each so many steps")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
