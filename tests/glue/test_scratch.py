"""Scratch databases: none is left, whenever the command that makes one ends."""

import pytest

from glue import db
from glue.backup import restore
from glue.postgres.server import SUPERUSER, Server
from glue.schema import scratch

LEFT = "select datname from pg_database where datname ~ '^rowhouse_(here|restored)_[0-9a-f]{8}$'"


def test_ctrl_c_when_the_server_has_made_one_leaves_none(
    server: Server, blank_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = server.url(SUPERUSER, "postgres")
    scratch.ensure_blank_template(admin, "postgres")

    def made(url: str, name: str, template: str = "template0") -> str:
        db.create_database(url, name, template)
        raise KeyboardInterrupt

    for module in (scratch, restore):
        monkeypatch.setattr(module, "create_database", made)
    with pytest.raises(KeyboardInterrupt), scratch.scratch_database(admin, blank_url, "here"):
        pass
    name = db.database_of(blank_url)
    with pytest.raises(KeyboardInterrupt), restore.dumped_and_restored(admin, name):
        pass
    with db.connect(admin) as conn:
        assert conn.execute(LEFT).fetchall() == []
