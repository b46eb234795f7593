-- api.artists: the artists, for direct reads, and for writes by curators.

create or replace view api.artists
with (security_invoker = true)
as
select
    t.id,
    t.name,
    t.ticketmaster_id,
    t.popularity,
    t.genres,
    t.image_url,
    t.curated_columns,
    t.updated_at
from concerts.artists as t;

grant select on api.artists to anon, authenticated, service_role;
grant insert (name, ticketmaster_id, popularity, genres, image_url)
on api.artists to authenticated;
grant update (name, ticketmaster_id, popularity, genres, image_url)
on api.artists to authenticated;

comment on view api.artists is
$$The artists. Everyone reads; app roles curator and admin add and correct.

Errors: 42501 for a writer without the role; 23502, 23503, 23505 and 23514 for a record
that lacks a value, refers to a missing one, is a duplicate or is invalid.

@graphql({
    "name": "Artist", "primary_key_columns": ["id"],
    "max_rows": 100, "totalCount": {"enabled": true}
})
$$;
