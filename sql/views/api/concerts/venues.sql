-- api.venues: the venues, for direct reads, and for writes by curators.

create or replace view api.venues
with (security_invoker = true)
as
select
    t.id,
    t.name,
    t.city,
    t.state,
    t.country,
    t.latitude,
    t.longitude,
    t.timezone,
    t.curated_columns,
    t.updated_at
from concerts.venues as t;

grant select on api.venues to anon, authenticated, service_role;
grant insert (name, city, state, country, latitude, longitude, timezone)
on api.venues to authenticated;
grant update (name, city, state, country, latitude, longitude, timezone)
on api.venues to authenticated;

comment on view api.venues is
$$The venues. Everyone reads; app roles curator and admin add and correct.

Errors: 42501 for a writer without the role; 23502, 23503, 23505 and 23514 for a record
that lacks a value, refers to a missing one, is a duplicate or is invalid; PT422
concerts.invalid_record for an unknown time zone.

@graphql({
    "name": "Venue", "primary_key_columns": ["id"],
    "max_rows": 100, "totalCount": {"enabled": true}
})
$$;
