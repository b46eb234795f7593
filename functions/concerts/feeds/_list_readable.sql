-- concerts._list_readable: the records of a page that have every required field.

create or replace function concerts._list_readable(p_records jsonb, p_faults jsonb)
    returns table (at text, item jsonb)
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select r.at, r.item
    from jsonb_to_recordset(p_records) as r (at text, item jsonb)
    where not exists (
        select
        from jsonb_to_recordset(p_faults) as f (at text, is_required boolean)
        where f.at = r.at and f.is_required
    )
$$;

comment on function concerts._list_readable(jsonb, jsonb) is
    'Return the records of _list_records without a required fault of _find_faults.';
