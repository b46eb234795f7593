"""The reference in docs/reference, written from the catalog and the comments in it."""
