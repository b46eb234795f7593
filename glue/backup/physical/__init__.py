"""Physical backups: copies of a whole cluster and its archived WAL, in one encrypted repository.

A repository is a folder with `repository.json`, the copies in `base/`, and the WAL in `wal/`.
Every file in it is complete or has a name that no command reads; none is ever overwritten.
"""
