"""Errors a person can act on.

Everything here carries one sentence meant for a person; the faces (window, command line) show it as it is. Any
other exception is a bug and is logged with its traceback.
"""

from __future__ import annotations


class PhotoRagError(Exception):
    """Something the person can act on. ``str(error)`` is one clear sentence saying what is wrong and what to do."""


class FolderError(PhotoRagError):
    """A folder is missing, is a file, or can't be read."""


class UnreadablePicture(PhotoRagError):
    """A file is not a picture we can read. The message is a short reason, without the file's name."""


class ModelError(PhotoRagError):
    """A model is unknown, incomplete, or could not be loaded or downloaded."""


class LibraryBusy(PhotoRagError):
    """Another PhotoRAG process is writing to this library."""


class LibraryTooNew(PhotoRagError):
    """The library was written by a newer PhotoRAG than this one."""


class LibraryDamaged(PhotoRagError):
    """The library's database can't be read as such."""


class StorageError(PhotoRagError):
    """The library's own folder can't be written: full disk, no permission, read-only."""


class EmptyQuery(PhotoRagError):
    """A search with neither words nor a picture."""


class Cancelled(Exception):
    """Raised inside work whose `CancelToken` was cancelled."""
