-- concerts._is_news: whether a page changed a record.

create or replace function concerts._is_news(p_counts jsonb)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(sum(c.value::bigint), 0) > 0
    from jsonb_each_text(p_counts) as c
    where c.key ~ '_(inserted|updated|moved)$'
$$;

comment on function concerts._is_news(jsonb) is
    'Return true if anything was inserted, updated or moved.';
