"""The row under the search field: how a search was understood, as chips with menus to filter and sort by."""
