-- core.read_texts: read a caller's array of texts; raises if it is invalid.

create or replace function core.read_texts(
    p_name text,
    p_values text[],
    p_least integer,
    p_most integer,
    p_longest integer,
    p_key text default 'core.invalid_argument'
)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_value text;
begin
    perform core.read_list(p_name, p_values, p_least, p_most, p_key);
    foreach v_value in array p_values loop
        perform core.read_text('Each of ' || p_name, v_value, 1, p_longest, p_key);
    end loop;
    return p_values;
end;
$$;

grant execute on function core.read_texts(text, text[], integer, integer, integer, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_texts(text, text[], integer, integer, integer, text) is
$$A list of texts, see core.read_list; each has 1 to p_longest characters.

Errors: PT422 core.invalid_argument, or p_key.
$$;
