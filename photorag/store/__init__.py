"""The store: SQLite holds the truth; the vector index and the thumbnails are caches beside it."""
