"""The cluster that is kept between test runs: what is left of one is never used."""

from collections.abc import Callable
from pathlib import Path

import pytest

from glue import db
from glue.postgres import pgtap
from tests import clusters

pytestmark = pytest.mark.once


def cut(path: Path) -> None:
    """Leave a file empty, as a machine does that lost its power."""
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("name", "damage"),
    [("global/pg_control", cut), ("PG_VERSION", Path.unlink)],
    ids=["a file is cut", "a removal was killed"],
)
def test_a_damaged_cluster_is_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, damage: Callable[[Path], None]
) -> None:
    built: list[str] = []
    monkeypatch.setattr(clusters, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(pgtap, "unpack_pgtap", lambda _: None)
    monkeypatch.setattr(clusters, "_build_template", lambda server: built.append(server.url()))
    for run in ("first", "second", "third"):
        server = clusters.start_cluster(tmp_path / run)
        try:
            with db.connect(server.url("supabase_admin")) as conn:
                conn.execute("select 1")
        finally:
            server.stop()
        if run == "second":
            assert len(built) == 1
            [found] = (tmp_path / "kept").glob(f"*/postgres/{name}")
            damage(found)
    assert len(built) == 2
