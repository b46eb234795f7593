-- concerts._stage_setlist_venues: venues of setlist.fm as rows of venues.
--
-- Its coordinates are those of the city, so they are left out.

create or replace function concerts._stage_setlist_venues(
    p_records jsonb, p_faults jsonb
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(distinct jsonb_build_object(
        'external_id', concerts._json_text(r.item, 'id', 200),
        'name', concerts._json_text(r.item, 'name'),
        'city', concerts._json_text(r.item, 'city.name', 200),
        'state', concerts._json_text(r.item, 'city.state', 200),
        'country', upper(concerts._json_text(r.item, 'city.country.code'))
    )), '[]')
    from concerts._list_readable(p_records, p_faults) as r
$$;

comment on function concerts._stage_setlist_venues(jsonb, jsonb) is
    'Return rows {external_id, name, city, state, country}.';
