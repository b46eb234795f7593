-- core._has_bounds: whether there is a lower or an upper bound, as numbers.

create or replace function core._has_bounds(p_argument jsonb)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        (p_argument ? 'min' or p_argument ? 'max')
        and coalesce(jsonb_typeof(p_argument -> 'min'), 'number') = 'number'
        and coalesce(jsonb_typeof(p_argument -> 'max'), 'number') = 'number'
$$;

comment on function core._has_bounds(jsonb) is
$$Whether the argument has a number `min`, a number `max`, or both.
$$;
