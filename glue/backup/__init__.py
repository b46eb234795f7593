"""Backups: one file in pg_dump's custom format, written and read by clients of the right version.

A dump that a newer client writes holds settings that an older server does not know, and
its file is one that an older client does not read. So a backup is written by a client of
the server's own major version, and restored by one of the target's.
"""
