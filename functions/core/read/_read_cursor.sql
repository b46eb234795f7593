-- core._read_cursor: the key in a cursor; null if core.write_cursor did not write it.
--
-- Each column is cast to its type here, so that the query of a list can cast it again
-- without an error. Bounded before it is decoded, and in its depth before it is parsed.

create or replace function core._read_cursor(
    p_list text, p_after text, p_types regtype[]
)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 10000;
    v_kept jsonb;
    v_key text[];
begin
    if length(p_after) > c_most then
        return null;
    end if;

    v_kept := core._parse_json(
        convert_from(
            decode(
                translate(p_after, '-_', '+/')
                || repeat('=', (4 - length(p_after) % 4) % 4),
                'base64'
            ),
            'UTF8'
        ),
        c_most
    );
    v_key := array(
        select jsonb_array_elements_text(
            case when jsonb_typeof(v_kept) = 'array' then v_kept - 0 end
        )
    );
    if cardinality(v_key) <> cardinality(p_types)
        or array_position(v_key, null) is not null
        or core.write_cursor(p_list, v_key) <> p_after
    then
        return null;
    end if;

    execute (
        select 'select ' || string_agg(format('%L::%s', k.value, k.type), ', ')
        from unnest(v_key, p_types) as k (value, type)
    );
    return v_key;
exception
    when data_exception then
        return null;
end;
$$;

grant execute on function core._read_cursor(text, text, regtype[])
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core._read_cursor(text, text, regtype[]) is
    'The columns of the key as text, each valid for its type; null for any other text.';
