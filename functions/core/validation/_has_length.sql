-- core._has_length: whether the length of a text or a list is within bounds.

create or replace function core._has_length(p_value jsonb, p_min numeric, p_max numeric)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case jsonb_typeof(p_value)
        when 'string' then
            coalesce(length(p_value #>> '{}') >= p_min, true)
            and coalesce(length(p_value #>> '{}') <= p_max, true)
        when 'array' then
            coalesce(jsonb_array_length(p_value) >= p_min, true)
            and coalesce(jsonb_array_length(p_value) <= p_max, true)
    end
$$;

comment on function core._has_length(jsonb, numeric, numeric) is
$$Whether the number of characters or items is within bounds; null for other values.
$$;
