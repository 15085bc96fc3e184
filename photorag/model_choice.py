"""Which model is in use, and how one follows another without a time when nothing is found.

Photos are read with the new model while searches go on with the old one. When everything that can be read has been
read with the new model, it takes over. Both names are in the settings, so that this may span several starts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from photorag.core.cancel import CancelToken
from photorag.core.errors import ModelError
from photorag.core.events import Events, ModelChanged
from photorag.core.paths import Home
from photorag.core.settings import load_settings, save_settings
from photorag.embedding.download import download_model
from photorag.embedding.model_names import parse_model_name
from photorag.model_in_use import ModelInUse
from photorag.store.reader import Reader


@dataclass(frozen=True, slots=True)
class ModelNames:
    """``searching``: the model that finds; ``reading``: the one photos are read with. Equal unless one is to follow
    the other."""

    searching: str
    reading: str


class ModelChoice:
    """Safe to call from any thread. ``given`` stands in for the models in the settings, for this time only.

    ``retire`` is handed the closing of a model no longer in use, to be called when no search can still be using it.
    """

    def __init__(
        self, home: Home, events: Events, given: str | None, *, hosted: bool, threads: int,
        retire: Callable[[Callable[[], None]], object],
    ) -> None:  # fmt: skip
        self._home, self._events, self._retire = home, events, retire
        self._hosted, self._threads = hosted, threads
        self._lock = threading.RLock()
        settings = load_settings(home.settings)
        self._names = ModelNames(given or settings.model, given or settings.next_model or settings.model)
        self._searching: ModelInUse | None = None
        self._reading: ModelInUse | None = None  # only while it is another one

    @property
    def names(self) -> ModelNames:
        return self._names

    def searching(self) -> ModelInUse:
        """Raises `ModelError` when there is no such model, or it is not complete."""
        with self._lock:
            if self._searching is None:
                self._searching = self._named(self._names.searching)
            return self._searching

    def reading(self) -> ModelInUse:
        """Raises `ModelError` as `searching` does."""
        with self._lock:
            if self._names.reading == self._names.searching:
                return self.searching()
            if self._reading is None:
                self._reading = self._named(self._names.reading)
            return self._reading

    def use(
        self,
        name: str,
        reader_says: Callable[[Callable[[Reader], bool]], bool],
        progress: Callable[[int, int], None] | None,
        cancel: CancelToken | None,
    ) -> str:
        """As `Library.use_model`. ``reader_says`` asks the database a question."""
        reference = parse_model_name(name)
        download_model(reference, self._home, progress=progress, cancel=cancel)
        cancel = cancel or CancelToken()
        cancel.raise_if_cancelled()
        new = self._named(name)
        try:
            new.embedder().embed_texts(["a photo"])  # loaded once to be sure
            cancel.raise_if_cancelled()
            full_name = str(new.resolved.reference)
            at_once = full_name == self._names.searching or reader_says(
                lambda reader: self._nothing_left_to_read(reader, new)
            )
            self._take_over(full_name, new) if at_once else self._read_with(full_name, new)
        except BaseException:
            new.close()
            raise
        self._events.publish(ModelChanged())
        return full_name

    def after_run(self, reader: Reader) -> None:
        """An index run has ended: the model photos are read with takes over when there is nothing left for it."""
        with self._lock:
            if self._names.reading == self._names.searching:
                return
            new = self.reading()
            if not self._nothing_left_to_read(reader, new):
                return
            self._reading = None
            self._take_over(self._names.reading, new)
        self._events.publish(ModelChanged())

    def close(self) -> None:
        with self._lock:
            for model in (self._searching, self._reading):
                if model is not None:
                    model.close()

    def _take_over(self, name: str, new: ModelInUse) -> None:
        with self._lock:
            self._save(name, None)
            old = (self._searching, self._reading)
            self._names, self._searching, self._reading = ModelNames(name, name), new, None
        self._close_later(old)

    def _read_with(self, name: str, new: ModelInUse) -> None:
        with self._lock:
            self._save(self._names.searching, name)
            old = self._reading
            self._names, self._reading = ModelNames(self._names.searching, name), new
        self._close_later((old,))

    def _close_later(self, models: tuple[ModelInUse | None, ...]) -> None:
        for model in models:
            if model is not None:
                self._retire(model.close)

    def _save(self, model: str, next_model: str | None) -> None:
        settings = load_settings(self._home.settings)
        save_settings(self._home.settings, replace(settings, model=model, next_model=next_model))

    def _nothing_left_to_read(self, reader: Reader, new: ModelInUse) -> bool:
        """Or the old model finds nothing either, so that nothing is lost by going over at once."""
        if reader.count_unread(reader.model_key(new.resolved.model_id)) == 0:
            return True
        try:
            old = self.searching().resolved.model_id
        except ModelError:  # its files are gone: there is nothing to go on with
            return True
        return reader.count_searchable(reader.model_key(old)) == 0

    def _named(self, name: str) -> ModelInUse:
        return ModelInUse.named(name, self._home, hosted=self._hosted, threads=self._threads)
