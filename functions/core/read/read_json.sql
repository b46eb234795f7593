-- core.read_json: read a caller's jsonb argument; raises if it is invalid.

create or replace function core.read_json(
    p_name text,
    p_value jsonb,
    p_kind text,
    p_most integer default 1000000,
    p_key text default 'core.invalid_argument'
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_value jsonb;
begin
    if p_value is null or p_value = 'null' then
        return null;
    end if;

    v_value := core._unwrap_json(p_value, p_most);
    if jsonb_typeof(v_value) is distinct from p_kind then
        perform core.raise_error(
            p_key,
            case
                when pg_column_size(p_value) > p_most
                    then format('%s has more than %s bytes.', p_name, p_most)
                when coalesce(jsonb_typeof(v_value), jsonb_typeof(p_value)) = p_kind
                    then format('%s has more than 32 levels.', p_name)
                else format(
                    '%s is a JSON %s, not an %s.',
                    p_name, coalesce(jsonb_typeof(v_value), jsonb_typeof(p_value)), p_kind
                )
            end
        );
    end if;
    return v_value;
end;
$$;

grant execute on function core.read_json(text, jsonb, text, integer, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_json(text, jsonb, text, integer, text) is
$$A JSON object or array (p_kind), also from a JSON string that contains it; null stays.

Units: p_most is bytes.
Errors: PT422 core.invalid_argument, or p_key.
$$;
