"""SQLite, the only room that knows SQL: one file a table, numbered migrations."""
