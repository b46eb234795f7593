-- core.invalidate_cache: invalidate the cached responses that have one of these tags.
--
-- One insert per tag and transaction, which never waits: the key contains the
-- transaction's own id.

create or replace function core.invalidate_cache(p_tags text[])
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into core.cache_changes (tag)
    select distinct t.tag
    from unnest(p_tags) as t (tag)
    where t.tag is not null
    on conflict do nothing
$$;

comment on function core.invalidate_cache(text[]) is
    'End the responses with these tags that do not see what this transaction changed.';
