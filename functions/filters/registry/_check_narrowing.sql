-- filters._check_narrowing: raise unless the caller may read each dimension that
-- narrows.
--
-- For definer functions, which bypass row-level security.

create or replace function filters._check_narrowing(p_selection jsonb)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text;
begin
    if jsonb_typeof(p_selection) is distinct from 'object' then
        perform core.raise_error(
            'core.invalid_argument', 'A selection must be lists of values by dimension.'
        );
    end if;
    for v_name in select k from jsonb_object_keys(p_selection) as k loop
        perform filters._check_readable(v_name, p_selection);
    end loop;
end;
$$;

comment on function filters._check_narrowing(jsonb) is
$$Return if every key is a dimension that the caller may read.

Errors: PT422 filters.unknown_dimension, core.invalid_argument.
$$;
