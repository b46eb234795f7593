-- api.setlist_songs: the songs of setlists with their votes, for direct reads, and for
-- writes by curators.

create or replace view api.setlist_songs
with (security_invoker = true)
as
select
    t.id,
    t.setlist_id,
    t.song_id,
    t.place,
    t.encore,
    t.is_tape,
    t.info,
    (
        select coalesce(sum(c.votes), 0)::bigint
        from concerts.vote_counts as c
        where c.setlist_song_id = t.id
    ) as votes
from concerts.setlist_songs as t;

grant select on api.setlist_songs to anon, authenticated, service_role;
grant delete on api.setlist_songs to authenticated;
grant insert (setlist_id, song_id, place, encore, is_tape, info)
on api.setlist_songs to authenticated;
grant update (setlist_id, song_id, place, encore, is_tape, info)
on api.setlist_songs to authenticated;

comment on view api.setlist_songs is
$$The songs of setlists. Everyone reads; app roles curator and admin add, correct and
take out.

Errors: 42501 for a writer without the role; 23502, 23503, 23505 and 23514 for a record
that lacks a value, refers to a missing one, is a duplicate or is invalid. A song
that has votes stays: 23503, or PT409 concerts.votes_queued.

@graphql({
    "name": "SetlistSong", "primary_key_columns": ["id"],
    "max_rows": 100, "totalCount": {"enabled": true},
    "foreign_keys": [
        {
            "local_name": "songs", "local_columns": ["setlist_id"],
            "foreign_name": "setlist", "foreign_schema": "api",
            "foreign_table": "setlists", "foreign_columns": ["id"]
        },
        {
            "local_name": "setlist_songs", "local_columns": ["song_id"],
            "foreign_name": "song", "foreign_schema": "api",
            "foreign_table": "songs", "foreign_columns": ["id"]
        }
    ]
})
$$;
