"""Opening the library's database: one connection a thread, one writing process at a time.

A connection is bound to the thread that opened it. The writer takes ``BEGIN IMMEDIATE`` for every transaction: a plain
``BEGIN`` that reads and then writes fails at once with "database is locked" when another connection has written in
between.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from photorag.core.errors import LibraryDamaged, LibraryTooNew, StorageError
from photorag.core.files import storage_error
from photorag.store.migrations import SCHEMA_VERSION, migrations

_BUSY_SECONDS = 15

Connection = Database
"""What the floors above hold without knowing sqlite-utils."""


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turns SQLite's faults that a person can act on into one sentence; leaves bugs (wrong SQL) alone."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = (error.sqlite_errorcode if hasattr(error, "sqlite_errorcode") else 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise StorageError(
                f"The disk that holds {path.parent} is full. Free some space, then run this again; nothing is lost."
            ) from error
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
            raise StorageError(
                f"The library's database {path} can't be written ({error}). Check that its disk is there, has space "
                "and may be written to."
            ) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StorageError(
                f"The library's database {path} is held by another program. Close it, then run this again."
            ) from error
        raise
    except sqlite3.DatabaseError as error:
        code = (error.sqlite_errorcode if hasattr(error, "sqlite_errorcode") else 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise LibraryDamaged(
                f"The library's database {path} is damaged. Run `photorag doctor` to see what can be saved; "
                "your photos are untouched."
            ) from error
        raise


def open_writer(path: Path, backups: Path) -> Database:
    """The writing connection, with the schema brought up to date (after a backup, when there is one to keep).

    Raises `StorageError`, `LibraryTooNew`, `LibraryDamaged`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, path.parent) from error
    with clear_errors(path):
        database = _connect(path)
        try:
            database.conn.execute("PRAGMA journal_mode = WAL")
            _migrate(database, path, backups)
        except BaseException:
            database.close()
            raise
        return database


def open_reader(path: Path) -> Database:
    """A connection that can only read. The database must exist. Raises as `open_writer` does."""
    with clear_errors(path):
        database = _connect(path)
        try:
            _refuse_newer(database)
            database.conn.execute("PRAGMA query_only = ON")
        except BaseException:
            database.close()
            raise
        return database


def open_editor(path: Path) -> Database:
    """A second writing connection, for short transactions beside the indexer's. The database must exist and is not
    brought up to date. Raises as `open_writer` does."""
    with clear_errors(path):
        database = _connect(path)
        try:
            _refuse_newer(database)
        except BaseException:
            database.close()
            raise
        return database


def is_current(path: Path) -> bool:
    """Whether the database exists in this version's format (or a newer one, which opening it will refuse)."""
    if not path.exists():
        return False
    with clear_errors(path):
        database = _connect(path)
        try:
            return schema_version(database) >= SCHEMA_VERSION
        finally:
            database.close()


@contextmanager
def transaction(database: Database) -> Iterator[None]:
    """One ``BEGIN IMMEDIATE`` transaction: all of the block is committed, or none of it."""
    connection = database.conn
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def schema_version(database: Database) -> int:
    return int(database.conn.execute("PRAGMA user_version").fetchone()[0])


def _connect(path: Path) -> Database:
    # isolation_level=None: Python opens no transaction behind our back; `transaction` alone does.
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    return Database(connection)


def _refuse_newer(database: Database) -> None:
    found = schema_version(database)
    if found > SCHEMA_VERSION:
        raise LibraryTooNew(
            f"This library was written by a newer PhotoRAG (format {found}; this one knows up to {SCHEMA_VERSION}). "
            "Update PhotoRAG, or choose another library with --home."
        )


def _migrate(database: Database, path: Path, backups: Path) -> None:
    _refuse_newer(database)
    before = schema_version(database)
    if before == SCHEMA_VERSION:
        return
    if before:
        try:
            backups.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, backups) from error
        target = backups / f"library-format-{before}.db"
        target.unlink(missing_ok=True)
        database.conn.execute("VACUUM INTO ?", [str(target)])
    migrations.apply(database)
    database.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
