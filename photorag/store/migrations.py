"""The database's schema, as steps that are applied once each, in order, and never edited after a release."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

SCHEMA_VERSION = 3

migrations = Migrations("photorag")

_TEXT_COLUMNS = "title, caption, keywords, tags, inside, place, name, folder, attributes"
# What one letter is indexed as: as in `photorag.core.folding` when this was written.
_PLAIN_LETTERS = (
    ("ß", "ss"), ("ẞ", "ss"), ("ø", "o"), ("Ø", "o"), ("ł", "l"), ("Ł", "l"), ("đ", "d"), ("Đ", "d"), ("ð", "d"),
    ("Ð", "d"), ("æ", "ae"), ("Æ", "ae"), ("œ", "oe"), ("Œ", "oe"), ("þ", "th"), ("Þ", "th"), ("ı", "i"),
)  # fmt: skip
_ALL_EVENTS = (("noted_new", "INSERT", "NEW"), ("noted_changed", "UPDATE", "NEW"), ("noted_gone", "DELETE", "OLD"))


def _indexed(row: str) -> str:
    """The columns of a row of texts as the indices hold them."""
    return ", ".join(_plain(f"{row}.{column}") for column in _TEXT_COLUMNS.split(", "))


def _plain(value: str) -> str:
    for letter, plain in _PLAIN_LETTERS:
        value = f"replace({value}, '{letter}', '{plain}')"
    return value


def _index_texts(row: str) -> str:
    return "".join(
        f"INSERT INTO {table} (rowid, {_TEXT_COLUMNS}) VALUES ({row}.item_id, {_indexed(row)});"
        for table in ("texts_words", "texts_pieces")
    )


def _forget_texts(row: str) -> str:
    """How an external-content table is told that a row goes: with the values it was indexed with."""
    return "".join(
        f"INSERT INTO {table} ({table}, rowid, {_TEXT_COLUMNS}) VALUES ('delete', {row}.item_id, {_indexed(row)});"
        for table in ("texts_words", "texts_pieces")
    )


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


@migrations()
def m003_facts_and_texts(database: Database) -> None:
    """What is known of a photo besides its pixels, its texts for full-text search, albums, and a log of changed items.

    ``facts`` has a row an item once its metadata has been read; what has none, or one of an older ``version``, is read
    in the background. ``texts`` holds one column per `Source`, and both full-text tables index it: ``texts_words`` by
    stemmed words, ``texts_pieces`` by three letters at a time, for number plates and parts of names. They are
    external-content tables over a view, in which letters that only some languages have are plain ones; triggers keep
    them in step, and they can be rebuilt at any time. ``inside`` is what
    was read in the picture; its words with their boxes are in ``readings``. ``changes`` names items in the order in
    which anything that a filter looks at changed, so that a snapshot in memory can be brought up to date.
    """
    for statement in (
        """
        CREATE TABLE facts (
            item_id INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            taken_from TEXT NOT NULL,
            latitude REAL, longitude REAL,
            city TEXT NOT NULL, region TEXT NOT NULL, country TEXT NOT NULL, code TEXT NOT NULL,
            place_names TEXT NOT NULL,
            camera TEXT NOT NULL, lens TEXT NOT NULL,
            focal REAL, focal_35 REAL, aperture REAL, exposure REAL, iso INTEGER,
            rating INTEGER NOT NULL,
            title TEXT NOT NULL, caption TEXT NOT NULL, keywords TEXT NOT NULL,
            screenshot INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE attributes (
            item_id INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
            key TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL, number REAL,
            PRIMARY KEY (item_id, key)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX attributes_by_number ON attributes(key, number)",
        "CREATE INDEX attributes_by_text ON attributes(key, folded)",
        """
        CREATE TABLE keywords (
            item_id INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
            key TEXT NOT NULL, keyword TEXT NOT NULL,
            PRIMARY KEY (item_id, key)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX keywords_by_key ON keywords(key)",
        """
        CREATE TABLE texts (
            item_id INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
            title TEXT NOT NULL DEFAULT '', caption TEXT NOT NULL DEFAULT '', keywords TEXT NOT NULL DEFAULT '',
            tags TEXT NOT NULL DEFAULT '', inside TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '',
            name TEXT NOT NULL DEFAULT '', folder TEXT NOT NULL DEFAULT '', attributes TEXT NOT NULL DEFAULT ''
        )
        """,
        f"""
        CREATE VIEW indexed_texts (item_id, {_TEXT_COLUMNS}) AS SELECT item_id, {_indexed("texts")} FROM texts
        """,
        f"""
        CREATE VIRTUAL TABLE texts_words USING fts5(
            {_TEXT_COLUMNS}, content='indexed_texts', content_rowid='item_id',
            tokenize='porter unicode61 remove_diacritics 2', prefix='2 3'
        )
        """,
        f"""
        CREATE VIRTUAL TABLE texts_pieces USING fts5(
            {_TEXT_COLUMNS}, content='indexed_texts', content_rowid='item_id', tokenize='trigram'
        )
        """,
        f"""
        CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
            {_index_texts("NEW")}
        END
        """,
        f"""
        CREATE TRIGGER texts_gone AFTER DELETE ON texts BEGIN
            {_forget_texts("OLD")}
        END
        """,
        f"""
        CREATE TRIGGER texts_changed AFTER UPDATE ON texts BEGIN
            {_forget_texts("OLD")}
            {_index_texts("NEW")}
        END
        """,
        """
        CREATE TABLE readings (
            item_id INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
            version INTEGER NOT NULL,
            words TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE folder_sidecars (
            folder TEXT PRIMARY KEY,
            root_id INTEGER NOT NULL REFERENCES roots(id) ON DELETE CASCADE,
            stamp TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE fingerprints (
            item_id INTEGER PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE,
            content BLOB NOT NULL, hash INTEGER NOT NULL, sharpness REAL
        )
        """,
        """
        CREATE TABLE dismissals (
            first BLOB NOT NULL, second BLOB NOT NULL, PRIMARY KEY (first, second)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE albums (
            id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created REAL NOT NULL
        )
        """,
        """
        CREATE TABLE album_items (
            album_id INTEGER NOT NULL REFERENCES albums(id) ON DELETE CASCADE,
            item_id INTEGER NOT NULL REFERENCES items(id) ON DELETE CASCADE,
            added REAL NOT NULL,
            PRIMARY KEY (album_id, item_id)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX album_items_by_item ON album_items(item_id)",
        """
        CREATE TABLE remembered_album_items (
            content BLOB NOT NULL,
            album_id INTEGER NOT NULL REFERENCES albums(id) ON DELETE CASCADE,
            added REAL NOT NULL,
            PRIMARY KEY (content, album_id)
        ) WITHOUT ROWID
        """,
        """
        CREATE TRIGGER remember_albums BEFORE DELETE ON items WHEN length(OLD.content) > 0 BEGIN
            INSERT OR IGNORE INTO remembered_album_items (content, album_id, added)
            SELECT OLD.content, album_id, added FROM album_items WHERE item_id = OLD.id;
        END
        """,
        """
        CREATE TABLE saved_searches (
            id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, text TEXT NOT NULL,
            pictures TEXT NOT NULL, liked TEXT NOT NULL, unliked TEXT NOT NULL, created REAL NOT NULL
        )
        """,
        # A tag is found by words too.
        """
        CREATE TRIGGER tag_added AFTER INSERT ON tags BEGIN
            INSERT INTO texts (item_id, tags) VALUES (NEW.item_id, NEW.tag)
            ON CONFLICT (item_id) DO UPDATE SET tags = (
                SELECT group_concat(tag, ' · ') FROM tags WHERE item_id = NEW.item_id
            );
        END
        """,
        """
        CREATE TRIGGER tag_removed AFTER DELETE ON tags BEGIN
            UPDATE texts SET tags = COALESCE(
                (SELECT group_concat(tag, ' · ') FROM tags WHERE item_id = OLD.item_id), ''
            ) WHERE item_id = OLD.item_id;
        END
        """,
        """
        INSERT INTO texts (item_id, tags) SELECT item_id, group_concat(tag, ' · ') FROM tags GROUP BY item_id
        """,
        "CREATE TABLE changes (id INTEGER PRIMARY KEY AUTOINCREMENT, item_id INTEGER NOT NULL)",
        *(
            f"""
            CREATE TRIGGER {table}_{name} AFTER {event} ON {table} BEGIN
                INSERT INTO changes (item_id) VALUES ({row}.{column});
            END
            """
            for table, column, events in (
                ("items", "id", _ALL_EVENTS),
                ("facts", "item_id", _ALL_EVENTS[:2]),  # deleted with its item only
                ("readings", "item_id", _ALL_EVENTS),
                ("favourites", "item_id", (_ALL_EVENTS[0], _ALL_EVENTS[2])),
                ("segments", "item_id", (_ALL_EVENTS[0], _ALL_EVENTS[2])),
            )
            for name, event, row in events
        ),
    ):
        database.conn.execute(statement)
