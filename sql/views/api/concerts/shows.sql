-- api.shows: the shows, for direct reads, and for writes by curators.

create or replace view api.shows
with (security_invoker = true)
as
select
    t.id,
    t.artist_id,
    t.venue_id,
    t.show_on,
    t.starts_at,
    t.timezone,
    t.closes_at,
    t.status,
    t.title,
    t.url,
    t.curated_columns,
    t.updated_at
from concerts.shows as t;

grant select on api.shows to anon, authenticated, service_role;
grant insert (artist_id, venue_id, show_on, starts_at, timezone, status, title, url)
on api.shows to authenticated;
grant update (artist_id, venue_id, show_on, starts_at, timezone, status, title, url)
on api.shows to authenticated;

comment on view api.shows is
$$The shows. Everyone reads; app roles curator and admin add and correct.

Errors: 42501 for a writer without the role; 23502, 23503, 23505 and 23514 for a record
that lacks a value, refers to a missing one, is a duplicate or is invalid; PT422
concerts.invalid_record for an unknown time zone.

@graphql({
    "name": "Show", "primary_key_columns": ["id"],
    "max_rows": 100, "totalCount": {"enabled": true},
    "foreign_keys": [
        {
            "local_name": "shows", "local_columns": ["artist_id"],
            "foreign_name": "artist", "foreign_schema": "api",
            "foreign_table": "artists", "foreign_columns": ["id"]
        },
        {
            "local_name": "shows", "local_columns": ["venue_id"],
            "foreign_name": "venue", "foreign_schema": "api",
            "foreign_table": "venues", "foreign_columns": ["id"]
        }
    ]
})
$$;
