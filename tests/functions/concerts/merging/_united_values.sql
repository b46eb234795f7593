-- Proves functions/concerts/merging/_united_values.sql.
begin;
select plan(5);

select is(
    concerts._united_values(
        'concerts.artists', '{id}',
        jsonb_build_object(
            'id', 1, 'popularity', null, 'name', 'A', 'genres', '[]'::jsonb
        )
        || k.kept,
        '{"id": 2, "popularity": 3, "name": "B", "genres": ["x"], "created_at": "x"}'
    ),
    k.expected::jsonb, k.what
)
from (
    values
    ('{}'::jsonb, '{"popularity": 3, "genres": ["x"]}', 'empty columns are filled'),
    (
        '{"curated_columns": ["popularity"]}', '{"genres": ["x"]}',
        'unless a curator did that'
    )
) as k (kept, expected, what);
select is(
    concerts._united_values(
        'concerts.shows', '{artist_id,venue_id,show_on}',
        '{"status": "scheduled", "venue_id": null, "artist_id": 1,
          "updated_at": "2020-01-02Z"}',
        jsonb_build_object(
            'status', 'cancelled', 'venue_id', 3, 'artist_id', 2,
            'updated_at', k.updated_at
        )
    ),
    k.expected::jsonb, k.what
)
from (
    values
    ('2020-01-03Z', '{"status": "cancelled"}', 'the later row counts'),
    ('2020-01-01Z', '{}', 'the earlier one does not')
) as k (updated_at, expected, what);
select is(
    concerts._united_values(
        'concerts.vote_counts', '{setlist_song_id,shard}', '{"votes": 2}',
        '{"votes": 3}'
    ),
    '{"votes": 5}'::jsonb, 'totals are added'
);

select * from finish();
rollback;
