-- concerts._stage_venues: venues of Ticketmaster as rows of venues.

create or replace function concerts._stage_venues(p_records jsonb, p_faults jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(
        jsonb_build_object(
            'external_id', concerts._json_text(r.item, 'id', 200),
            'name', concerts._json_text(r.item, 'name'),
            'city', concerts._json_text(r.item, 'city.name', 200),
            'state', concerts._json_text(r.item, 'state.name', 200),
            'country', upper(concerts._json_text(r.item, 'country.countryCode')),
            'latitude', concerts._json_number(r.item, 'location.latitude'),
            'longitude', concerts._json_number(r.item, 'location.longitude'),
            'timezone', concerts._read_zone(concerts._json_text(r.item, 'timezone'))
        ) order by r.at
    ), '[]')
    from concerts._list_readable(p_records, p_faults) as r
$$;

comment on function concerts._stage_venues(jsonb, jsonb) is
    'Return rows {external_id, name, city, state, country, latitude, longitude, '
    'timezone}.';
