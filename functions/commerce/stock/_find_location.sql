-- commerce._find_location: the id of an active location; raises if there is none.

create or replace function commerce._find_location(p_code text)
    returns bigint
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_code constant text := upper(core.read_text(
        'location', p_code, 1, 40, 'commerce.unknown_location'
    ));
    v_id constant bigint := (
        select l.id from commerce.locations as l
        where l.code = v_code and l.is_active
    );
begin
    if v_id is null then
        perform core.raise_error(
            'commerce.unknown_location',
            format('There is no active location %L.', core.excerpt(v_code))
        );
    end if;
    return v_id;
end;
$$;

grant execute on function commerce._find_location(text) to authenticated, service_role;

comment on function commerce._find_location(text) is
$$The id of the active location with this code, in any case.

Errors: PT404 commerce.unknown_location.
$$;
