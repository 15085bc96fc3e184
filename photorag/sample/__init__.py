"""Drawings with known truth: the sample library, and what the starter model learns from."""

from photorag.sample.library import draw_sample_library

__all__ = ["draw_sample_library"]
