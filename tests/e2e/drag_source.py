"""A small window to drag a folder from, as a file manager offers one: the other program in a drop.

python -m tests.e2e.drag_source FOLDER
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "drag source"
PLACE = (4, 4, 60, 60)


class DragSource(QLabel):
    def __init__(self, folder: str) -> None:
        super().__init__("drag me")
        self._folder = folder
        self.setWindowTitle(TITLE)
        self.setWindowFlag(Qt.WindowType.BypassWindowManagerHint)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setGeometry(*PLACE)

    def mouseMoveEvent(self, _: QMouseEvent) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(self._folder)])
        drag = QDrag(self)
        drag.setMimeData(mime)
        taken = drag.exec(Qt.DropAction.CopyAction) == Qt.DropAction.CopyAction
        print("taken" if taken else "refused", flush=True)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    source = DragSource(sys.argv[1])
    source.show()
    print("ready", flush=True)
    application.exec()
