-- commerce._show_location: a location as JSON.

create or replace function commerce._show_location(p_location commerce.locations)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'code', p_location.code,
        'name', p_location.name,
        'kind', p_location.kind,
        'city', (
            select c.psgc_code from master.cities as c where c.id = p_location.city_id
        ),
        'position', p_location.position,
        'is_active', p_location.is_active,
        'has_full_range', p_location.has_full_range,
        'version', p_location.version
    )
$$;

grant execute on function commerce._show_location(commerce.locations)
to authenticated, service_role;

comment on function commerce._show_location(commerce.locations) is
    'One location as list_locations returns it.';
