"""A search reads its documents by the index, however common or mistyped its words are.

Sequential scans are off, so one that is left has no index to go by; what is fetched is bounded,
however many documents there are.
"""

from collections.abc import Callable, Iterator

import pytest
from psycopg import Connection
from psycopg.rows import DictRow

from glue import db

pytestmark = pytest.mark.needs("concerts")

ARTISTS = 12_000
MOST = 6_000
FILL = """
insert into concerts.artists (name)
select 'The ' || substr(md5(n::text), 1, 4 + n %% 5) || ' ' || substr(md5((n %% 300)::text), 1, 6)
from generate_series(1, %s) as n
"""
READ = """
select s.seq_scan, s.idx_tup_fetch
from pg_stat_xact_user_tables as s
where s.schemaname = 'concerts' and s.relname = 'search_documents'
"""


@pytest.fixture(scope="module")
def many(
    make_database: Callable[[], str], drop_database: Callable[[str], None]
) -> Iterator[Connection[DictRow]]:
    """Given: artists whose names have common words."""
    url = make_database()
    with db.connect(url) as conn:
        conn.execute(FILL, (ARTISTS,))
        conn.execute("vacuum analyze concerts.search_documents, concerts.artists")
        yield conn
    drop_database(url)


@pytest.mark.parametrize(
    "query", ["the", "c4ca42", "teh c4ca", "nothing like this", "u", "the c4ca42 londn"]
)
def test_a_search_reads_few_documents(many: Connection[DictRow], query: str) -> None:
    many.execute("select pg_stat_force_next_flush()")
    with many.transaction():
        many.execute("set local enable_seqscan = off")
        many.execute("select concerts.search_concerts(%s)", (query,))
        (read,) = many.execute(READ).fetchall()
    assert read["seq_scan"] == 0
    assert read["idx_tup_fetch"] <= MOST
