"""From file to searchable item: scan, read, embed, store; and watching for changes."""
