"""How the window's parts work together: who hears whom. One function for each thing a person does."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from photorag.core.library_types import Item, Place, PlaceKind, SavedSearch
from photorag.qt.actions import keys
from photorag.qt.actions.reveal import show_in_folder
from photorag.qt.albums.present_search import can_be_kept, outside_pictures, search_to_keep, suggested_name
from photorag.qt.bridge import sentence
from photorag.qt.filters.chip_texts import part_text
from photorag.qt.gallery import Page
from photorag.qt.texts import tr

if TYPE_CHECKING:
    from photorag.qt.main_window import MainWindow


def connect_search(window: MainWindow) -> None:
    """Words and pictures, from the field, the clipboard and what is dropped."""
    field, session, page = window.page.field, window.session, window.page
    field.words_changed.connect(page.filters.set_typed)
    page.filters.changed.connect(session.set_parsed)
    field.entered.connect(session.search_now)
    field.pictures_changed.connect(session.set_pictures)
    field.chip_made.connect(window.chip_images.fill)
    field.pasted.connect(window.intake.take)
    field.dropped.connect(window.intake.add)
    field.went_down.connect(page.grid.setFocus)
    field.stepped_out.connect(lambda: _step_out_of_field(window))
    page.filters.typed_changed.connect(field.words.setText)
    page.nearest_wanted.connect(window.gallery.show_nearest)
    session.found.connect(lambda results: page.filter_row.show_notes(results.notes))
    session.found.connect(lambda results: page.filter_row.show_judged(results.query))
    session.left.connect(lambda: page.filter_row.show_notes(()))
    session.left.connect(lambda: page.filter_row.show_judged(session.query))
    page.filter_row.judgement_dropped.connect(lambda: session.set_feedback((), ()))
    session.left.connect(page.filters.forget_order)
    window.intake.folders.connect(window.add_folders)
    window.intake.pictures.connect(window.search_by)
    window.intake.more_pictures.connect(field.add_pictures)
    window.intake.trouble.connect(window.notice.say)
    page.grid.typed.connect(field.type_on)
    session.busy.connect(page.show_busy)
    _say_while_it_fails(window)


def _step_out_of_field(window: MainWindow) -> None:
    """Escape in an empty field: the filters that were chosen go before the field is left."""
    if window.page.filters.terms:
        window.page.filters.clear_terms()
    else:
        window.page.grid.setFocus()


def _say_while_it_fails(window: MainWindow) -> None:
    """What went wrong with a search is of no interest once one has gone well; any other notice stays."""
    said = ""

    def say(sentence: str) -> None:
        nonlocal said
        said = sentence
        window.notice.say(sentence)

    def over(*_: object) -> None:
        if said and window.notice.label.text() == said:
            window.notice.hide()

    window.session.failed.connect(say)
    window.session.found.connect(over)
    window.session.left.connect(over)


def connect_reading(window: MainWindow) -> None:
    """Folders and index runs."""
    page, runs, sidebar = window.page, window.runs, window.page.sidebar
    sidebar.follow(runs)
    sidebar.add_wanted.connect(window.choose_folder)
    sidebar.reveal_wanted.connect(_open_folder)
    sidebar.failures_wanted.connect(window.failures.show)
    window.failures.reveal_wanted.connect(show_in_folder)
    window.failures.trouble.connect(window.notice.say)
    runs.finished.connect(window.gallery.refresh)
    runs.started.connect(lambda _: show_middle(window))
    runs.finished.connect(lambda _: show_middle(window))
    runs.refused.connect(window.notice.say)
    window.bridge.text_progressed.connect(sidebar.texts.show_progress)
    page.empty.choose_wanted.connect(window.choose_folder)
    page.empty.folder_wanted.connect(lambda folder: window.add_folders([folder]))
    page.add_folder_wanted.connect(window.choose_folder)
    tray = window.closer.tray
    runs.progressed.connect(tray.show_progress)
    runs.paused_changed.connect(tray.show_paused)
    runs.finished.connect(tray.show_finished)
    tray.pause_wanted.connect(runs.pause)


def connect_photos(window: MainWindow) -> None:
    """Places, the grid, what is selected in it, and what is done with it."""
    page, gallery, actions, panel = window.page, window.gallery, window.actions_on_photos, window.page.panel
    page.sidebar.place_wanted.connect(window.go_to)
    page.show_all_wanted.connect(lambda: window.go_to(Place()))
    gallery.page_changed.connect(lambda _: show_middle(window))
    gallery.overview_changed.connect(page.sidebar.show_overview)
    gallery.status_changed.connect(page.status.setText)
    gallery.trouble.connect(window.notice.say)
    window.bridge.trouble.connect(window.notice.say)
    window.bridge.items_changed.connect(lambda _: _files_changed(window))
    window.bridge.closed.connect(window.library_closed)
    page.grid.activated.connect(window.open_index)
    page.grid.menu_wanted.connect(lambda item_id, where: _pop_up_menu(window, item_id, where))
    soon = QTimer(window, interval=0, singleShot=True)
    soon.timeout.connect(lambda: show_selection(window))
    for changed in (page.grid.selection_changed, page.grid.current_changed):
        changed.connect(window.forget_beside)
        changed.connect(lambda *_: soon.start())
    gallery.page_changed.connect(lambda _: soon.start())
    panel.favourite_wanted.connect(actions.set_favourite)
    panel.tag_add_wanted.connect(actions.add_tag)
    panel.tag_remove_wanted.connect(actions.remove_tag)
    panel.folder_wanted.connect(actions.show_in_folder)
    panel.open_wanted.connect(window.open_photo)
    panel.select_wanted.connect(lambda item_id: _select(window, item_id))
    panel.menu_wanted.connect(lambda item_id, where: _pop_up(window, [item_id], where))
    panel.search_like_wanted.connect(window.search_like)
    panel.add_words_wanted.connect(window.search_like_with_words)
    actions.open_wanted.connect(window.open_photo)
    actions.similar_wanted.connect(window.search_like)
    actions.noticed.connect(window.notice.show_notice)
    actions.task_started.connect(window.notice.follow)
    actions.told.connect(window.notice.tell)
    actions.trouble.connect(window.notice.say)
    actions.trouble.connect(lambda _: panel.refresh())
    panel.trouble.connect(window.notice.say)
    panel.verdict_wanted.connect(lambda item_id, right: _judge(window, item_id, right))
    actions.install(page.grid, page.grid.selected_ids)


def connect_viewer(window: MainWindow) -> None:
    viewer, actions, facts = window.viewer, window.actions_on_photos, window.page.panel.details.facts_reader
    viewer.left.connect(window.leave_viewer)
    viewer.similar_wanted.connect(window.search_like)
    viewer.reveal_wanted.connect(actions.show_in_folder)
    viewer.favourite_wanted.connect(lambda item_id: actions.toggle_favourite([item_id]))
    viewer.menu_wanted.connect(lambda item_id, where: _pop_up(window, [item_id], where))
    viewer.fullscreen_wanted.connect(window.show_fullscreen)
    viewer.strip_toggled.connect(lambda wanted: setattr(window.state, "film_strip", wanted))
    actions.install(viewer, lambda: [] if viewer.current_id is None else [viewer.current_id])

    def ask_facts(item: Item) -> None:
        found = facts.ask(item)
        if found is not None:
            viewer.show_facts(item.id, found)

    viewer.facts_wanted.connect(ask_facts)
    facts.arrived.connect(viewer.show_facts)
    window.bridge.items_changed.connect(lambda event: viewer.remove(event.removed))
    window.bridge.items_changed.connect(lambda event: viewer.items_changed(event.changed))
    window.bridge.marks_changed.connect(lambda event: viewer.items_changed(event.ids))


def connect_albums(window: MainWindow) -> None:
    """Albums and saved searches: the rows in the left column, and the button that keeps the search that is shown."""
    page, actions, state = window.page, window.actions_on_photos, window.state
    section, save, albums = page.sidebar.albums, page.save_button, actions.albums
    section.fold(state.albums_folded)
    section.folded.connect(lambda folded: setattr(state, "albums_folded", folded))
    window.gallery.overview_changed.connect(albums.refresh)
    albums.changed.connect(section.show_entries)
    albums.opened.connect(lambda album_id: window.go_to(Place(PlaceKind.ALBUM, album=album_id)))
    section.new_wanted.connect(albums.ask_new)
    section.add_wanted.connect(lambda album, ids: actions.add_to_album(ids, album))
    section.rename_wanted.connect(albums.rename)
    section.delete_wanted.connect(albums.delete)
    section.search_wanted.connect(window.run_saved)
    section.update_wanted.connect(lambda saved: albums.update(saved, _present_search(window)))
    save.save_wanted.connect(lambda: _save_search(window))
    save.forget_wanted.connect(albums.delete)
    window.session.left.connect(lambda: page.sidebar.show_search(None))
    window.gallery.page_changed.connect(lambda _: _show_present(window))
    for changed in (page.filters.changed, page.field.pictures_changed, albums.changed):
        changed.connect(lambda *_: _show_present(window))


def _present_search(window: MainWindow) -> SavedSearch:
    return search_to_keep(window.page.filters.parsed, window.session.query)


def _show_present(window: MainWindow) -> None:
    """What can be kept, and which album photos can be taken out of."""
    page, actions, present = window.page, window.actions_on_photos, _present_search(window)
    searching = window.session.active and can_be_kept(present)
    page.save_button.show_search(searching=searching, saved=actions.albums.saved_as(present) if searching else None)
    page.sidebar.albums.show_present(present if searching else None)
    actions.show_album(None if window.gallery.searching else actions.albums.album(window.gallery.place.album))


def _save_search(window: MainWindow) -> None:
    parsed, field = window.page.filters.parsed, window.page.field
    name = suggested_name(
        parsed.text, [part_text(part) for part in parsed.parts], [each.name for each in field.pictures]
    )
    note = ""
    if outside_pictures(window.session.query):
        note = tr("Pictures that are not in the library are not kept with it.")
    window.actions_on_photos.albums.ask_save(_present_search(window), name, note)


def connect_models(window: MainWindow) -> None:
    """The model on offer, on its way, and the page to choose from."""
    models, card, empty, runs = window.models, window.model_card, window.page.empty, window.runs
    models.changed.connect(card.show_state)
    models.changed.connect(empty.show_state)
    models.read_again_wanted.connect(lambda: runs.start(None, asked=True))
    models.told.connect(window.notice.tell)
    models.trouble.connect(window.notice.say)
    runs.progressed.connect(models.reading_progressed)
    runs.finished.connect(models.reading_finished)
    card.get_wanted.connect(models.start)
    card.stop_wanted.connect(models.cancel)
    card.read_wanted.connect(lambda: runs.start(None, asked=True))
    card.failure_seen.connect(models.forget_failure)
    card.dismissed.connect(lambda: setattr(window.state, "model_offer_dismissed", True))
    empty.model_wanted.connect(models.start)
    empty.model_stop_wanted.connect(models.cancel)
    empty.models_wanted.connect(window.show_models)
    window.models_page.left.connect(window.show_page)


def connect_duplicates(window: MainWindow) -> None:
    """The page of duplicates. It asks by itself before it moves many at once; single groups are asked about here."""
    page, actions = window.duplicates_page, window.actions_on_photos
    window.page.sidebar.duplicates_wanted.connect(window.show_duplicates)
    page.left.connect(window.show_page)
    page.open_wanted.connect(window.open_photo)
    page.trash_wanted.connect(actions.trash)
    page.trash_confirmed.connect(actions.transfers.trash_now)
    window.duplicates.noticed.connect(window.notice.show_notice)
    window.duplicates.trouble.connect(window.notice.say)


def connect_menu(window: MainWindow) -> None:
    menu = window.menu
    window.page.sidebar.menu_wanted.connect(menu.popup)
    menu.add_folder_wanted.connect(window.choose_folder)
    menu.rescan_wanted.connect(lambda: window.runs.start(None, asked=True))
    menu.failures_wanted.connect(window.failures.show)
    menu.models_wanted.connect(window.show_models)
    menu.shortcuts_wanted.connect(window.shortcuts.open)
    menu.read_text.setChecked(window.bridge.reads_text)
    menu.read_text_wanted.connect(lambda wanted: _read_text(window, wanted))
    menu.quit_wanted.connect(window.closer.quit)


def _read_text(window: MainWindow, wanted: bool) -> None:
    def done(future: Future[None]) -> None:
        if (error := future.exception()) is not None:
            window.menu.read_text.setChecked(not wanted)
            window.page.sidebar.texts.set_wanted(not wanted)
            window.notice.say(sentence(error))

    window.page.sidebar.texts.set_wanted(wanted)
    window.bridge.call(lambda library: library.set_read_text(wanted), done)


def add_shortcuts(window: MainWindow) -> None:
    """Keys that belong to a page rather than to a widget or a menu."""
    page = window.page
    for key in ("Ctrl+F", "Ctrl+K"):
        _shortcut(key, page).activated.connect(lambda: _focus_words(window))
        _shortcut(key, window.viewer).activated.connect(lambda: _focus_words(window))
    _shortcut(QKeySequence.StandardKey.Paste, page).activated.connect(window.paste)
    _shortcut("Escape", page).activated.connect(lambda: _step_back(window))
    _shortcut("F9", page).activated.connect(page.toggle_panel)
    _shortcut("?", page.grid).activated.connect(window.shortcuts.open)
    _shortcut(keys.SIMILAR, page).activated.connect(lambda: _search_like_current(window))
    _shortcut("F11", page).activated.connect(lambda: window.show_fullscreen(not window.isFullScreen()))


def show_middle(window: MainWindow) -> None:
    """The grid, or the page that says why there is none."""
    gallery = window.gallery
    first_start = gallery.page is Page.FIRST_START  # its page makes the same offer
    window.model_card.set_dismissed(first_start or window.state.model_offer_dismissed)
    # Without a folder, the look at all folders that comes with each start has nothing to read.
    reading = window.runs.running if gallery.overview.roots else window.runs.asked
    window.page.show_page(
        gallery.page, gallery.place, searching=gallery.searching, reading=reading, overview=gallery.overview
    )
    if gallery.page is not Page.OPENING:
        window.session.prepare()  # on the first start too: the first photos will not have to wait for the model


def show_selection(window: MainWindow) -> None:
    """Tells the right column what is selected, and why it was found."""
    grid, panel = window.page.grid, window.page.panel
    if window.beside is not None:
        panel.show_selection([window.beside], window.beside)
        panel.show_hit(None)
        return
    current = grid.current_id() if grid.selection_size() else None  # Qt has one before the person chose any
    panel.show_selection(grid.selected_ids(), current)
    results = window.gallery.results
    panel.show_hit(
        None if current is None else window.gallery.hit_of(current), None if results is None else results.query
    )


def _judge(window: MainWindow, item_id: int, right: bool | None) -> None:
    """More like this one, not this one, or neither: the search goes on from there at once."""
    query = window.session.query
    like = tuple(each for each in query.like if each != item_id)
    unlike = tuple(each for each in query.unlike if each != item_id)
    window.session.set_feedback(
        (*like, item_id) if right is True else like, (*unlike, item_id) if right is False else unlike
    )


def _select(window: MainWindow, item_id: int) -> None:
    """A photo of the right column: in the grid where it is one of those shown there, else in the right column alone."""
    if window.photos.row_of(item_id) is not None:
        window.page.grid.show_photo(item_id)
    else:
        window.beside = item_id
        show_selection(window)


def _shortcut(key: str | QKeySequence.StandardKey, widget: QWidget) -> QShortcut:
    return QShortcut(QKeySequence(key), widget, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _focus_words(window: MainWindow) -> None:
    window.show_page()
    window.page.field.focus_words()


def _step_back(window: MainWindow) -> None:
    if window.shown_page in (window.models_page, window.duplicates_page):
        window.show_page()
    else:
        window.page.field.step_back()


def _search_like_current(window: MainWindow) -> None:
    grid = window.page.grid
    current = grid.current_id() if grid.selection_size() else None
    if current is not None:
        window.search_like(current)


def _files_changed(window: MainWindow) -> None:
    window.thumbnails.forget_missing()
    window.renderer.forget()


def _pop_up_menu(window: MainWindow, item_id: int, where: QPoint) -> None:
    """For the whole selection when the photo is part of it."""
    grid = window.page.grid
    _pop_up(window, grid.selected_ids() if grid.is_selected(item_id) else [item_id], where)


def _pop_up(window: MainWindow, ids: list[int], where: QPoint) -> None:
    menu = window.actions_on_photos.menu(ids)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(where)


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
