-- core.tg__invalidate_cache: a statement changed a table: its tag ends the answers made
-- of it.
--
-- One insert a tag and transaction, none that waits: the key holds the transaction's
-- own id. Definer: who may write the table may not write this one.

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
