"""PhotoRAG: a private photo library that is searched by words, by picture, and by both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from photorag.core.query import Query as Query
    from photorag.library import Library as Library

__version__ = "0.1.0"
__all__ = ["Library", "Query", "__version__"]


def __getattr__(name: str) -> Any:
    """Imported when asked for: decode workers import this package too and need neither."""
    if name == "Library":
        from photorag.library import Library

        return Library
    if name == "Query":
        from photorag.core.query import Query

        return Query
    raise AttributeError(name)
