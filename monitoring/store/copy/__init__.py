"""The columnar copy of a data version: read from the record, written to a folder, opened as memory-mapped files."""
