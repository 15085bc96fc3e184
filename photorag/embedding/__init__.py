"""The floor of the CLIP models: pictures and words in, unit vectors out.

Importing this package, or any module here but ``open_clip_model``, does not import torch: a window opens without it.
"""
