-- commerce._show_location: a location as JSON.

create or replace function commerce._show_location(p_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'code', l.code,
        'name', l.name,
        'kind', l.kind,
        'city', (
            select p.place_key from master.places as p where p.id = l.place_id
        ),
        'position', l.position,
        'is_active', l.is_active,
        'has_full_range', l.has_full_range,
        'version', l.version
    )
    from commerce.locations as l
    where l.id = p_id
$$;

grant execute on function commerce._show_location(bigint)
to authenticated, service_role;

comment on function commerce._show_location(bigint) is
    'One location as list_locations returns it.';
