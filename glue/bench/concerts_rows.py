"""Artists, shows, setlists and votes of the suite `concerts`, by statements over tables.

Names are two words of a vocabulary, some with accents, some after "The". Every tenth artist has
a show in the next hundred days with a wished setlist of ten songs; the other shows are over, or
later. Users vote ten times each; a few setlists have most of the votes. Triggers are off while
the rows are made; what they would have written is computed by the functions that mend it.
"""

from typing import LiteralString

import psycopg
from psycopg.rows import DictRow

ARTISTS = 100_000
VENUES = 2_000
VOTES = 1_000_000
SAMPLE = 2_000
"""So many names and setlists are drawn from."""

TABLES: tuple[LiteralString, ...] = (
    "artists",
    "venues",
    "shows",
    "songs",
    "setlists",
    "setlist_songs",
    "votes",
)
ROWS: tuple[LiteralString, ...] = (
    "select setseed(0.5)",
    "set work_mem = '256MB'",
    "set maintenance_work_mem = '256MB'",
    *(f"alter table concerts.{table} disable trigger user" for table in TABLES),
    "create schema bench_concerts",
    "create table bench_concerts.things (kind text, n bigint, id bigint, key text)",
    """
    create temporary table words as
    select
        n as number,
        initcap(
            (array['ba', 'co', 'dri', 'fe', 'gla', 'ho', 'ju', 'ké', 'lu', 'mo', 'ni', 'ó'])
            [1 + n %% 12]
            || (array['ra', 'ni', 'stö', 'lle', 'mu', 'ck', 'vi', 'zo'])[1 + n / 12 %% 8]
            || (array['n', 'na', 'rs', 'lt', 'x', 'que'])[1 + n / 96 %% 6]
        ) as word
    from generate_series(0, 575) as n
    """,
    """
    insert into concerts.artists (name, popularity, created_at, updated_at)
    select
        case when n %% 4 = 0 then 'The ' else '' end || a.word || ' ' || b.word,
        case when n %% 3 = 0 then n %% 101 end, now(), now()
    from generate_series(1, %(artists)s) as n
    inner join words as a on a.number = n %% 576
    inner join words as b on b.number = (n / 576 + n * 7) %% 576
    order by n
    """,
    """
    insert into concerts.venues (name, city, country, created_at, updated_at)
    select a.word || ' Hall', b.word, 'PH', now(), now()
    from generate_series(1, %(venues)s) as n
    inner join words as a on a.number = n * 11 %% 576
    inner join words as b on b.number = n * 5 %% 97
    order by n
    """,
    """
    insert into concerts.shows (
        artist_id, venue_id, show_on, closes_at, created_at, updated_at
    )
    select
        a.id, 1 + a.id %% %(venues)s, d.show_on, d.show_on::timestamp at time zone 'UTC',
        now(), now()
    from concerts.artists as a
    cross join lateral (
        select current_date + case
            when a.id %% 10 = 0 then 2 + a.id / 10 %% 100
            when a.id %% 2 = 0 then 102 + a.id %% 200
            else -200 + a.id %% 200
        end::integer
    ) as d (show_on)
    order by a.id
    """,
    """
    insert into concerts.songs (artist_id, title, created_at, updated_at)
    select a.id, 'Song ' || n, now(), now()
    from concerts.artists as a cross join generate_series(1, 10) as n
    where a.id %% 10 = 0
    order by a.id, n
    """,
    """
    insert into concerts.setlists (show_id, created_at, updated_at)
    select h.id, now(), now() from concerts.shows as h where h.artist_id %% 10 = 0
    order by h.id
    """,
    """
    insert into concerts.setlist_songs (setlist_id, song_id, place)
    select l.id, s.id, row_number() over (partition by l.id order by s.id)
    from concerts.setlists as l
    inner join concerts.shows as h on l.show_id = h.id
    inner join concerts.songs as s on h.artist_id = s.artist_id
    order by l.id, s.id
    """,
    """
    create temporary table wished as
    select row_number() over (order by l.id) - 1 as n, l.id, h.closes_at
    from concerts.setlists as l inner join concerts.shows as h on l.show_id = h.id
    """,
    # The n-th vote of a user is for the n-th song of some setlist: no user votes twice.
    """
    insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)
    select
        s.id, ('00000000-0000-4000-8000-' || lpad(v.who::text, 12, '0'))::uuid,
        now() - v.age * interval '30 days', w.closes_at
    from (
        select
            n / 10 as who, n %% 10 + 1 as place, random() as age,
            floor(power(random(), 3) * (select count(*) from wished))::bigint as setlist
        from generate_series(0, %(votes)s - 1) as n
    ) as v
    inner join wished as w on v.setlist = w.n
    inner join concerts.setlist_songs as s on w.id = s.setlist_id and v.place = s.place
    """,
    """
    insert into concerts.vote_counts (setlist_song_id, shard, votes)
    select v.setlist_song_id, concerts._vote_shard(v.user_id), count(*)
    from concerts.votes as v
    group by 1, 2
    """,
    *(f"alter table concerts.{table} enable trigger user" for table in TABLES),
    "analyze concerts.votes, concerts.setlist_songs, concerts.setlists, concerts.shows",
    "select concerts.rebuild_heats()",
    "select concerts.reindex_search()",
    "vacuum (analyze)",
    "select concerts.refresh_homepage_cache()",
    """
    insert into bench_concerts.things (kind, n, id, key)
    (
        select 'artist', a.id, a.id, a.name from concerts.artists as a
        order by hashint8(a.id) limit %(sample)s
    )
    union all
    (
        select 'accented', a.id, a.id, a.name from concerts.artists as a
        where a.name ~ '[éóö]' order by hashint8(a.id) limit %(sample)s
    )
    union all
    (
        select
            'show', h.id, h.id,
            concat_ws(' ', a.name, v.city, extract(year from h.show_on))
        from concerts.shows as h
        inner join concerts.artists as a on h.artist_id = a.id
        inner join concerts.venues as v on h.venue_id = v.id
        order by hashint8(h.id) limit %(sample)s
    )
    union all
    (
        select 'setlist', l.id, l.id, null from concerts.setlists as l
        order by hashint8(l.id) limit %(sample)s
    )
    """,
)


def make_rows(conn: psycopg.Connection[DictRow], scale: float) -> None:
    """Make the rows; half the scale makes half of the artists, venues and votes."""
    numbers = {
        "artists": max(100, round(ARTISTS * scale)),
        "venues": max(10, round(VENUES * scale)),
        "votes": max(100, round(VOTES * scale)),
        "sample": SAMPLE,
    }
    with conn.cursor() as cursor:
        for statement in ROWS:
            cursor.execute(statement, numbers)
