-- commerce._write_location: read what a caller sends of a location, and store it.
--
-- A null leaves the stored value. A new location has its code only.

create or replace function commerce._write_location(
    p_location commerce.locations,
    p_name text,
    p_kind text,
    p_city text,
    p_position integer,
    p_is_active boolean,
    p_has_full_range boolean
)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'commerce.invalid_location';
    v_location commerce.locations := p_location;
begin
    v_location.name := core.read_text(
        'name', coalesce(p_name, v_location.name), 1, 200, c_key
    );
    v_location.kind := coalesce(p_kind, v_location.kind);
    if v_location.kind not in ('store', 'warehouse') then
        perform core.raise_error(c_key, 'kind is not store or warehouse.');
    end if;
    if p_city is not null then
        v_location.place_id := master.find_place(p_city);
        if v_location.place_id is null then
            perform core.raise_error(
                c_key, format('There is no city %s.', core.excerpt(p_city))
            );
        end if;
    end if;
    v_location.position := core.read_number(
        'position', coalesce(p_position, v_location.position), 0, 1000000, c_key
    );
    v_location.is_active := coalesce(p_is_active, v_location.is_active);
    v_location.has_full_range := coalesce(p_has_full_range, v_location.has_full_range);

    if v_location.id is null then
        insert into commerce.locations (
            code, name, kind, place_id, position, is_active, has_full_range, created_at,
            updated_at
        )
        values (
            v_location.code, v_location.name, v_location.kind, v_location.place_id,
            v_location.position, v_location.is_active, v_location.has_full_range,
            core.now(), core.now()
        )
        on conflict (code) do nothing
        returning * into v_location;
        if not found then
            perform core.raise_error(
                c_key, format('Location %s exists.', p_location.code)
            );
        end if;
    else
        update commerce.locations
        set
            name = v_location.name,
            kind = v_location.kind,
            place_id = v_location.place_id,
            position = v_location.position,
            is_active = v_location.is_active,
            has_full_range = v_location.has_full_range
        where id = v_location.id
        returning * into v_location;
    end if;
    return commerce._show_location(v_location.id);
end;
$$;

comment on function commerce._write_location(
    commerce.locations, text, text, text, integer, boolean, boolean
) is
$$Insert or update a location; returns it as list_locations does.

Errors: PT422 commerce.invalid_location.
$$;
