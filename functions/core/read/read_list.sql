-- core.read_list: read a caller's array argument; raises if it is invalid.
--
-- An array of several dimensions is refused, as null elements are: its length, loops
-- and searches behave differently from what functions expect.

create or replace function core.read_list(
    p_name text,
    p_values anyarray,
    p_least integer,
    p_most integer,
    p_key text default 'core.invalid_argument'
)
    returns anyarray
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_values is null
        or array_ndims(p_values) > 1
        or cardinality(p_values) not between p_least and p_most
    then
        perform core.raise_error(
            p_key, format('%s must have %s to %s items.', p_name, p_least, p_most)
        );
    end if;
    if array_position(p_values, null) is not null then
        perform core.raise_error(p_key, format('%s contains a null.', p_name));
    end if;
    return p_values;
end;
$$;

grant execute on function core.read_list(text, anyarray, integer, integer, text)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_list(text, anyarray, integer, integer, text) is
$$An array of one dimension with p_least to p_most elements that are not null.

Errors: PT422 core.invalid_argument, or p_key.
$$;
