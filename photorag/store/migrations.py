"""The database's schema, as steps that are applied once each, in order, and never edited after a release."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

SCHEMA_VERSION = 2

migrations = Migrations("photorag")


@migrations()
def m001_create(database: Database) -> None:
    """Roots, items, segments, vectors and failures.

    Ids are AUTOINCREMENT: never used again after a deletion, so that the vector index can know a segment by its id, and
    ``vectors.id`` grows with time: an index file that covers vectors up to an id is brought up to date by later rows.
    A segment's vector never changes; an edited photo gets a new segment.
    """
    for statement in (
        """
        CREATE TABLE roots (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL DEFAULT 'online',
            device INTEGER,
            added REAL NOT NULL,
            scanned REAL
        )
        """,
        """
        CREATE TABLE items (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            root_id INTEGER NOT NULL REFERENCES roots(id) ON DELETE CASCADE,
            path TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            content BLOB NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            taken TEXT,
            partial INTEGER NOT NULL DEFAULT 0,
            added REAL NOT NULL,
            state_since REAL NOT NULL
        )
        """,
        "CREATE INDEX items_by_content ON items(content)",
        "CREATE INDEX items_by_size ON items(size)",
        "CREATE INDEX items_by_root ON items(root_id)",
        "CREATE INDEX items_by_state ON items(state)",
        """
        CREATE TABLE segments (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            item_id INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            position REAL NOT NULL DEFAULT 0
        )
        """,
        "CREATE INDEX segments_by_item ON segments(item_id)",
        "CREATE TABLE models (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dim INTEGER NOT NULL)",
        """
        CREATE TABLE vectors (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            segment_id INTEGER NOT NULL REFERENCES segments(id) ON DELETE CASCADE,
            model INTEGER NOT NULL REFERENCES models(id) ON DELETE CASCADE,
            vector BLOB NOT NULL,
            UNIQUE (segment_id, model)
        )
        """,
        "CREATE INDEX vectors_by_model ON vectors(model, id)",
        """
        CREATE TABLE failures (
            path TEXT PRIMARY KEY,
            root_id INTEGER NOT NULL REFERENCES roots(id) ON DELETE CASCADE,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            reason TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 1,
            at REAL NOT NULL
        )
        """,
        "CREATE INDEX failures_by_root ON failures(root_id)",
    ):
        database.conn.execute(statement)


@migrations()
def m002_marks_and_order(database: Database) -> None:
    """The person's own marks, and what the grid needs to lay out a whole library: the date it is ordered by, tints.

    ``dated`` is the date taken, else the file's own, in local time. ``tint`` is the average colour as 0xRRGGBB. A tag's
    ``key`` is its folded text: "Beach" and "beach" are one tag. Marks of an item that is deleted (its folder was
    removed, or it was gone for long) are remembered by content, and given back should the photo return.
    """
    for statement in (
        "ALTER TABLE items ADD COLUMN dated TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE items ADD COLUMN tint INTEGER",
        """
        UPDATE items SET dated = COALESCE(
            taken, strftime('%Y-%m-%dT%H:%M:%S', mtime_ns / 1000000000, 'unixepoch', 'localtime'), ''
        )
        """,
        # Holds all the grid asks for, so that listing 100,000 photos reads one index and no rows.
        "CREATE INDEX items_by_date ON items(state, dated, id, width, height, tint)",
        "CREATE INDEX items_by_added ON items(state, added)",
        """
        CREATE TABLE favourites (
            item_id INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
            since REAL NOT NULL
        )
        """,
        """
        CREATE TABLE tags (
            item_id INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            tag TEXT NOT NULL,
            PRIMARY KEY (item_id, key)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX tags_by_key ON tags(key)",
        "CREATE TABLE remembered_favourites (content BLOB PRIMARY KEY, since REAL NOT NULL)",
        """
        CREATE TABLE remembered_tags (
            content BLOB NOT NULL, key TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (content, key)
        ) WITHOUT ROWID
        """,
        """
        CREATE TRIGGER remember_marks BEFORE DELETE ON items WHEN length(OLD.content) > 0 BEGIN
            INSERT OR IGNORE INTO remembered_favourites (content, since)
            SELECT OLD.content, since FROM favourites WHERE item_id = OLD.id;
            INSERT OR IGNORE INTO remembered_tags (content, key, tag)
            SELECT OLD.content, key, tag FROM tags WHERE item_id = OLD.id;
        END
        """,
    ):
        database.conn.execute(statement)
