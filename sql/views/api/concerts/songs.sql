-- api.songs: the songs, for direct reads, and for writes by curators.

create or replace view api.songs
with (security_invoker = true)
as
select
    t.id,
    t.artist_id,
    t.title,
    t.cover_of,
    t.updated_at
from concerts.songs as t;

grant select on api.songs to anon, authenticated, service_role;
grant insert (artist_id, title, cover_of)
on api.songs to authenticated;
grant update (artist_id, title, cover_of)
on api.songs to authenticated;

comment on view api.songs is
$$The songs. Everyone reads; app roles curator and admin add and correct.

Errors: 42501 for a writer without the role; 23502, 23503, 23505 and 23514 for a record
that lacks a value, refers to a missing one, is a duplicate or is invalid.

@graphql({
    "name": "Song", "primary_key_columns": ["id"],
    "max_rows": 100, "totalCount": {"enabled": true},
    "foreign_keys": [
        {
            "local_name": "songs", "local_columns": ["artist_id"],
            "foreign_name": "artist", "foreign_schema": "api",
            "foreign_table": "artists", "foreign_columns": ["id"]
        }
    ]
})
$$;
