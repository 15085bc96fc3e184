"""Tool tips of text that is not ours: Qt would take a folder called ``<b>`` for HTML."""

from __future__ import annotations

import html


def plain_tip(text: str) -> str:
    """The text as a tool tip shows it letter by letter, line by line."""
    return f'<p style="white-space:pre-wrap">{html.escape(text)}</p>'
