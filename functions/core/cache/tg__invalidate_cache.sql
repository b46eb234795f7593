-- core.tg__invalidate_cache: invalidate the cached responses of a changed table.
--
-- One insert per tag and transaction, which never waits: the key contains the
-- transaction's own id. Definer: a role that may write the table may not write this
-- one.

create or replace function core.tg__invalidate_cache()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into core.cache_changes (tag)
    values (tg_argv[0])
    on conflict do nothing;
    return null;
end;
$$;
