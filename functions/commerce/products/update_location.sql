-- commerce.update_location: change a location; null leaves a value.
--
-- Locks the location. Definer: no role may write the table directly.

create or replace function commerce.update_location(
    p_location text,
    p_name text default null,
    p_kind text default null,
    p_city text default null,
    p_pick_position integer default null,
    p_is_active boolean default null,
    p_has_full_range boolean default null,
    p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_location commerce.locations;
begin
    perform core.require_role('admin');
    select l.*
    into v_location
    from commerce.locations as l
    where l.code = upper(btrim(p_location))
    for no key update;
    if v_location.id is null then
        perform core.raise_error(
            'commerce.unknown_location',
            format('There is no location %s.', core.excerpt(p_location))
        );
    end if;
    perform core.check_version(
        'Location ' || v_location.code, v_location.version, p_expected_version,
        'commerce.version_conflict'
    );
    return commerce._write_location(
        v_location, p_name, p_kind, p_city, p_pick_position, p_is_active, p_has_full_range
    );
end;
$$;

grant execute on function commerce.update_location(
    text, text, text, text, integer, boolean, boolean, bigint
) to authenticated, service_role;

comment on function commerce.update_location(
    text, text, text, text, integer, boolean, boolean, bigint
) is
$$Change a location; for app role admin. Null leaves a value.

An inactive location keeps its stock, but orders and reservations no longer use it. One
that is active again gets the stock levels that it lacks.
Returns: list_locations.items
Errors: PT403 core.not_permitted; PT404 commerce.unknown_location; PT409
commerce.version_conflict; PT422 commerce.invalid_location.
Example: {"location": "SHOP", "is_active": false}
Budget: 200 ms, and 1 s more for each 100,000 variants.
$$;
