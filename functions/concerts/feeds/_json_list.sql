-- concerts._json_list: a value of a page as a list: sources send an object where they
-- have one.

create or replace function concerts._json_list(p_value jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case coalesce(jsonb_typeof(p_value), 'null')
        when 'array' then p_value
        when 'object' then jsonb_build_array(p_value)
        else '[]'
    end
$$;

comment on function concerts._json_list(jsonb) is
    'Return the array itself; an object as an array of one; else an empty array.';
