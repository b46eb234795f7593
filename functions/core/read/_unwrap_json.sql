-- core._unwrap_json: the JSON value that a jsonb argument means, or null.
--
-- PostgREST 12 passes the jsonb argument of a GET as a JSON string that contains the
-- object; from version 13 on it is the object. The size is checked before anything is
-- parsed.

create or replace function core._unwrap_json(p_value jsonb, p_most integer)
    returns jsonb
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_value jsonb := p_value;
begin
    if pg_column_size(p_value) > p_most then
        return null;
    end if;
    if jsonb_typeof(v_value) = 'string' then
        v_value := core._parse_json(v_value #>> '{}', least(p_most, 1000000));
    end if;
    if jsonb_typeof(v_value) not in ('object', 'array')
        or jsonb_path_exists(v_value, 'strict $.**{32}')
    then
        return null;
    end if;

    return v_value;
end;
$$;

grant execute on function core._unwrap_json(jsonb, integer)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._unwrap_json(jsonb, integer) is
$$The object or array of a jsonb argument, also if a JSON string contains it.

Null for anything else, for more than p_most bytes, and for more than 32 levels.
$$;
