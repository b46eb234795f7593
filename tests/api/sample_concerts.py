"""What calls of concerts can name: a merge, a pair of duplicates, a feed that is being read."""

from typing import TypeAlias

import psycopg
from psycopg.rows import DictRow

Connection: TypeAlias = psycopg.Connection[DictRow]

_PAIRS = """
insert into concerts.duplicate_candidates (
    entity, left_id, right_id, score, features, found_at
)
select 'artist', p.left_id, p.right_id, p.score, p.features, core.now()
from jsonb_to_recordset(concerts.find_duplicates('artist') -> 'items') as p (
    left_id bigint, right_id bigint, score double precision, features jsonb
)
"""


def prepare_concerts(conn: Connection, user: str, secret: str) -> None:
    """Make merge 1 of venues, the open pair 1 of artists, and run 1 of the feed spotify.

    The user has voted for song 6003. The run asks for artist a.
    """
    conn.execute("select tests.double_tour()")
    conn.execute("select concerts.merge_records('venue', 2001, '{2002}')")
    conn.execute(_PAIRS)
    conn.execute(
        "insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)"
        " values (6003, %s, core.now(), '2099-05-01T12:00Z')",
        (user,),
    )
    conn.execute("select concerts.reindex_search()")
    conn.execute(
        "insert into concerts.external_ids (source, entity, external_id, record_id, seen_at)"
        " values ('spotify', 'artist', 'a', 1002, core.now())"
    )
    conn.execute("select concerts.start_feed_run('spotify')")
    conn.execute("select concerts.note_feed_error(1, 1, 'timeout', '20 s')")
    conn.execute("select core.register_webhook_source('concerts.sync', null, %s)", (secret,))
