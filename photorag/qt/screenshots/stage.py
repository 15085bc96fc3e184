"""The window as a person has it before them: opened on a library, brought into a state, waited for, and pictured."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from photorag.core.errors import PhotoRagError
from photorag.core.library_types import Place
from photorag.core.paths import Home
from photorag.ingest.report import Progress
from photorag.library import Library
from photorag.qt.main_window import MainWindow
from photorag.qt.screenshots.sample_photos import SamplePhotos
from photorag.qt.theme import Theme
from photorag.qt.window_state import WindowState

_SECONDS = 90.0
_ROUNDS = 3  # what has arrived is shown in the next round of events, and may ask for more
_FAVOURITES, _TAGGED, _IN_ALBUM = slice(2, 30, 4), slice(0, 12), slice(4, 24, 3)


class Chapter(IntEnum):
    """How far the library's story has come. Each follows from the one before."""

    NEW = 0  # no folder yet
    STARTED = 1  # a folder was added, and nothing of it has been read
    READING = 2
    READ = 3
    MARKED = 4  # has favourites, tags and albums: a library in use, as a person's own is
    COPIED = 5  # some photos are there twice
    OFFLINE = 6  # one of the folders is on a drive that is not plugged in


class Stage:
    """Tells the story of ``photos`` from its beginning; without them the library in ``home`` is shown as it is, and
    nothing in it is changed."""

    def __init__(self, theme: Theme, home: Home, state: WindowState, size: QSize, photos: SamplePhotos | None) -> None:
        self.library = Library.open(home, hosted=True)
        self.theme, self.size, self.photos = theme, size, photos
        self._state = state
        state.background = "quit"
        self.chapter = Chapter.NEW if photos else Chapter.MARKED
        self.window = MainWindow(self.library, theme, state)
        self.window.resize(size)
        self.window.show()
        self._closed = False
        self.window.closed.connect(self._note_closed)
        if photos:
            self.window.start()
        else:  # not `start`, which would bring the library up to date
            self.window.gallery.refresh()
            self.window.models.refresh()

    # -- waiting

    def wait(self, reached: Callable[[], bool], what: str) -> None:
        """Lets events go by until it is so. Raises `PhotoRagError` when that takes too long."""
        late = time.monotonic() + _SECONDS
        alarm = QTimer(singleShot=True)  # there may be no other event
        alarm.start(round(_SECONDS * 1000) + 100)
        while not reached():
            if time.monotonic() > late:
                raise PhotoRagError(f"The window did not come to show this: {what}.")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self) -> None:
        """Waits until all photos in view are painted. Painting asks for those that lack."""
        window = self.window

        def settled() -> bool:
            for _ in range(_ROUNDS):
                QCoreApplication.processEvents()
                self._compose()
                if window.photos.busy or window.thumbnails.busy or not window.gallery.quiet:
                    return False
            return True

        self.wait(settled, "all photos in view")

    # -- the story

    def reset(self) -> None:
        """Back to all photos, nothing selected, nothing over the window."""
        window = self.window
        for each in self._above():
            each.close()
        window.resize(self.size)
        window.notice.hide()
        window.viewer.show_info(False)
        window.page.panel.details.view.where.photo.click()
        window.page.show_panel(True)
        window.page.panel.tab = "details"
        window.go_to(Place())
        window.page.grid.clearSelection()
        window.page.field.focus_words()
        self.wait(lambda: window.gallery.quiet and not window.gallery.searching, "all photos")
        if self.chapter is Chapter.NEW:
            self.wait(lambda: not window.runs.running, "nothing being read")

    def go_on_to(self, chapter: Chapter) -> None:
        steps = {
            Chapter.STARTED: self._add_folders,
            Chapter.READING: self._read_some,
            Chapter.READ: self._read_all,
            Chapter.MARKED: self._mark,
            Chapter.COPIED: self._copy,
            Chapter.OFFLINE: self._unplug,
        }
        while self.chapter < chapter:
            self.chapter = Chapter(self.chapter + 1)
            steps[self.chapter]()

    def _add_folders(self) -> None:
        assert self.photos is not None
        self.wait(lambda: not self.window.runs.running, "nothing being read")  # the run at the start
        self.library.pause.pause()
        reading = _Reached(lambda progress: progress.phase == "reading")
        self.window.runs.progressed.connect(reading.note)
        self.window.add_folders([self.photos.pictures, self.photos.archive])
        self.wait(lambda: reading.so, "reading has begun")
        self.window.runs.progressed.disconnect(reading.note)

    def _read_some(self) -> None:
        """Until the first are through, and then holds it there."""

        def far_enough(progress: Progress) -> bool:
            if progress.done:
                self.library.pause.pause()
            return self.library.pause.paused

        some = _Reached(far_enough)
        self.library.pause.resume()
        self.window.runs.progressed.connect(some.note)
        self.wait(lambda: some.so, "some photos read")
        self.window.runs.progressed.disconnect(some.note)

    def _read_all(self) -> None:
        self.window.runs.pause(False)
        self.wait(lambda: not self.window.runs.running and self.window.gallery.quiet, "all photos read")
        self.library.read_texts()  # else each picture would show how far that has come by then
        self.wait(self.window.page.sidebar.texts.isHidden, "the text in all photos read")

    def _mark(self) -> None:
        self.window.page.sidebar.card.close_button.click()
        ids = self.library.start_read(lambda reader: reader.listing(Place())).result().ids.tolist()
        self.library.set_favourite(ids[_FAVOURITES], True)
        self.library.add_tag(ids[_TAGGED], "Scotland")
        self.library.add_tag(ids[:2], "autumn light")
        self.library.albums.create("For the wall", ids[_IN_ALBUM])
        self.library.albums.create("To be printed", ids[:5])
        self.library.albums.save_search("Cheap widgets", "widget price under 20")
        self.wait(lambda: len(self.window.actions_on_photos.albums.searches) == 1, "albums and saved searches")

    def _copy(self) -> None:
        assert self.photos is not None
        self.photos.copy()
        before = self.window.gallery.overview.photos
        self.window.runs.start(None, asked=False)
        self.wait(lambda: self.window.gallery.overview.photos > before, "the copies")
        self.wait(lambda: not self.window.runs.running and self.window.gallery.quiet, "the copies read")
        self.window.page.sidebar.card.close_button.click()

    def _unplug(self) -> None:
        assert self.photos is not None
        self.photos.unplug()
        self.window.runs.start(None, asked=False)
        self.wait(lambda: not self.window.runs.running and self.window.gallery.quiet, "the drive being gone")

    # -- pictures

    def picture(self, file: Path) -> None:
        """Raises `PhotoRagError` when it can't be written."""
        self.settle()
        if not self._compose().save(str(file)):
            raise PhotoRagError(f"The picture {file} can't be written.")

    def _compose(self) -> QPixmap:
        """The window with its menus and dialogs, without the frames that a desktop puts around them."""
        scene, corner = self.window.grab(), self.window.mapToGlobal(QPoint())
        painter = QPainter(scene)
        painter.setPen(self.theme.colour("line"))
        for widget in self._above():
            place = widget.mapToGlobal(QPoint()) - corner
            painter.drawPixmap(place, widget.grab())
            if not widget.mask().isEmpty() or widget.inherits("QMenu"):
                continue
            painter.drawRect(widget.rect().translated(place).adjusted(-1, -1, 0, 0))
        painter.end()
        return scene

    def _above(self) -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window]

    # -- closing

    def close(self) -> None:
        for each in self._above():
            each.close()
        self.library.pause.resume()
        self.window.closer.quit()
        self.wait(lambda: self._closed, "the library being closed")
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _note_closed(self) -> None:
        self._closed = True


class _Reached:
    """Whether a condition has held once, among signals that come."""

    def __init__(self, condition: Callable[[Progress], bool]) -> None:
        self._condition = condition
        self.so = False

    def note(self, progress: Progress) -> None:
        self.so = self.so or self._condition(progress)
