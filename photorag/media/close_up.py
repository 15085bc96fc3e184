"""What the viewer's second worker process does: what may take long, so that leafing never waits behind it."""

from __future__ import annotations

from photorag.media.animation import Frames, FramesJob, read_frames
from photorag.media.view import ScreenPicture, ViewJob, render_for_screen

CloseUpJob = ViewJob | FramesJob
CloseUp = ScreenPicture | Frames


def render_close_up(job: CloseUpJob) -> CloseUp:
    """A picture in its full size, or frames of an animation. Raises `UnreadablePicture`."""
    return read_frames(job) if isinstance(job, FramesJob) else render_for_screen(job)
