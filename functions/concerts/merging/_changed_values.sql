-- concerts._changed_values: the part of a row that differs from another row.

create or replace function concerts._changed_values(p_row jsonb, p_other jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(r.key, r.value), '{}')
    from jsonb_each(p_row) as r (key, value)
    where r.value is distinct from p_other -> r.key
$$;

comment on function concerts._changed_values(jsonb, jsonb) is
    'Return the columns of p_row whose values differ in p_other.';
