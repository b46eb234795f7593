"""A private Postgres: its binaries, its port, its OS user, and the secrets kept beside it."""
